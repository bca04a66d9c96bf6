"""Objectives for transformations, one card per file: divergence, free energy, its bounds, and both together."""
