"""Fixed points of the momentum-shell recursion, Gaussian and Wilson-Fisher, with their eigenvalues: the table."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd

from rgcore.landau.epsilon_expansion import nu_epsilon_expansion, nu_first_order, nu_first_order_inverse
from rgcore.landau.momentum_shell import checked_components, checked_dimensions, jacobian, shell_factor

__all__ = ["FixedPoint", "fixed_point_table", "gaussian_point", "wilson_fisher_point"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedPoint:
    """A zero of the recursion in ``dimension``: ``r`` (cutoff^2), ``u`` (cutoff^(4 - d)) and its ``kind``.

    ``n_components`` is the number of components of the field.
    """

    kind: str
    dimension: float
    r: float
    u: float
    n_components: int = 1

    def _jacobian(self) -> np.ndarray:
        return jacobian(self.r, self.u, self.dimension, self.n_components)

    @property
    def eigenvalues(self) -> tuple[float, float]:
        """Eigenvalues of the recursion here, per unit of s, larger first (they are real for every d)."""
        (a, b), (c, d) = self._jacobian()
        middle, half_width = (a + d) / 2, np.sqrt(((a - d) / 2) ** 2 + b * c)
        return float(middle + half_width), float(middle - half_width)

    @property
    def irrelevant_slope(self) -> float:
        """dr/du along the eigenvector of the smaller eigenvalue: the tangent of the critical surface."""
        (a, b), _ = self._jacobian()
        return float(b / (self.eigenvalues[1] - a))


def gaussian_point(dimension: float, n_components: int = 1) -> FixedPoint:
    """Return r = u = 0, whose eigenvalues are 2 and 4 - d."""
    return FixedPoint(kind="gaussian", dimension=float(dimension), r=0.0, u=0.0, n_components=n_components)


def wilson_fisher_point(dimension: float, n_components: int = 1) -> FixedPoint:
    """Return the other zero of the recursion as it stands, without a further expansion.

    With eps = 4 - d and a = (n + 2)/(n + 8), du/ds = 0 asks for (n + 8) K_d u = eps (1 + r)^2; put into dr/ds = 0
    this is 2 r + a eps (1 + r) = 0, so

        r* = -a eps / (2 + a eps),   u* = eps (1 + r*)^2 / ((n + 8) K_d),

    which are -a eps/2 and eps/((n + 8) K_d) to leading order; a = 1/3 for one component. In d = 4 it is the Gaussian
    point; above, u* < 0, where the weight cannot be normalized.

    Raises
    ------
    ValueError
        If ``dimension`` is not at least 2 and below 10.
    """
    factor = (n_components + 8) * shell_factor(dimension)
    epsilon = 4.0 - dimension
    of_mass = epsilon * (n_components + 2) / (n_components + 8)
    r = 0.0 - of_mass / (2 + of_mass)
    u = epsilon * (1 + r) ** 2 / factor
    return FixedPoint(kind="wilson_fisher", dimension=float(dimension), r=r, u=u, n_components=n_components)


def fixed_point_table(dimensions: Sequence[float], components: Sequence[int] = (1,)) -> pd.DataFrame:
    """Return every fixed point of every dimension and number of components with its eigenvalues and exponent.

    In d = 4 the two fixed points are one and only ``gaussian`` is listed. ``eigenvalue_thermal`` is the larger
    eigenvalue of the Jacobian of the truncated recursion and ``nu`` its inverse. Only the first order of that ``nu`` in
    eps belongs to the theory; higher orders come from the truncation, so that it is not an estimate of the exponent.
    ``nu_first_order``, ``nu_first_order_inverse`` and ``nu_epsilon_expansion`` are the functions of these names at the
    Wilson-Fisher point and 1/2 at the Gaussian one.

    Parameters
    ----------
    dimensions : sequence of float
        Each at least 2 and below 10.
    components : sequence of int
        Numbers of components of the field, from 1.

    Returns
    -------
    DataFrame
        The columns of the table ``landau_fixed_points``.

    Raises
    ------
    InputError
        If a list is empty, or a number out of range.
    """
    places = product(checked_dimensions(dimensions), checked_components(components))
    return pd.DataFrame([_row(point) for place in places for point in _fixed_points(*place)])


def _fixed_points(dimension: float, n_components: int) -> list[FixedPoint]:
    both = [find(dimension, n_components) for find in (gaussian_point, wilson_fisher_point)]
    return both[:1] if dimension == 4.0 else both


def _row(point: FixedPoint) -> dict:
    thermal, quartic = point.eigenvalues
    interacting = point.kind == "wilson_fisher"
    place = (point.dimension, point.n_components)
    return {
        "dimension": point.dimension,
        "n_components": point.n_components,
        "kind": point.kind,
        "r": point.r,
        "u": point.u,
        "u_scaled": (point.n_components + 8) * shell_factor(point.dimension) * point.u,
        "eigenvalue_thermal": thermal,
        "eigenvalue_quartic": quartic,
        "nu_first_order": nu_first_order(*place) if interacting else 0.5,
        "nu_first_order_inverse": nu_first_order_inverse(*place) if interacting else 0.5,
        "nu_epsilon_expansion": nu_epsilon_expansion(*place) if interacting else 0.5,
        "n_relevant": int(thermal > 0) + int(quartic > 0),
        "physical": point.u >= 0,
    }
