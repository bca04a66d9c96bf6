"""Fixed points of the flow of the couplings at a constant exponent alpha, with their eigenvalues."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from rgcore.arguments.arrays import list_of_numbers

__all__ = ["CouplingFixedPoint", "coupling_fixed_points", "fixed_point_coupling", "fixed_point_table"]

MARGINAL_ALPHA = 2.0
"""alpha at which the two fixed points are one; from there on the Gaussian point is the stable one."""

LAST_EXPONENT = 5.0
"""alpha at which r* of the truncated flow becomes infinite; from there on there is only the Gaussian point."""

_GRID = np.linspace(0.0, 4.0, 81)


@dataclass(frozen=True, slots=True, kw_only=True)
class CouplingFixedPoint:
    """A zero of ``coupling_velocity``: ``kind``, ``alpha``, and dimensionless ``r`` and ``u``."""

    kind: str
    alpha: float
    r: float
    u: float

    @property
    def jacobian(self) -> np.ndarray:
        """Derivative (2, 2) of the velocity: rows (dr/dl, du/dl), columns (r, u)."""
        left = 1 + self.r
        return np.array(
            [
                [1 - self.u / (2 * left**2), 1 / (2 * left)],
                [3 * self.u**2 / left**3, 2 - self.alpha - 3 * self.u / left**2],
            ]
        )

    @property
    def eigenvalues(self) -> tuple[float, float]:
        """Eigenvalues of the flow here per unit of l, larger first (they are real for every alpha)."""
        (a, b), (c, d) = self.jacobian
        middle, half_width = (a + d) / 2, np.sqrt(((a - d) / 2) ** 2 + b * c)
        return float(middle + half_width), float(middle - half_width)

    @property
    def critical_slope(self) -> float:
        """dr/du along the eigenvector of the smaller eigenvalue: the tangent of the critical line.

        At the Gaussian point -1 / (2 (alpha - 1)) for alpha > 1, and -infinity from there on down: the smaller
        eigenvalue is then that of the mass, and the critical line leaves the point as r = A u^(1 / (2 - alpha)) +
        u / (2 (1 - alpha)), A < 0, at alpha = 1 as r = (u/2) ln u.
        """
        (a, b), (c, d) = self.jacobian
        if c == 0 and a <= d:
            return -np.inf
        return float(b / (self.eigenvalues[1] - a))


def coupling_fixed_points(alpha: float) -> list[CouplingFixedPoint]:
    """Return the Gaussian point and, if it exists, the one that corresponds to that of Wilson and Fisher.

    With eps = 2 - alpha, du/dl = 0 asks for u = (2/3) eps (1 + r)^2; put into dr/dl = 0 this is r + eps (1 + r)/3 = 0.
    Without a further expansion

        r* = -eps / (3 + eps),   u* = 6 eps / (3 + eps)^2,   g* = u*/6 = eps / (3 + eps)^2,

    to leading order -eps/3, (2/3) eps and eps/9:

    - alpha < 2: u* > 0, one relevant direction (the mass), eigenvalue 1 - eps/3 to leading order. The flow is truncated
      at second order in u, so that the numbers are valid to leading order in eps only: at alpha = 1 the full g* is
      9/16 of the leading one, at alpha = 0 9/25.
    - alpha = 2: the two coincide in the Gaussian point, marginally stable.
    - 2 < alpha < 5: u* < 0, where the weight is not bounded, and both directions relevant: it only bounds the basin of
      the Gaussian point. From alpha = 2.80 on u* < -1, beyond the range of second order in u.
    - alpha >= 5: no other point (the zero of the equations has 1 + r < 0, behind the pole of the propagator).

    Parameters
    ----------
    alpha : float
        alpha = d/2 for a field in d dimensions with lambda = momentum^2.
    """
    points = [CouplingFixedPoint(kind="gaussian", alpha=float(alpha), r=0.0, u=0.0)]
    epsilon = 2.0 - alpha
    if epsilon and alpha < LAST_EXPONENT:
        r, u = -epsilon / (3 + epsilon), 6 * epsilon / (3 + epsilon) ** 2
        points.append(CouplingFixedPoint(kind="wilson_fisher", alpha=float(alpha), r=r, u=u))
    return points


def fixed_point_coupling(alpha: float | np.ndarray) -> float | np.ndarray:
    """Return g* = (2 - alpha)/9, to leading order; positive, and stable in u, for alpha < 2."""
    return (2 - alpha) / 9


def fixed_point_table(exponents: Sequence[float]) -> pd.DataFrame:
    """Return the fixed points of the given alpha and of those from 0 to 4 in steps of 0.05.

    ``stable``: the mass is the only relevant direction. ``bounded``: u >= 0.

    Returns
    -------
    DataFrame
        The columns of the table ``pca_fixed_points``.

    Raises
    ------
    InputError
        If ``exponents`` is no sequence of numbers from -100 to 100.
    """
    exponents = list_of_numbers("exponents", exponents, least=-100, most=100) if np.size(exponents) else []
    grid = np.unique(np.round([*_GRID, *exponents], 12))
    return pd.DataFrame([_row(point) for alpha in grid for point in coupling_fixed_points(float(alpha))])


def _row(point):
    larger, smaller = point.eigenvalues
    leading = fixed_point_coupling(point.alpha) if point.kind == "wilson_fisher" else 0.0
    return {
        "alpha": point.alpha,
        "kind": point.kind,
        "r": point.r,
        "u": point.u,
        "g": point.u / 6,
        "g_leading": leading,
        "eigenvalue_larger": larger,
        "eigenvalue_smaller": smaller,
        "n_relevant": int(larger > 0) + int(smaller > 0),
        "stable": smaller <= 0,
        "bounded": point.u >= 0,
    }
