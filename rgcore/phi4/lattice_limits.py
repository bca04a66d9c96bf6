"""How large a lattice of the phi^4 theory may be."""

__all__ = ["HIGHEST_DIMENSION", "MOST_SITES"]

HIGHEST_DIMENSION = 4
MOST_SITES = 2**16
