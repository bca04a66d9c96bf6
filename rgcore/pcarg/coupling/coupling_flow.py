"""The flow of the couplings for a smooth density of modes, the limit of ``mode_recursion`` for many of them.

In the conventions of :mod:`rgcore.pcarg.coupling.mode_recursion`, with rho(lambda) the density of eigenvalues of K,
one per variable (N rho dlambda modes), l = ln(Lambda_0 / Lambda), rt = r / Lambda, ut = u rho(Lambda) / Lambda and
alpha = 1 + d ln rho / d ln Lambda:

    d rt/dl = rt + ut / (2 (1 + rt)),   d ut/dl = (2 - alpha) ut - (3/2) ut^2 / (1 + rt)^2.

(A shell dLambda has N rho dLambda modes: dr = (u/2) rho dLambda / (Lambda + r), du = -(3/2) u^2 rho dLambda /
(Lambda + r)^2, and ln(rho/Lambda) grows by 2 - alpha per unit of l.) The essay's coupling is g = ut / 6.
"""

from collections.abc import Callable

import numpy as np
from scipy.integrate import solve_ivp

__all__ = ["coupling_velocity", "follow_couplings"]

_CLOSEST, _LARGEST = 1e-6, 1e6
_RELATIVE_TOLERANCE, _ABSOLUTE_TOLERANCE = 1e-11, 1e-14


def coupling_velocity(r: float, u: float, alpha: float) -> np.ndarray:
    """Return (d rt/dl, d ut/dl) at one point, rt > -1.

    Returns
    -------
    (2,) float64 array
    """
    left = 1 + r
    return np.array([r + u / (2 * left), (2 - alpha) * u - 1.5 * (u / left) ** 2])


def follow_couplings(
    start: tuple[float, float], alpha: float | Callable[[float], float], flow_times: np.ndarray
) -> np.ndarray:
    """Integrate the dimensionless flow (DOP853, relative error 1e-11 per step).

    Parameters
    ----------
    start : (rt, ut)
        At ``flow_times[0]``, rt > -1.
    alpha : float or callable
        A number, or alpha(l).
    flow_times : (n,) float array, ascending

    Returns
    -------
    (n, 2) float64 array
        rt and ut; NaN from where the flow diverges: 1 + rt below 1e-6 or ut above 1e6 in size.

    Raises
    ------
    ValueError
        If rt is not above -1 at the start.
    """
    if not start[0] > -1:
        raise ValueError(f"the flow needs r above -1 (a positive 1 + r), got {start[0]}")
    exponent = alpha if callable(alpha) else lambda _: alpha
    times = np.asarray(flow_times, dtype=np.float64)

    def room(_, point):
        return min(1 + point[0] - _CLOSEST, _LARGEST - abs(point[1]))

    room.terminal = True
    solution = solve_ivp(
        lambda time, point: coupling_velocity(*point, exponent(time)),
        (times[0], times[-1]),
        start,
        method="DOP853",
        t_eval=times,
        events=room,
        rtol=_RELATIVE_TOLERANCE,
        atol=_ABSOLUTE_TOLERANCE * max(1.0, *np.abs(start)),
    )
    path = np.full((len(times), 2), np.nan)
    path[: solution.y.shape[1]] = solution.y.T
    return path
