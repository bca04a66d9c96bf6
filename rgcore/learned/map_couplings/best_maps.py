"""Maps with the most information on the far surroundings: odd ones of a block, those of a window, and filters."""

import numpy as np
from scipy.optimize import minimize

from rgcore.exact import spin_states
from rgcore.learned.map_couplings.cylinder import WINDOW
from rgcore.learned.map_couplings.information import FarInformation, mutual_information

__all__ = ["best_block_map", "best_filter", "best_window_map"]

MOST_ROUNDS = 100
ROUNDING = 1e-9
LARGEST_WEIGHT = 4.0  # of a filter: a spin with the input 4 is turned with probability 0.0003


def best_block_map(far: FarInformation) -> tuple[np.ndarray, float]:
    """Return the odd map of a block of 2 x 2 spins that has most information, and that information in bits.

    An odd map turns its coarse spin when all spins are turned, as filters do. The information is a convex function of
    the map, so that its maximum is at a map without chance. The 256 of these that are odd are tried, all. Of the 65,536
    that there are, the majority with all ties broken the same way, which is not odd, has some per cent more.

    Returns
    -------
    up : (16,) float64 array
        Probability of +1, 0 or 1, by the state of the block.
    information : float
    """
    joint = far.of_block_states()
    choices = (
        spin_states(8) + 1
    ) / 2  # of the states whose first spin is down; the others are their mirror images
    maps = np.hstack([choices, 1 - choices[:, ::-1]])
    found = [mutual_information(np.stack([(1 - up) @ joint, up @ joint])) for up in maps]
    best = int(np.argmax(np.round(np.array(found) / max(found), 9)))  # the first of those that are equal
    return maps[best], found[best]


def best_window_map(far: FarInformation, start: np.ndarray) -> tuple[np.ndarray, float]:
    """Return a map of the window of 4 x 4 spins that no exchange of first order improves, and its information in bits.

    The information is convex in the map, so that the map without chance that is best to first order has at least as
    much; this is repeated until nothing changes. It is a local maximum: better maps may exist.

    Parameters
    ----------
    far : FarInformation
    start : (65536,) float array
        Probabilities of +1 to begin with.

    Returns
    -------
    up : (65536,) float64 array
    information : float
    """
    up, information = np.asarray(start, dtype=np.float64), far.of_map(start)
    for _ in range(MOST_ROUNDS):
        better = (far.gradient(up) > 0).astype(np.float64)
        more = far.of_map(better)
        if not more > information * (1 + ROUNDING):
            break
        up, information = better, more
    return up, information


def best_filter(far: FarInformation, start: np.ndarray) -> np.ndarray:
    """Return the filter whose sampled coarse spin has most information, by ascent from ``start``.

    It grows until hardly any chance is left; the sign of its input is then as good.

    Parameters
    ----------
    far : FarInformation
    start : (4, 4) float array

    Returns
    -------
    (4, 4) float64 array
    """
    states = spin_states(WINDOW**2).astype(np.float64)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        mean = np.tanh(states @ weights)
        up = (1 + mean) / 2
        slope = states.T @ (far.gradient(up) * (1 - mean**2) / 2)
        return -far.of_map(up), -slope

    bounds = [(-LARGEST_WEIGHT, LARGEST_WEIGHT)] * WINDOW**2
    found = minimize(
        loss, np.ravel(start), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": MOST_ROUNDS}
    )
    return found.x.reshape(WINDOW, WINDOW)
