"""Learned maps from spins to coarse spins, in place of the majority rule of the Monte Carlo renormalization group."""
