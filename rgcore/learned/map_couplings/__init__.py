"""Couplings of coarse spins, K to K', and the information that they have of their far surroundings."""
