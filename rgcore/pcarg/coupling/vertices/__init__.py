"""Cubic and quartic one-particle-irreducible vertices of data, read together."""
