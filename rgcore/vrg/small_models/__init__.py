"""Small Ising models, and where the hidden spins of their transformations are."""
