"""The Ising model on the periodic square lattice: its energy and its magnetization."""

import math

import numpy as np

from rgcore.ising._lattice_kernels import sum_bonds, sum_spins

__all__ = ["check_chains", "energy", "magnetization"]


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


def check_chains(start: np.ndarray, coupling: float) -> None:
    """Raise ValueError unless ``start`` is (n_chains, side, side) int8, 2 <= side < 65536, and 0 < coupling < inf."""
    square = start.ndim == 3 and start.shape[1] == start.shape[2] >= 2
    if not square or len(start) < 1 or start.dtype != np.int8:
        raise ValueError(
            f"start must be (n_chains, side, side) int8 with side >= 2, got {start.shape} {start.dtype}"
        )
    if start.shape[1] >= 2**16:
        raise ValueError(f"side must be below 65536, got {start.shape[1]}")
    if not 0 < coupling < math.inf:
        raise ValueError(f"coupling must be positive and finite, got {coupling}")
