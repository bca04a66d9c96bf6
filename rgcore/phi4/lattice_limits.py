"""How large a lattice of the phi^4 theory may be."""

__all__ = ["HIGHEST_DIMENSION", "LARGEST_COUPLING", "MOST_MODES", "MOST_SITES"]

HIGHEST_DIMENSION = 4
MOST_SITES = 2**16
MOST_MODES = 2**14  # of which eigenvectors are held
LARGEST_COUPLING = (
    1e100  # in size, of r, u and masses: their products with the fourth power of a field are float64
)
