"""The phi^4 theory: fields on a periodic lattice, and on variables joined by any other matrix of the same spectrum."""

import math
from dataclasses import dataclass

import numpy as np

from rgcore.errors import InputError

__all__ = ["LatticeField", "MatrixField", "fourier_modes", "neighbours"]

HIGHEST_DIMENSION = 4
MOST_SITES = 2**16


@dataclass(frozen=True, slots=True, kw_only=True)
class LatticeField:
    """Weight exp(-H), H = (1/2) sum phi (-Laplacian + r) phi + (u/4!) sum phi^4, lattice spacing 1, periodic.

    The Laplacian is the nearest-neighbour one: its eigenvalues are -4 sum_mu sin^2(q_mu/2), q_mu = 2 pi n_mu / side.

    Attributes
    ----------
    dimension : int
        0 to 4; in dimension 0 there is one site without neighbours, whatever the side.
    side : int
        At least 2; with side 2 a site is its neighbour's neighbour on both sides, as in the eigenvalues.
    r : float
        Bare mass; above 0, or of any sign if ``u`` is above 0.
    u : float
        Bare coupling, at least 0.

    Raises
    ------
    InputError
        If a value is outside its range, or there are more than 65,536 sites.
    """

    dimension: int
    side: int
    r: float
    u: float

    def __post_init__(self) -> None:
        if not 0 <= self.dimension <= HIGHEST_DIMENSION or self.side < 2 or self.n_sites > MOST_SITES:
            raise InputError(
                f"a lattice must have dimension 0 to {HIGHEST_DIMENSION}, side 2 or more and at most {MOST_SITES} "
                f"sites, got dimension {self.dimension} and side {self.side}"
            )
        finite = math.isfinite(self.r) and math.isfinite(self.u)
        if not (finite and self.u >= 0 and (self.r > 0 or self.u > 0)):
            raise InputError(
                f"u must be at least 0, and r positive if u is 0, got u = {self.u}, r = {self.r}"
            )

    @property
    def shape(self) -> tuple[int, ...]:
        """Sites along each direction."""
        return (self.side,) * self.dimension

    @property
    def n_sites(self) -> int:
        """N = side**dimension."""
        return self.side**self.dimension

    def stiffness(self) -> np.ndarray:
        """Return 4 sum_mu sin^2(q_mu/2), shape ``shape``, in the order of numpy's FFT: eigenvalues without r."""
        along = 4 * np.sin(np.pi * np.arange(self.side) / self.side) ** 2
        total = np.zeros(self.shape)
        for axis in range(self.dimension):
            total = total + along.reshape([-1 if axis == other else 1 for other in range(self.dimension)])
        return total


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


def neighbours(dimension: int, side: int) -> np.ndarray:
    """Return the (side**dimension, 2 dimension) int64 numbers of each site's neighbours, sites in C order."""
    sites = np.arange(side**dimension).reshape((side,) * dimension)
    shifted = [np.roll(sites, step, axis).ravel() for axis in range(dimension) for step in (1, -1)]
    return np.stack(shifted, axis=1) if shifted else np.empty((1, 0), np.int64)


def fourier_modes(dimension: int, side: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the eigenvalues of -Laplacian, ascending, and real orthonormal eigenvectors, one per column.

    Products over the directions of cosines and sines.

    Returns
    -------
    eigenvalues : (n_sites,) float64 array
    vectors : (n_sites, n_sites) float64 array
    """
    positions = np.arange(side)
    numbers = (positions + 1) // 2  # 0, 1, 1, 2, 2, ...
    phases = 2 * np.pi * np.outer(positions, numbers) / side
    waves = np.where(positions % 2 == 1, np.cos(phases), np.sin(phases))
    waves[:, 0] = 1.0
    waves /= np.linalg.norm(waves, axis=0)
    along = 4 * np.sin(np.pi * numbers / side) ** 2
    values, vectors = np.zeros(1), np.ones((1, 1))
    for _ in range(dimension):
        values = np.add.outer(values, along).ravel()
        vectors = np.kron(vectors, waves)
    order = np.argsort(np.round(values, 9), kind="stable")
    return np.maximum.accumulate(values[order]), vectors[:, order]  # rounding does not undo the order
