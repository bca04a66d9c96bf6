"""One trajectory of the recursion, integrated until it leaves a box."""

from dataclasses import dataclass

import numpy as np
from scipy.integrate import solve_ivp

from rgcore.landau.momentum_shell import flow_velocity, shell_factor
from rgcore.landau.momentum_shell_fixed_points import FixedPoint

__all__ = ["FlowBox", "Trajectory", "integrate_critical_line", "integrate_trajectory"]

CLOSEST_TO_GAUSSIAN = 0.02  # in units of u_scaled, where a critical line is cut off
RELATIVE_TOLERANCE, ABSOLUTE_TOLERANCE = 1e-11, 1e-13


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowBox:
    """The region of (r, u), and the length, that a trajectory is limited to.

    ``r_low`` < r < ``r_high`` (``r_low`` above -1, where the recursion diverges); ``u_scaled`` = 9 K_d u from 0
    to ``u_scaled_high``; s from 0 to ``scale_high``; ``n_points`` per trajectory, even in s.
    """

    r_low: float = -0.8
    r_high: float = 0.8
    u_scaled_high: float = 2.0
    scale_high: float = 200.0
    n_points: int = 101

    def __post_init__(self):
        if not -1 < self.r_low < 0 < self.r_high:
            raise ValueError(f"a box needs -1 < r_low < 0 < r_high, got {self.r_low} and {self.r_high}")
        if self.u_scaled_high <= 0 or self.scale_high <= 0 or self.n_points < 2:
            raise ValueError("a box needs u_scaled_high > 0, scale_high > 0 and n_points >= 2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trajectory:
    """Points (n_points,) of one trajectory: ``scale`` s from 0, ``r``, ``u``; and the ``basin`` it runs to.

    ``basin`` is "disordered" (r became positive, from where it only grows), "ordered" (left at r_low),
    "critical" (runs into a fixed point) or "undecided".
    """

    scale: np.ndarray
    r: np.ndarray
    u: np.ndarray
    basin: str


def integrate_trajectory(start: tuple[float, float], dimension: float, box: FlowBox) -> Trajectory:
    """Return the trajectory from ``start`` until it leaves the box or s reaches ``box.scale_high``.

    Integrated by the explicit Runge-Kutta method of order 8 (DOP853), relative tolerance 1e-11 per step.

    Parameters
    ----------
    start : (r, u)
        Inside the box or on its edge.
    dimension : float
        At least 2 and below 10.
    box : FlowBox

    Returns
    -------
    Trajectory
        ``box.n_points`` points at even steps of s, the first of them ``start``, and the phase it runs to.

    Raises
    ------
    ValueError
        If ``start`` is outside the box.
    """
    scale, r, u = _integrate(start, dimension, box, direction=1.0, u_scaled_low=-1.0)
    return Trajectory(scale=scale, r=r, u=u, basin=_basin(r[-1], box))


def integrate_critical_line(point: FixedPoint, box: FlowBox, *, towards_larger_u: bool) -> Trajectory:
    """Return the trajectory that runs into a fixed point along its irrelevant direction.

    The recursion is integrated backwards in s, from a point beside the fixed point on the eigenvector of its smaller
    eigenvalue. Backwards the relevant direction decays, near the Gaussian point as exp(-2 |s|), and with it the error
    of starting on a straight line. Integration ends where the trajectory leaves the box or comes within u_scaled =
    0.02 of the Gaussian point. Systems that start on this line stay critical: it separates the two phases.

    Parameters
    ----------
    point : FixedPoint
        Wilson-Fisher below four dimensions, Gaussian from four on: one with an irrelevant (or, in d = 4,
        marginally irrelevant) direction.
    box : FlowBox
    towards_larger_u : bool
        Which of the two branches: the one from larger u, or the one from the Gaussian point.

    Returns
    -------
    Trajectory
        Of basin "critical", in the order of growing s; its last point lies beside the fixed point.
    """
    unit = 1 / (9 * shell_factor(point.dimension))  # u at u_scaled = 1
    distance = 1e-3 * point.u if point.u > 0 else CLOSEST_TO_GAUSSIAN * unit
    step = distance if towards_larger_u else -distance
    start = (point.r + point.irrelevant_slope * step, point.u + step)
    scale, r, u = _integrate(start, point.dimension, box, direction=-1.0, u_scaled_low=CLOSEST_TO_GAUSSIAN)
    return Trajectory(scale=scale[-1] - scale[::-1], r=r[::-1], u=u[::-1], basin="critical")


def _basin(r, box):
    if r > 0:
        return "disordered"  # there dr/ds > 0 for every u >= 0: r only grows
    return "ordered" if np.isclose(r, box.r_low) else "undecided"


def _integrate(start, dimension, box, *, direction, u_scaled_low):
    """Return s >= 0, r and u at ``box.n_points`` even steps up to where the box is left."""
    unit = 1 / (9 * shell_factor(dimension))
    if not (box.r_low <= start[0] <= box.r_high and 0 <= start[1] <= box.u_scaled_high * unit):
        raise ValueError(f"a trajectory must start in its box, got r = {start[0]}, u = {start[1]}")
    solution = solve_ivp(
        lambda _, point: direction * flow_velocity(point[0], point[1], dimension),
        (0.0, box.scale_high),
        start,
        method="DOP853",
        dense_output=True,
        events=_exits(box, unit, u_scaled_low),
        rtol=RELATIVE_TOLERANCE,
        atol=ABSOLUTE_TOLERANCE,
    )
    scale = np.linspace(0.0, solution.t[-1], box.n_points)
    r, u = solution.sol(scale)
    return scale, r, u


def _exits(box, unit, u_scaled_low):
    """Return the terminal events of solve_ivp: r too low or high, u too low or high, each crossed downwards."""
    margins = [
        lambda _, point: point[0] - box.r_low,
        lambda _, point: box.r_high - point[0],
        lambda _, point: point[1] / unit - u_scaled_low,
        lambda _, point: box.u_scaled_high - point[1] / unit,
    ]
    for margin in margins:
        margin.terminal, margin.direction = True, -1
    return margins
