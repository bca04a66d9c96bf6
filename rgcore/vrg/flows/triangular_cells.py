"""Cells of three spins on the triangular lattice, the blocks of Niemeijer and van Leeuwen."""

import numpy as np

__all__ = ["SCALE_FACTOR", "cell_means", "cell_slopes"]

SCALE_FACTOR = 3**0.5


def cell_means(coupling: float) -> tuple[float, float]:
    """Return phi = <s_i> and psi = <s_i s_j> in a triangle of coupling K whose majority is up.

    Of the four states one has all spins up, of weight exp 3K, and three have one spin down, of weight exp -K.
    """
    other = np.exp(-4 * coupling)
    return (1 + other) / (1 + 3 * other), (1 - other) / (1 + 3 * other)


def cell_slopes(coupling: float) -> tuple[float, float]:
    """Return d phi / dK and d psi / dK."""
    other = np.exp(-4 * coupling)
    return 8 * other / (1 + 3 * other) ** 2, 16 * other / (1 + 3 * other) ** 2
