"""The moments of a phi^4 chain at any coupling, exact by its transfer matrix."""

from dataclasses import dataclass

import numpy as np

from rgcore.arguments.scalars import real_number, whole_number
from rgcore.errors import InputError

__all__ = ["ChainMoments", "chain_moments"]

DECAY = 40.0  # exp(-40) is negligible
GRID = 160
DEEPEST = 1e5  # well of the potential
LARGEST, LEAST = 1e6, 1e-6  # of r and u: beyond, the points miss the weight altogether


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainMoments:
    """<phi^2>, <phi^4> and <phi_x phi_(x+1)> of a periodic chain."""

    second: float
    fourth: float
    neighbour: float


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
        Up to 1e6 in size; u at least 0, r at least 1e-6 if u is below 1e-6, and u at least 1.5e-5 r^2 if r is negative:
        deeper wells are narrower than the distance of the points.

    Raises
    ------
    InputError
        If an argument is out of range.
    """
    side = whole_number("side", side, least=2, most=2**16)
    r = real_number("r", r, least=-LARGEST, most=LARGEST)
    u = real_number("u", u, least=0, most=LARGEST)
    if r < LEAST and u < LEAST:
        raise InputError(f"r or u must be at least {LEAST:g}, got r = {r:g} and u = {u:g}")
    depth = -1.5 * r * r / u if r < 0 < u else 0.0
    if depth < -DEEPEST:
        raise InputError(
            f"u must be at least {1.5 / DEEPEST:g} r^2 for a negative r, got r = {r:g} and u = {u:g}"
        )
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
    if r > 0 and u * level < 1e-6 * r * r:  # the same without the cancellation
        return float(np.sqrt(2 * level / (r / 2 + np.sqrt(r * r / 4 + u / 6 * level))))
    return float(np.sqrt((-r / 2 + np.sqrt(r * r / 4 + u / 6 * level)) * 12 / u))
