"""Rows of trained networks."""
