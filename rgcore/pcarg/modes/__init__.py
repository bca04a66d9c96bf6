"""Projection on the modes that are kept."""
