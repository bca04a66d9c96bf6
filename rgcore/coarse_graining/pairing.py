"""Greedy pairs: the two most correlated variables first, then the two most correlated of the rest, and so on."""

import numpy as np

__all__ = ["greedy_pairs"]

DECIMALS = 12  # correlations that agree so far are equal: their last bits depend on the processor


def greedy_pairs(correlation: np.ndarray) -> np.ndarray:
    """Pair variables greedily by their correlation coefficient.

    The pair (i, j) of the largest entry is taken, both are struck out, and so on (Meshulam et al., PRL 123, 178103
    (2019)). Negative correlations come last. Entries that agree to 1e-12 are tied; of tied pairs that with the
    smallest i, then the smallest j > i, comes first. If n is odd, one variable is left without a partner.

    All pairs of variables that are each other's best are taken at once: no pair that comes before them in the
    greedy order shares a variable with them, so that the result is the same.

    Parameters
    ----------
    correlation : (n, n) float array
        Finite, symmetric but for rounding. Left untouched.

    Returns
    -------
    (n // 2, 2) int64 array
        In the order in which the pairs are taken, i < j in each.

    Raises
    ------
    ValueError
        If ``correlation`` is not a finite square matrix.
    """
    matrix = np.round(np.asarray(correlation, dtype=np.float64), DECIMALS)
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1] or not np.isfinite(matrix).all():
        raise ValueError(f"correlation must be a finite square matrix, got shape {matrix.shape}")
    matrix = np.maximum(matrix, matrix.T)  # exactly symmetric, or there may be no pair of mutual best
    np.fill_diagonal(matrix, -np.inf)
    left = np.arange(len(matrix))
    pairs, strengths = [], []
    while len(left) > 1:
        best = np.argmax(matrix, axis=1)  # the first of equal ones
        places = np.arange(len(left))
        first = places[(best[best] == places) & (places < best)]
        pairs.append(np.stack([left[first], left[best[first]]], axis=1))
        strengths.append(matrix[first, best[first]])
        stays = ~np.isin(places, np.concatenate([first, best[first]]))
        left, matrix = left[stays], matrix[np.ix_(stays, stays)]
    if not pairs:
        return np.empty((0, 2), dtype=np.int64)
    taken = np.concatenate(pairs)
    return taken[np.lexsort((taken[:, 0], -np.concatenate(strengths)))]
