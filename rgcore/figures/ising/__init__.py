"""Figures of the Ising model: measured beside exact."""
