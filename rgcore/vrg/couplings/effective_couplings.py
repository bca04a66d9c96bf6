"""The couplings of the transformed model, from its exact weights."""

import numpy as np

from rgcore.exact.expansion import spin_expansion

__all__ = ["NO_COUPLING", "long_range_fraction", "nearest_neighbour_coupling"]

NO_COUPLING = 1e-12  # root of the sum of squares, k_B T: below it every coupling is rounding


def nearest_neighbour_coupling(log_weights: np.ndarray, neighbours: np.ndarray) -> float:
    """Return the mean coupling K' of the neighbour pairs in -H_RG(h) = K' sum h_i h_j + ...

    Parameters
    ----------
    log_weights : (2**n_hidden,) float array
        -H_RG(h), see :func:`rgcore.vrg.transformation.hidden_log_weights`.
    neighbours : (n_pairs, 2) int array
        The pairs that are neighbours on the lattice of the hidden spins, each once.

    Returns
    -------
    float
        In units of k_B T; positive is ferromagnetic. Two bonds between one pair, as on a torus of side 2,
        count together. NaN if there are no such pairs.
    """
    if not len(neighbours):
        return float("nan")
    return float(spin_expansion(log_weights)[_pair_entries(log_weights, neighbours)].mean())


def long_range_fraction(log_weights: np.ndarray, neighbours: np.ndarray) -> float:
    """Return the share of the squared couplings of H_RG(h) that is not a nearest-neighbour pair.

    The sum runs over all products of two or more hidden spins (constant and fields left out), so far pairs
    and many-spin couplings both count as not short-ranged.

    Returns
    -------
    float
        From 0 to 1; 0 if there is no coupling above rounding.
    """
    squares = spin_expansion(log_weights) ** 2
    squares[np.bitwise_count(np.arange(len(squares))) < 2] = 0.0
    total = squares.sum()
    if total < NO_COUPLING**2:
        return 0.0
    squares[_pair_entries(log_weights, neighbours)] = 0.0
    return float(squares.sum() / total)


def _pair_entries(log_weights: np.ndarray, neighbours: np.ndarray) -> np.ndarray:
    """Return where the expansion holds the pairs: one set bit per member, first spin most significant."""
    n_hidden = len(log_weights).bit_length() - 1
    return (1 << (n_hidden - 1 - np.asarray(neighbours))).sum(axis=1)
