"""Fixed points of the momentum-shell recursion, Gaussian and Wilson-Fisher, with their eigenvalues: the table."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from rgcore.landau.epsilon_expansion import nu_epsilon_expansion, nu_first_order, nu_first_order_inverse
from rgcore.landau.momentum_shell import checked_dimensions, jacobian, shell_factor

__all__ = ["FixedPoint", "fixed_point_table", "gaussian_point", "wilson_fisher_point"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedPoint:
    """A zero of the recursion in ``dimension``: ``r`` (cutoff^2), ``u`` (cutoff^(4 - d)) and its ``kind``."""

    kind: str
    dimension: float
    r: float
    u: float

    @property
    def eigenvalues(self) -> tuple[float, float]:
        """Eigenvalues of the recursion here, per unit of s, larger first (they are real for every d)."""
        (a, b), (c, d) = jacobian(self.r, self.u, self.dimension)
        middle, half_width = (a + d) / 2, np.sqrt(((a - d) / 2) ** 2 + b * c)
        return float(middle + half_width), float(middle - half_width)

    @property
    def irrelevant_slope(self) -> float:
        """dr/du along the eigenvector of the smaller eigenvalue: the tangent of the critical surface."""
        (a, b), _ = jacobian(self.r, self.u, self.dimension)
        return float(b / (self.eigenvalues[1] - a))


def gaussian_point(dimension: float) -> FixedPoint:
    """Return r = u = 0, whose eigenvalues are 2 and 4 - d."""
    return FixedPoint(kind="gaussian", dimension=float(dimension), r=0.0, u=0.0)


def wilson_fisher_point(dimension: float) -> FixedPoint:
    """Return the other zero of the recursion as it stands, without a further expansion.

    With eps = 4 - d, du/ds = 0 asks for 9 K_d u = eps (1 + r)^2; put into dr/ds = 0 this is
    2 r + eps (1 + r) / 3 = 0, so

        r* = -eps / (6 + eps),   u* = eps (1 + r*)^2 / (9 K_d),

    which are -eps/6 and eps/(9 K_d) to leading order. In d = 4 it is the Gaussian point; above, u* < 0, where
    the weight cannot be normalized.

    Raises
    ------
    ValueError
        If ``dimension`` is not at least 2 and below 10.
    """
    factor = shell_factor(dimension)
    epsilon = 4.0 - dimension
    r = 0.0 - epsilon / (6 + epsilon)
    u = epsilon * (1 + r) ** 2 / (9 * factor)
    return FixedPoint(kind="wilson_fisher", dimension=float(dimension), r=r, u=u)


def fixed_point_table(dimensions: Sequence[float]) -> pd.DataFrame:
    """Return every fixed point of every dimension with its eigenvalues and exponent.

    In d = 4 the two fixed points are one and only ``gaussian`` is listed. ``eigenvalue_thermal`` is the larger
    eigenvalue of the Jacobian of the truncated recursion and ``nu`` its inverse. Only the first order of that ``nu`` in
    eps belongs to the theory; higher orders come from the truncation, so that it is not an estimate of the exponent.
    ``nu_first_order``, ``nu_first_order_inverse`` and ``nu_epsilon_expansion`` are the functions of these names at the
    Wilson-Fisher point and 1/2 at the Gaussian one.

    Parameters
    ----------
    dimensions : sequence of float
        Each at least 2 and below 10.

    Returns
    -------
    DataFrame
        The columns of the table ``landau_fixed_points``.

    Raises
    ------
    InputError
        If there is no dimension, or one is out of range.
    """
    dimensions = checked_dimensions(dimensions)
    points = [point for dimension in dimensions for point in _fixed_points(dimension)]
    return pd.DataFrame([_row(point) for point in points])


def _fixed_points(dimension: float) -> list[FixedPoint]:
    both = [gaussian_point(dimension), wilson_fisher_point(dimension)]
    return both[:1] if dimension == 4.0 else both


def _row(point: FixedPoint) -> dict:
    thermal, quartic = point.eigenvalues
    interacting = point.kind == "wilson_fisher"
    return {
        "dimension": point.dimension,
        "kind": point.kind,
        "r": point.r,
        "u": point.u,
        "u_scaled": 9 * shell_factor(point.dimension) * point.u,
        "eigenvalue_thermal": thermal,
        "eigenvalue_quartic": quartic,
        "nu": 1 / thermal,
        "nu_first_order": nu_first_order(point.dimension) if interacting else 0.5,
        "nu_first_order_inverse": nu_first_order_inverse(point.dimension) if interacting else 0.5,
        "nu_epsilon_expansion": nu_epsilon_expansion(point.dimension) if interacting else 0.5,
        "n_relevant": int(thermal > 0) + int(quartic > 0),
        "physical": point.u >= 0,
    }
