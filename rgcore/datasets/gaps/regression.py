"""Regression of the missing entries of samples on those that are present.

With the precision K = C^-1 of a Gaussian, the missing entries M of a sample have the conditional covariance
(K_MM)^-1 and, for the deviations x_O of those present, the mean -(K_MM)^-1 K_MO x_O: matrices as small as the number of
gaps, never as large as that of the entries present.
"""

from collections.abc import Iterator

import numpy as np

__all__ = ["precision_of", "regress"]

_SMALLEST_EIGENVALUE = 1e-10  # of a correlation matrix: variables may depend on one another linearly
_ENTRIES = 2**20  # of the small matrices in memory at a time, 8 MB


def precision_of(covariance: np.ndarray, lowest: float = 0.0) -> np.ndarray:
    """Return the inverse of the covariance of standardized variables, (n, n), eigenvalues below ``lowest`` raised."""
    values, vectors = np.linalg.eigh(covariance)
    return (vectors / np.maximum(values, max(lowest, _SMALLEST_EIGENVALUE))) @ vectors.T


def regress(
    values: np.ndarray, gaps: np.ndarray, precision: np.ndarray, residuals: np.ndarray | None = None
) -> np.ndarray:
    """Fill the missing entries of deviations from the mean, in place, and return the sum of their covariances.

    Parameters
    ----------
    values : (n, n_variables) float64 array
        0 where an entry is missing.
    gaps : (n, n_variables) bool array
    precision : (n_variables, n_variables) float64 array
    residuals : (n, n_variables) float64 array, optional
        K x of a sample with all entries, for each row: (K_MM)^-1 (K x)_M is how far the entries M of that sample are
        from their regression on the others, which is added. Without, entries become their conditional means.

    Returns
    -------
    (n_variables, n_variables) float64 array
        Sum over the samples of the conditional covariance of their missing entries, 0 elsewhere.
    """
    pull = values @ precision
    if residuals is not None:
        pull -= residuals
    spread = np.zeros_like(precision)
    for rows, places in _same_number(gaps):
        distinct, which = np.unique(places, axis=0, return_inverse=True)
        inverse = np.linalg.inv(precision[distinct[:, :, None], distinct[:, None, :]])
        inverse = inverse[which.reshape(-1)]
        shift = inverse @ pull[rows[:, None], places][:, :, None]
        values[rows[:, None], places] = -shift[:, :, 0]
        np.add.at(spread, (places[:, :, None], places[:, None, :]), inverse)
    return spread


def _same_number(gaps: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield (n,) rows with equally many gaps, some at a time, and the (n, m) places of their gaps."""
    counts = gaps.sum(axis=1)
    for count in np.unique(counts[counts > 0]):
        of_count = np.flatnonzero(counts == count)
        step = max(1, _ENTRIES // int(count) ** 2)
        for start in range(0, len(of_count), step):
            rows = of_count[start : start + step]
            yield rows, np.nonzero(gaps[rows])[1].reshape(len(rows), count)
