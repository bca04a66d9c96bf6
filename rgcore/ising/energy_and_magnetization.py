"""Energy and magnetization of configurations of the Ising model on the periodic square lattice."""

import numpy as np

from rgcore.ising._energy_kernels import sum_bonds, sum_spins

__all__ = ["energy", "magnetization"]


def energy(spins: np.ndarray) -> np.ndarray:
    """Return H/J = -sum of s_i s_j over the 2 side**2 nearest-neighbour bonds of the torus.

    Parameters
    ----------
    spins : (..., side, side) int8 array
        Entries -1 or +1, side >= 2, where two neighbours share two bonds.

    Returns
    -------
    (...) int64 array
        From -2 side**2 (aligned) upwards; not per site.
    """
    lattices = np.ascontiguousarray(spins, dtype=np.int8).reshape(-1, *spins.shape[-2:])
    sums = np.empty(len(lattices), np.int64)
    sum_bonds(lattices, sums)
    return -sums.reshape(spins.shape[:-2])[()]


def magnetization(spins: np.ndarray) -> np.ndarray:
    """Return the sum of the spins of (..., side, side) int8 configurations, int64, not per site."""
    lattices = np.ascontiguousarray(spins, dtype=np.int8).reshape(-1, spins.shape[-2] * spins.shape[-1])
    sums = np.empty(len(lattices), np.int64)
    sum_spins(lattices, sums)
    return sums.reshape(spins.shape[:-2])[()]
