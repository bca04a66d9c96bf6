"""The crossing of the Binder ratios of two sides."""

import numpy as np

from rgcore.errors import InputError
from rgcore.ising.finite_size_scaling.binder_slope import binder, binder_slope
from rgcore.ising.finite_size_scaling.histogram_overlap import window
from rgcore.ising.finite_size_scaling.reweighting import Reweighted

__all__ = ["find_crossing", "polish_crossing"]

_GRID = 400
_MOST_STEPS = 50
_TOLERANCE = 1e-12


def find_crossing(small: Reweighted, large: Reweighted) -> float:
    """Return the coupling at which the Binder ratio of the larger side overtakes that of the smaller one.

    Searched where both can be reweighted to. Far from the critical point both ratios are level and noise lets them
    cross; of several crossings the one is taken at which the slopes differ most.

    Raises
    ------
    InputError
        If there is none.
    """
    low = max(window(small)[0], window(large)[0])
    high = min(window(small)[1], window(large)[1])
    grid = np.linspace(low, high, _GRID) if low < high else np.empty(0)
    difference = _difference(small, large, grid)
    places = np.flatnonzero((difference[:-1] < 0) & (difference[1:] >= 0))
    if len(places) == 0:
        raise InputError(_no_crossing(small, large, grid, difference))
    steepness = np.diff(difference)[places]
    place = places[np.argmax(steepness)]
    fraction = -difference[place] / (difference[place + 1] - difference[place])
    return polish_crossing(small, large, float(grid[place] + fraction * (grid[1] - grid[0])))


def polish_crossing(small: Reweighted, large: Reweighted, near: float) -> float:
    """Return the crossing that Newton's method finds from ``near``.

    Raises
    ------
    InputError
        If it finds none: there are too few configurations.
    """
    coupling = near
    for _ in range(_MOST_STEPS):
        moments = small.moments(coupling), large.moments(coupling)
        slopes = [float(binder_slope(each)) for each in moments]
        if slopes[1] <= slopes[0]:
            break
        step = float(binder(moments[1]) - binder(moments[0])) / (slopes[1] - slopes[0])
        coupling -= step
        if abs(step) < _TOLERANCE * coupling:
            return coupling
    raise InputError(
        f"ising.n_samples must be larger: the crossing of the Binder ratios of sides {small.side} and {large.side} "
        f"near T = {1 / near:.4g} does not stand out from the noise"
    )


def _difference(small: Reweighted, large: Reweighted, couplings: np.ndarray) -> np.ndarray:
    """Return how far the Binder ratio of the larger side is above that of the smaller one."""
    if len(couplings) == 0:
        return np.empty(0)
    return binder(large.moments(couplings)) - binder(small.moments(couplings))


def _no_crossing(small: Reweighted, large: Reweighted, grid: np.ndarray, difference: np.ndarray) -> str:
    """Return the message: between which temperatures there is no crossing, and where to add one."""
    must = (
        "finite_size_scaling.temperatures must hold the crossing of the Binder ratios of sides "
        f"{small.side} and {large.side}"
    )
    if len(grid) == 0:
        return f"{must}, but no temperature can be reached from those of both: give both sides the same temperatures"
    hint = "lower" if difference.mean() < 0 else "higher"
    return (
        f"{must}, but there is none from {1 / grid[-1]:.4g} to {1 / grid[0]:.4g}, as far as they can be reweighted: "
        f"add a {hint} one"
    )
