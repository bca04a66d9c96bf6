"""How training of a condition starts: random weights, or filters with a narrow or a wide peak, spread over the lattice.

Three starts, one without any structure, one narrow and one wide, show whether training has forgotten where it began.
On lattices of even side a narrow peak may lie between sites, where its fwhm is 2.5 lattice spacings. The widths at the
start do not depend on the number of units: a filter as wide as the spacing of the units would have the width of a
tiling from the first epoch on.
"""

from math import isqrt

import numpy as np
from numpy.random import Generator

from rgcore.lattice.square import periodic_distance
from rgcore.learned.block_study.conditions import Condition
from rgcore.rbm.settings import TrainingSettings
from rgcore.rbm.training.data.training_samples import Samples
from rgcore.rbm.training.initial_state import start_at_random
from rgcore.rbm.training.phases.tied import tied_weights
from rgcore.rbm.training.state import TrainingState
from rgcore.rbm.units.unit_type import unit_type

__all__ = ["NARROW", "WIDE", "peaked_filters", "start_of"]

NARROW = 0.5
"""Lattice spacings: the standard deviation of a narrow peak, little more than one site."""

WIDE = 1 / 6
"""Of the side: the standard deviation of a wide peak, whose full width at half maximum is 0.39 sides."""

SUM_OF_WEIGHTS = (
    2.0  # of a filter of spin units: with all its spins up, a hidden unit is up with probability 0.98
)


def start_of(
    condition: Condition, samples: Samples, settings: TrainingSettings, *, rng: Generator
) -> TrainingState:
    """Return the state before the first minibatch.

    ``start`` "random" has the small random weights of the settings; "narrow" and "wide" add the same positive filter
    for every hidden unit, moved to its place in :func:`peaked_filters`. With ``sharing`` "translations" all units have
    the filter of the first one. All starts draw the same random numbers.

    Parameters
    ----------
    condition : Condition
    samples : Samples
    settings : TrainingSettings
    rng : Generator, advanced in place
    """
    state = start_at_random(samples, condition.n_hidden, settings, rng=rng)
    (weights,) = state.network.weights
    before = weights.copy()
    if condition.start != "random":
        deviation = {"narrow": NARROW, "wide": WIDE * condition.side}[condition.start]
        span = unit_type(settings.units).span
        weights += (2 / span) ** 2 * peaked_filters(condition.side, condition.n_hidden, deviation)
    if condition.sharing == "translations":
        image = weights[:, 0].reshape(condition.side, condition.side).copy()
        weights[:] = tied_weights(image, condition.side // isqrt(condition.n_hidden))
    if settings.fields == "zero":
        _keep_fields_zero(state, weights - before, unit_type(settings.units).midpoint)
    return state


def peaked_filters(side: int, n_hidden: int, deviation: float) -> np.ndarray:
    """Return positive filters, one per hidden unit, at the centres of a tiling of the lattice.

    The tiles are rectangles in rows and columns, the factors of ``n_hidden`` that are nearest to its root. A filter is
    exp(-r^2 / 2 s^2) around the centre of its tile, divided by its sum and multiplied by ``SUM_OF_WEIGHTS``; its full
    width at half maximum is 2.35 s.

    Parameters
    ----------
    side, n_hidden : int
        At least 2 and 1.
    deviation : float
        The standard deviation s, in lattice spacings.

    Returns
    -------
    (side**2, n_hidden) float32 array
    """
    n_rows = max(divisor for divisor in range(1, isqrt(n_hidden) + 1) if n_hidden % divisor == 0)
    n_columns = n_hidden // n_rows
    columns = []
    for row in range(n_rows):
        for column in range(n_columns):
            centre = ((row + 0.5) * side / n_rows - 0.5, (column + 0.5) * side / n_columns - 0.5)
            image = np.exp(-((periodic_distance(side, centre) / deviation) ** 2) / 2)
            columns.append(SUM_OF_WEIGHTS * image.reshape(-1) / image.sum())
    return np.stack(columns, axis=1).astype(np.float32)


def _keep_fields_zero(state: TrainingState, added: np.ndarray, midpoint: np.float32) -> None:
    """Take from the biases what the weights added (n_visible, n_hidden) give the units at their midpoints, in place."""
    below, above = state.network.biases
    np.subtract(below, midpoint * added.sum(axis=1), out=below)
    np.subtract(above, midpoint * added.sum(axis=0), out=above)
