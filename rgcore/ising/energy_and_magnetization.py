"""Energy and magnetization of configurations of the Ising model on the periodic square lattice."""

import numpy as np

from rgcore.arguments.arrays import Axes
from rgcore.arguments.scalars import checked_side
from rgcore.arguments.states import spins as checked_spins
from rgcore.ising._energy_kernels import sum_bonds, sum_spins

__all__ = ["energies_of_lattices", "energy", "magnetization", "magnetizations_of_lattices"]

LATTICES: Axes = ("...", "side", "side")


def energy(spins: np.ndarray) -> np.ndarray:
    """Return H/J = -sum of s_i s_j over the 2 side**2 nearest-neighbour bonds of the torus.

    Parameters
    ----------
    spins : (..., side, side) array
        Entries -1 or +1, side >= 2; with side 2 two neighbours share two bonds.

    Returns
    -------
    (...) int64 array
        From -2 side**2 (aligned) upwards; not per site.

    Raises
    ------
    InputError
        If the lattices are not square, or an entry is neither -1 nor +1.
    """
    return energies_of_lattices(_lattices(spins))


def magnetization(spins: np.ndarray) -> np.ndarray:
    """Return the sum of the spins of configurations (..., side, side), int64, not per site.

    ``spins`` and errors as for :func:`energy`.
    """
    return magnetizations_of_lattices(_lattices(spins))


def energies_of_lattices(spins: np.ndarray) -> np.ndarray:
    """Return :func:`energy` of what a sampler returned, (..., side, side) int8, without a check."""
    lattices = np.ascontiguousarray(spins).reshape(-1, *spins.shape[-2:])
    sums = np.empty(len(lattices), np.int64)
    sum_bonds(lattices, sums)
    return -sums.reshape(spins.shape[:-2])[()]


def magnetizations_of_lattices(spins: np.ndarray) -> np.ndarray:
    """Return :func:`magnetization` of what a sampler returned, (..., side, side) int8, without a check."""
    lattices = np.ascontiguousarray(spins).reshape(-1, spins.shape[-2] * spins.shape[-1])
    sums = np.empty(len(lattices), np.int64)
    sum_spins(lattices, sums)
    return sums.reshape(spins.shape[:-2])[()]


def _lattices(spins: object) -> np.ndarray:
    lattices = checked_spins("spins", spins, LATTICES)
    checked_side("side of spins", lattices.shape[-1])
    return lattices
