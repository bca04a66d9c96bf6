"""Samplers of the Ising model, one per file."""
