"""The phi^4 theory with any quadratic form, such as that of a lattice in rotated variables."""

from dataclasses import dataclass

import numpy as np

from rgcore.arguments.arrays import symmetric_matrix
from rgcore.arguments.scalars import real_number
from rgcore.errors import InputError
from rgcore.phi4.lattice_limits import LARGEST_COUPLING

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
        matrix = symmetric_matrix("K", self.matrix)
        u = real_number("u", self.u, least=0, most=LARGEST_COUPLING)
        if not (np.diag(matrix) > 0).all() or np.abs(matrix).max() > LARGEST_COUPLING:
            raise InputError(
                f"the diagonal of K must be positive and its entries at most {LARGEST_COUPLING:g}"
            )
        object.__setattr__(self, "matrix", matrix)
        object.__setattr__(self, "u", u)

    @property
    def n_sites(self) -> int:
        """N, the number of variables."""
        return len(self.matrix)
