"""The phi^4 theory on a periodic lattice: its weight, its Laplacian with eigenvectors, and its bare mass."""

from dataclasses import dataclass

import numpy as np

from rgcore.arguments.arrays import real_array
from rgcore.arguments.scalars import real_number, shown, whole_number
from rgcore.errors import InputError
from rgcore.phi4.lattice_limits import HIGHEST_DIMENSION, LARGEST_COUPLING, MOST_MODES, MOST_SITES

__all__ = [
    "LatticeField",
    "bare_mass",
    "checked_lattice",
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
        dimension, side = checked_lattice(self.dimension, self.side)
        object.__setattr__(self, "dimension", dimension)
        object.__setattr__(self, "side", side)
        limits = {"least": -LARGEST_COUPLING, "most": LARGEST_COUPLING}
        r, u = real_number("r", self.r, **limits), real_number("u", self.u, **limits)
        object.__setattr__(self, "r", r)
        object.__setattr__(self, "u", u)
        if not (u >= 0 and (r > 0 or u > 0)):
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


def checked_lattice(dimension: object, side: object) -> tuple[int, int]:
    """Return dimension and side as ints; InputError unless there is such a lattice, of at most 65,536 sites."""
    try:
        dimension = whole_number("dimension", dimension, least=0, most=HIGHEST_DIMENSION)
        side = whole_number("side", side, least=2)
        fits = side**dimension <= MOST_SITES
    except InputError:
        fits = False
    if not fits:
        raise InputError(
            f"a lattice must have dimension 0 to {HIGHEST_DIMENSION}, side 2 or more and at most {MOST_SITES} "
            f"sites, got dimension {shown(dimension)} and side {shown(side)}"
        )
    return dimension, side


def laplacian_eigenvalues(dimension: int, side: int) -> np.ndarray:
    """Return 4 sum_mu sin^2(q_mu/2), the eigenvalues of -Laplacian in the order of numpy's FFT, (side,) * dimension."""
    along = 4 * np.sin(np.pi * np.arange(side) / side) ** 2
    total = np.zeros((side,) * dimension)
    for axis in range(dimension):
        total = total + along.reshape([-1 if axis == other else 1 for other in range(dimension)])
    return total


def shells(stiffness: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the distinct eigenvalues, ascending, and the multiplicity of each (1e-9 apart counts as equal).

    Parameters
    ----------
    stiffness : (...) float array
        Eigenvalues, finite, in any order.

    Raises
    ------
    InputError
        If one is no number, or too large.
    """
    values = real_array("stiffness", stiffness, ("...",))
    if np.abs(values).max() > LARGEST_COUPLING:
        raise InputError(
            f"stiffness must be at most {LARGEST_COUPLING:g} in size, got {np.abs(values).max():g}"
        )
    return np.unique(np.round(values, 9), return_counts=True)


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

    Raises
    ------
    InputError
        If an argument is out of range.
    """
    dimension, side = checked_lattice(dimension, side)
    u = real_number("u", u, least=0, most=LARGEST_COUPLING)
    mass = real_number("mass", mass, least=1 / LARGEST_COUPLING, most=LARGEST_COUPLING)
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

    Raises
    ------
    InputError
        If there is no such lattice, or it has more than 16,384 sites: 2 GB of eigenvectors.
    """
    dimension, side = checked_lattice(dimension, side)
    if side**dimension > MOST_MODES:
        raise InputError(f"eigenvectors must be of at most {MOST_MODES} sites, got {side**dimension}")
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
