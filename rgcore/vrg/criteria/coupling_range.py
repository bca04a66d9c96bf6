"""The weight of couplings outside a short list."""

import numpy as np

from rgcore.vrg.couplings.couplings_by_range import couplings_by_range
from rgcore.vrg.couplings.effective_couplings import NO_COUPLING
from rgcore.vrg.small_models.hidden_spins import HiddenSpins

__all__ = ["long_range_share"]

SHORT = np.sqrt(2)  # nearest-neighbour distances: nearest and next-nearest pairs, and squares of four
ENOUGH = 2.0  # nearest-neighbour distances that the lattice must offer
_ROUNDING = 1e-6


def long_range_share(log_weights: np.ndarray, hidden: HiddenSpins) -> float:
    """Return the share of the squared couplings of H_RG(h) that is outside a short list.

    The short list is every product of two or more hidden spins whose range, the largest distance between two of them,
    is at most sqrt 2 of that of nearest neighbours: nearest neighbours on a ring; on a square lattice also next-nearest
    ones and the product of the four spins of a square. Constant and fields are left out.

    Parameters
    ----------
    log_weights : (2**n_hidden,) float array
        -H_RG(h)
    hidden : HiddenSpins

    Returns
    -------
    float
        From 0 to 1; 0 if there is no coupling above rounding; NaN on a lattice without pairs two neighbour distances
        apart, where there is too little outside the list.
    """
    distances = hidden.distances()[np.triu_indices(hidden.n_spins, k=1)]
    apart = distances[distances > _ROUNDING]  # spins of a network may be at one place
    if not apart.size or apart.max() < (ENOUGH - _ROUNDING) * apart.min():
        return float("nan")
    nearest = apart.min()
    couplings = couplings_by_range(log_weights, hidden)
    couplings = couplings[couplings["n_spins"] >= 2]
    squares = couplings["n_products"] * couplings["root_mean_square"] ** 2
    if squares.sum() < NO_COUPLING**2:
        return 0.0
    outside = couplings["range"] > (SHORT + _ROUNDING) * nearest
    return float(squares[outside].sum() / squares.sum())
