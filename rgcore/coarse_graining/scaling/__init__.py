"""Exponents of coarse-graining: fitted, local, and their scatter over realizations."""
