"""The positive semidefinite correlation matrix that is nearest to a symmetric matrix."""

import numpy as np

__all__ = ["nearest_correlation"]

_MOST_STEPS = 200
_SETTLED = 1e-9  # relative change of the matrix in a step


def nearest_correlation(matrix: np.ndarray) -> np.ndarray:
    """Return the positive semidefinite matrix of unit diagonal with the smallest Frobenius distance.

    Alternating projections with Dykstra's correction (Higham, IMA J. Numer. Anal. 22, 329 (2002), algorithm 3.3), at
    most 200 of them, an eigendecomposition each. Clipped once more at the end and scaled to unit diagonal, so that the
    result is a correlation matrix also where the projections have not settled.

    Parameters
    ----------
    matrix : (n, n) array, symmetric, of unit diagonal
        Correlations estimated pair by pair; left untouched.
    """
    found, correction = matrix, np.zeros_like(matrix)
    for _ in range(_MOST_STEPS):
        before, moved = found, found - correction
        positive = _clipped(moved)
        correction = positive - moved
        found = positive.copy()
        np.fill_diagonal(found, 1.0)
        if np.linalg.norm(found - before) <= _SETTLED * np.linalg.norm(found):
            break
    positive = _clipped(found)
    deviation = np.sqrt(np.diag(positive))
    return positive / np.outer(deviation, deviation)


def _clipped(matrix: np.ndarray) -> np.ndarray:
    """Return the positive semidefinite matrix that is nearest to a symmetric one in the Frobenius norm."""
    values, vectors = np.linalg.eigh(matrix)
    return (vectors * np.maximum(values, 0.0)) @ vectors.T
