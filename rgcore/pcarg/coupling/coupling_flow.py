"""The flow of the couplings with a smooth density of modes, and its fixed points.

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
from scipy.interpolate import PchipInterpolator

__all__ = ["coupling_velocity", "couplings_at", "follow_couplings", "tabulated_density"]

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
    return _solve(
        lambda time, point: coupling_velocity(*point, exponent(time)),
        lambda _, point: min(1 + point[0] - _CLOSEST, _LARGEST - abs(point[1])),
        start,
        np.asarray(flow_times, dtype=np.float64),
    )


def couplings_at(density: Callable[[float], float], cutoffs: np.ndarray, r: float, u: float) -> np.ndarray:
    """Integrate r and u themselves for any density: dr/dl = (u/2) Lambda rho / (Lambda + r), and so for u.

    No derivative of the density is needed. It is the limit of :func:`integrate_out` for many modes.

    Parameters
    ----------
    density : callable
        rho(lambda), one per variable: its integral over all of the spectrum is 1. Units variable^2.
    cutoffs : (n,) float array, positive, descending
        Lambda, in 1/variable^2; the first is where r and u are given.
    r, u : float
        In 1/variable^2 and 1/variable^4.

    Returns
    -------
    (n, 2) float64 array
        r and u; NaN from where the flow diverges, as :func:`follow_couplings`.

    Raises
    ------
    ValueError
        If the cutoffs are not positive and descending, or Lambda + r is not positive at the first.
    """
    cutoffs = np.asarray(cutoffs, dtype=np.float64)
    if not (cutoffs > 0).all() or not (np.diff(cutoffs) < 0).all() or not cutoffs[0] + r > 0:
        raise ValueError("cutoffs must be positive and descending, with cutoff + r > 0 at the first")
    top = cutoffs[0]

    def velocity(time, point):
        cutoff = top * np.exp(-time)
        modes = cutoff * density(cutoff)  # per unit of l
        stiffness = cutoff + point[0]
        return np.array([0.5 * point[1] * modes / stiffness, -1.5 * modes * (point[1] / stiffness) ** 2])

    def room(time, point):
        cutoff = top * np.exp(-time)
        return min(1 + point[0] / cutoff - _CLOSEST, _LARGEST - abs(point[1] * density(cutoff) / cutoff))

    return _solve(velocity, room, (r, u), np.log(top / cutoffs))


def tabulated_density(eigenvalues: np.ndarray, density: np.ndarray) -> Callable[[float], float]:
    """Return rho as a function from a table: a monotone cubic in ln rho against ln lambda; 0 outside.

    Parameters
    ----------
    eigenvalues, density : (n,) float array
        Positive; the eigenvalues ascending.
    """
    log_density = PchipInterpolator(np.log(eigenvalues), np.log(density), extrapolate=False)
    return lambda cutoff: float(np.nan_to_num(np.exp(log_density(np.log(cutoff)))))


def _solve(velocity, room, start, times):
    """Return the solution at ``times`` (n, 2), NaN after the time at which ``room`` has fallen to 0."""
    room.terminal = True
    solution = solve_ivp(
        velocity,
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
