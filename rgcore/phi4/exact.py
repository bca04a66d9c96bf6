"""What is exact: the free field in any dimension, one site by quadrature, the chain by its transfer matrix."""

from dataclasses import dataclass

import numpy as np
from scipy.integrate import quad
from scipy.optimize import brentq

from rgcore.phi4.model import LatticeField

__all__ = [
    "ChainMoments",
    "bare_mass",
    "chain_moments",
    "free_propagator",
    "one_loop_mass",
    "shells",
    "site_moments",
]

DECAY = 40.0  # exp(-40) is nothing
GRID = 160
_LARGEST_MASS = 1e8


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainMoments:
    """<phi^2>, <phi^4> and <phi_x phi_(x+1)> of a periodic chain."""

    second: float
    fourth: float
    neighbour: float


def free_propagator(lattice: LatticeField) -> np.ndarray:
    """Return <phi_0 phi_x> at u = 0, shape ``lattice.shape``: the inverse Fourier transform of 1 / (lambda_q + r).

    Raises
    ------
    ValueError
        If r is not positive.
    """
    if not lattice.r > 0:
        raise ValueError(f"a free field needs a positive r, got {lattice.r}")
    inverse = 1 / (lattice.stiffness() + lattice.r)
    return np.fft.ifftn(inverse).real if lattice.dimension else inverse


def shells(stiffness: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the distinct eigenvalues, ascending, and how many modes have each (1e-9 apart counts as equal)."""
    return np.unique(np.round(stiffness, 9), return_counts=True)


def one_loop_mass(lattice: LatticeField) -> float:
    """Return the root m of m = r + (u/2) G(m), G(m) = (1/N) sum_q 1 / (lambda_q + m): <phi^2> of the free field.

    The mass that the field has to first order in u, summed over all bubbles on one line; positive for any r if u > 0.
    """
    stiffness = lattice.stiffness()

    def excess(log_mass):
        mass = np.exp(log_mass)
        return mass - lattice.r - lattice.u / 2 * np.mean(1 / (stiffness + mass))

    return float(np.exp(brentq(excess, np.log(1e-12), np.log(_LARGEST_MASS), xtol=1e-14)))


def bare_mass(lattice: LatticeField, mass: float) -> float:
    """Return the r with which a lattice of this u has :func:`one_loop_mass` equal to ``mass``; its own r is ignored.

    Parameters
    ----------
    mass : float
        Positive.
    """
    return float(mass - lattice.u / 2 * np.mean(1 / (lattice.stiffness() + mass)))


def site_moments(r: float, u: float) -> tuple[float, float]:
    """Return <phi^2> and <phi^4> of a single site, weight exp(-(r/2) phi^2 - (u/24) phi^4), by quadrature.

    Parameters
    ----------
    r, u : float
        u at least 0; r positive if u is 0.
    """
    well = np.sqrt(max(0.0, -6 * r / u)) if u > 0 else 0.0
    depth = r / 2 * well**2 + u / 24 * well**4
    edge = _edge(r, u, depth)

    def weighted(power):
        def weight(x):
            return x**power * np.exp(depth - r / 2 * x * x - u / 24 * x**4)

        return quad(weight, 0, edge, points=[well] if well else None, epsabs=0, epsrel=1e-12, limit=400)[0]

    total = weighted(0)
    return weighted(2) / total, weighted(4) / total


def chain_moments(side: int, r: float, u: float) -> ChainMoments:
    """Return the moments of a periodic chain of ``side`` sites at any coupling, by its transfer matrix.

    T(x, y) = exp(-V(x)/2 - (x - y)^2/2 - V(y)/2), V = (r/2) x^2 + (u/24) x^4, on Gauss-Legendre points, and
    <phi^2> = Tr(x^2 T^side) / Tr T^side. Exact to about 1e-10 for -10 <= r <= 10, 0.05 <= u <= 1000 and for the free
    field with r >= 0.05.

    Parameters
    ----------
    side : int
        At least 2.
    r, u : float
        u at least 0; r positive if u is 0.
    """
    depth = -1.5 * r * r / u if r < 0 < u else 0.0
    edge = _edge(r, u, depth)
    points, weights = np.polynomial.legendre.leggauss(GRID)
    x, weights = edge * points, edge * weights
    half = np.exp((depth - r / 2 * x**2 - u / 24 * x**4) / 2) * np.sqrt(weights)
    matrix = half[:, None] * np.exp(-((x[:, None] - x) ** 2) / 2) * half
    values, vectors = np.linalg.eigh(matrix)
    ratios = (np.maximum(values, 0) / values[-1]) ** side
    second, fourth = ((vectors.T**2 @ x**power) @ ratios / ratios.sum() for power in (2, 4))
    between = vectors.T @ (x[:, None] * vectors)
    steps = np.maximum(values, 0) / values[-1]
    neighbour = np.einsum("ab,a,b->", between**2, steps, steps ** (side - 1)) / ratios.sum()
    return ChainMoments(second=float(second), fourth=float(fourth), neighbour=float(neighbour))


def _edge(r, u, depth):
    """Return x at which (r/2) x^2 + (u/24) x^4 is ``DECAY`` above its lowest value, ``depth``."""
    level = depth + DECAY
    if u == 0:
        return float(np.sqrt(2 * level / r))
    return float(np.sqrt((-r / 2 + np.sqrt(r * r / 4 + u / 6 * level)) * 12 / u))
