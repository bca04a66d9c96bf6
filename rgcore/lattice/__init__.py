"""Geometry shared by everything that lives on the periodic square lattice."""

from rgcore.lattice.square import circular_center, periodic_distance, square_bonds

__all__ = ["circular_center", "periodic_distance", "square_bonds"]
