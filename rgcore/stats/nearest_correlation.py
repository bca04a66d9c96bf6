"""The correlation matrix nearest to a symmetric matrix that may have negative eigenvalues."""

import numpy as np

__all__ = ["nearest_correlation"]


def nearest_correlation(
    matrix: np.ndarray,
    weights: np.ndarray | None = None,
    *,
    close: float = 1e-9,
    most_projections: int = 200,
) -> np.ndarray:
    """Return the positive semidefinite matrix of unit diagonal that is nearest to ``matrix``.

    Near as measured by sum_ij (w_i w_j difference_ij)^2, by alternating projections with Dykstra's correction (Higham,
    IMA J. Numer. Anal. 22, 329 (2002), algorithm 3.3), an eigendecomposition each; then eigenvalues are clipped at 0
    and the diagonal is scaled to 1, so that the result is a correlation matrix also where the projections have not
    settled.

    Parameters
    ----------
    matrix : (n, n) float64 array
        Symmetric, with unit diagonal; left untouched.
    weights : (n,) float64 array, optional
        Positive; all alike by default.
    close : float
        Relative Frobenius distance of the two projections at which they have settled.
    most_projections : int

    Returns
    -------
    (n, n) float64 array
    """
    weights = np.ones(len(matrix)) if weights is None else weights
    scale = weights / np.sqrt(np.mean(weights**2))
    scaled = matrix * np.outer(scale, scale)
    correction = np.zeros_like(scaled)
    for _ in range(most_projections):
        shifted = scaled - correction
        positive = _without_negative(shifted)
        correction = positive - shifted
        scaled = positive.copy()
        np.fill_diagonal(scaled, scale**2)
        if np.linalg.norm(positive - scaled) < close * np.linalg.norm(scaled):
            break
    positive = _without_negative(scaled)
    deviation = np.sqrt(np.diag(positive))
    return positive / np.outer(deviation, deviation)


def _without_negative(matrix: np.ndarray) -> np.ndarray:
    values, vectors = np.linalg.eigh(matrix)
    return (vectors * np.maximum(values, 0)) @ vectors.T
