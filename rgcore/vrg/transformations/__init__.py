"""Example transformations of small Ising models, one kind per file."""
