"""The phi^4 theory on a periodic lattice: its weight, its Laplacian with eigenvectors, and its bare mass."""

import math
from dataclasses import dataclass

import numpy as np

from rgcore.errors import InputError
from rgcore.phi4.lattice_limits import HIGHEST_DIMENSION, MOST_SITES

__all__ = [
    "LatticeField",
    "bare_mass",
    "fourier_modes",
    "laplacian_eigenvalues",
    "neighbours",
    "shells",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class LatticeField:
    """Weight exp(-H), H = (1/2) sum phi (-Laplacian + r) phi + (u/4!) sum phi^4, lattice spacing 1, periodic.

    The Laplacian is the nearest-neighbour one: its eigenvalues are -4 sum_mu sin^2(q_mu/2), q_mu = 2 pi n_mu / side.

    Attributes
    ----------
    dimension : int
        0 to ``HIGHEST_DIMENSION``; in dimension 0 there is one site without neighbours, whatever the side.
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
        """Return the eigenvalues of -Laplacian, without r: :func:`laplacian_eigenvalues`."""
        return laplacian_eigenvalues(self.dimension, self.side)


def laplacian_eigenvalues(dimension: int, side: int) -> np.ndarray:
    """Return 4 sum_mu sin^2(q_mu/2), the eigenvalues of -Laplacian in the order of numpy's FFT, (side,) * dimension."""
    along = 4 * np.sin(np.pi * np.arange(side) / side) ** 2
    total = np.zeros((side,) * dimension)
    for axis in range(dimension):
        total = total + along.reshape([-1 if axis == other else 1 for other in range(dimension)])
    return total


def shells(stiffness: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the distinct eigenvalues, ascending, and the multiplicity of each (1e-9 apart counts as equal)."""
    return np.unique(np.round(stiffness, 9), return_counts=True)


def bare_mass(dimension: int, side: int, u: float, mass: float) -> float:
    """Return the r at which the field has the given mass to one loop: r = m - (u/2) G(m).

    G(m) = (1/N) sum_q 1 / (lambda_q + m) is <phi^2> of the free field; m is the inverse variance of the softest mode to
    first order in u, with the bubbles on one line summed.

    Parameters
    ----------
    dimension, side : int
        Of the lattice.
    u : float
        Bare coupling, at least 0.
    mass : float
        m, positive.
    """
    return float(mass - u / 2 * np.mean(1 / (laplacian_eigenvalues(dimension, side) + mass)))


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
    return np.maximum.accumulate(values[order]), vectors[:, order]  # ascending in spite of rounding
