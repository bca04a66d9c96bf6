"""Products of spins given one sublattice of the checkerboard: the spins of the other are independent then."""

import numpy as np

from rgcore.information.decimation import decimated_sites
from rgcore.information.pair_models import lattice_statistics

__all__ = ["means_given_sublattice"]


def means_given_sublattice(spins: np.ndarray, coupling: float) -> np.ndarray:
    """Return E[X_a | spins with row + column even] (n, 13) float64 of the nearest-neighbour model.

    The spins with odd row + column interact with observed ones only: given these their means are tanh(K times the sum
    of the four neighbours), and the mean of a product of two is the product of the means.

    Parameters
    ----------
    spins : (n, side, side) int8 array
        Side even; at the odd sites it may hold anything.
    coupling : float
        K of nearest neighbours.
    """
    values = np.asarray(spins, dtype=np.float64)
    fields = sum(np.roll(values, shift, axis) for axis in (1, 2) for shift in (1, -1))
    even = decimated_sites(spins.shape[1], 1)
    return lattice_statistics(np.where(even, values, np.tanh(coupling * fields)))
