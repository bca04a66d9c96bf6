"""A map K -> K' iterated: its fixed point, and the critical coupling of nearest neighbours that flows to it."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

import numpy as np

from rgcore.errors import InputError
from rgcore.vrg.flows.flow_card import FlowCard, Linearized

__all__ = ["critical_coupling", "fixed_point", "iterated", "newton"]

CONVERGED = 1e-13
NEWTON_STEPS = 60
LEAST, MOST = 0.02, 5.0  # of a nearest-neighbour coupling that may be critical
RESOLUTION = 1e-11  # of a critical coupling
MOST_STEPS = 100  # in which what differs by the resolution grows to order one
DISORDERED, ORDERED = 1e-3, 20.0  # couplings beyond which a flow does not return


def fixed_point(flow: FlowCard) -> np.ndarray:
    """Return even couplings with K' = K, (n_even,), by Newton's method with the exact derivative.

    Raises
    ------
    InputError
        If there is none near the start of the flow.
    """
    return newton(flow.step, flow.linearize, flow.start)


def newton(
    step: Callable[[np.ndarray], np.ndarray],
    linearize: Callable[[np.ndarray], Linearized],
    start: Sequence[float],
) -> np.ndarray:
    """Return the fixed point of a map, as :func:`fixed_point` of a flow."""
    couplings = np.array(start, dtype=np.float64)
    for _ in range(NEWTON_STEPS):
        residual = step(couplings) - couplings
        if not np.isfinite(residual).all():
            break
        if np.abs(residual).max() < CONVERGED:
            return couplings
        couplings = couplings - np.linalg.solve(linearize(couplings).even - np.eye(len(couplings)), residual)
    raise InputError(f"a flow must have a fixed point near its start {tuple(start)}, but none was found")


def iterated(flow: FlowCard, coupling: float) -> Iterator[np.ndarray]:
    """Yield the even couplings (n_even,) of a nearest-neighbour model, renormalized 0, 1, 2, ... times, without end.

    Raises
    ------
    InputError
        If that model is not among those of the map.
    """
    if flow.from_coupling is None:
        raise InputError(
            f"a flow must hold the model of nearest neighbours, but this one keeps {', '.join(flow.even)}"
        )
    couplings = flow.from_coupling(coupling)
    while True:
        yield couplings
        couplings = flow.step(couplings)


def critical_coupling(flow: FlowCard, point: np.ndarray) -> float:
    """Return the coupling K_c between nearest-neighbour models that flow into the disordered and the ordered phase.

    By bisection to 1e-11; each flow is iterated until it has left the fixed point for good.

    Parameters
    ----------
    flow : FlowCard
    point : (n_even,) array
        Its fixed point.

    Returns
    -------
    float
        Infinite if no coupling up to 5 flows into the ordered phase; NaN if the nearest-neighbour model is not among
        those of the map.
    """
    if flow.from_coupling is None:
        return float("nan")
    low, high, at_point = LEAST, MOST, flow.coupling(point)
    if not _is_ordered(flow, high, at_point):
        return float("inf")
    while high - low > RESOLUTION:
        middle = (low + high) / 2
        low, high = (low, middle) if _is_ordered(flow, middle, at_point) else (middle, high)
    return (low + high) / 2


def _is_ordered(flow: FlowCard, coupling: float, at_point: float) -> bool:
    """Return whether the nearest-neighbour coupling ends above that of the fixed point, in the ordered phase."""
    for now in map(flow.coupling, islice(iterated(flow, coupling), MOST_STEPS)):
        if now < DISORDERED:
            return False
        if not now < ORDERED:  # a tensor whose entry has rounded to above 1 has none
            return True
    return now > at_point
