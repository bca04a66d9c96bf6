"""The correlation matrix nearest to a symmetric matrix that may have negative eigenvalues."""

import numpy as np

__all__ = ["nearest_correlation"]

_MOST_PROJECTIONS = 40
_CLOSE = 1e-4


def nearest_correlation(matrix: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return a positive semidefinite matrix with unit diagonal near ``matrix``.

    Near as measured by sum_ij (w_i w_j difference_ij)^2, by alternating projections with Dykstra's correction (Higham,
    IMA J. Numer. Anal. 22, 329 (2002)), at most 40 of them; then eigenvalues are clipped at 0 and the diagonal is
    scaled to 1.

    Parameters
    ----------
    matrix : (n, n) float64 array
        Symmetric, with unit diagonal.
    weights : (n,) float64 array
        Positive.

    Returns
    -------
    (n, n) float64 array
    """
    scale = weights / np.sqrt(np.mean(weights**2))
    scaled = matrix * np.outer(scale, scale)
    correction = np.zeros_like(scaled)
    for _ in range(_MOST_PROJECTIONS):
        shifted = scaled - correction
        positive = _without_negative(shifted)
        correction = positive - shifted
        scaled = positive.copy()
        np.fill_diagonal(scaled, scale**2)
        if np.linalg.norm(positive - scaled) < _CLOSE * np.linalg.norm(scaled):
            break
    positive = _without_negative(scaled)
    deviation = np.sqrt(np.diag(positive))
    return positive / np.outer(deviation, deviation)


def _without_negative(matrix: np.ndarray) -> np.ndarray:
    values, vectors = np.linalg.eigh(matrix)
    return (vectors * np.maximum(values, 0)) @ vectors.T
