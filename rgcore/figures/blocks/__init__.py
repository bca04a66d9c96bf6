"""Figures of the size of learned blocks."""
