"""The Ising model on the periodic square lattice: its energy and its magnetization."""

import numpy as np

__all__ = ["energy", "magnetization"]


def energy(spins: np.ndarray) -> np.ndarray:
    """Return H/J = -sum of s_i s_j over the 2 side**2 nearest-neighbour bonds of the torus.

    Parameters
    ----------
    spins : (..., side, side) int8 array
        Entries -1 or +1, side >= 3.

    Returns
    -------
    (...) int64 array
        From -2 side**2 (aligned) upwards; not per site.
    """
    aligned = spins * np.roll(spins, -1, axis=-1) + spins * np.roll(spins, -1, axis=-2)
    return -aligned.sum(axis=(-2, -1), dtype=np.int64)


def magnetization(spins: np.ndarray) -> np.ndarray:
    """Return the sum of the spins of (..., side, side) int8 configurations, int64, not per site."""
    return spins.sum(axis=(-2, -1), dtype=np.int64)
