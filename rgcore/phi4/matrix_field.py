"""The phi^4 theory with any quadratic form, such as that of a lattice in rotated variables."""

from dataclasses import dataclass

import numpy as np

from rgcore.errors import InputError

__all__ = ["MatrixField"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixField:
    """Weight exp(-H), H = (1/2) phi K phi + (u/4!) sum_i phi_i^4, for any positive definite matrix K.

    Attributes
    ----------
    matrix : (n_sites, n_sites) float64 array
        K, r included; symmetric, with a positive diagonal.
    u : float
        At least 0.

    Raises
    ------
    InputError
        If ``matrix`` is not such a matrix, or ``u`` is negative.
    """

    matrix: np.ndarray
    u: float

    def __post_init__(self) -> None:
        matrix = self.matrix
        square = matrix.ndim == 2 and matrix.shape[0] == matrix.shape[1]
        if not square or not np.allclose(matrix, matrix.T, rtol=0, atol=1e-9 * np.abs(matrix).max()):
            raise InputError(f"K must be a symmetric matrix, got shape {matrix.shape}")
        if not (self.u >= 0 and (np.diag(matrix) > 0).all()):
            raise InputError(f"u must be at least 0 and the diagonal of K positive, got u = {self.u}")

    @property
    def n_sites(self) -> int:
        """N, the number of variables."""
        return len(self.matrix)
