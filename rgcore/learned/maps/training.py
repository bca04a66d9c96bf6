"""Training of a map: a translation-invariant RBM of one filter, whose hidden units are the coarse lattice."""

from collections.abc import Callable
from typing import Literal

import numpy as np
from numpy.random import Generator

from rgcore.arguments.objects import an_instance, function, generator
from rgcore.arguments.states import spins as checked_spins
from rgcore.checkpoint import no_report
from rgcore.errors import InputError
from rgcore.learned.maps.filters.filter_of_rbm import Filter, filter_of_image
from rgcore.rbm.networks.restricted import RBM
from rgcore.rbm.settings import TrainingSettings
from rgcore.rbm.training.data.training_samples import pack_spins
from rgcore.rbm.training.layer import observed_task, train_observed
from rgcore.rbm.training.phases.tied import Tied, tied_weights
from rgcore.rbm.training.state import TrainingState
from rgcore.rbm.training.trainer import Task

__all__ = ["STRIDE", "train_filter", "train_map_rbm", "weights_of_spins"]

STRIDE = 2
"""Lattice spacings between neighbouring hidden units: they form a lattice of half the side."""


def train_filter(
    spins: np.ndarray,
    settings: TrainingSettings,
    *,
    width: int,
    rng: Generator,
    report: Callable[[int, int], None] = no_report,
) -> Filter:
    """Train a translation-invariant RBM and return its filter, the weights of a map.

    The map is a :class:`rgcore.learned.maps.filters.filter_map.FilterMap`.

    Parameters
    ----------
    spins : (n_samples, side, side) array
        -1 and +1; an even side.
    settings : TrainingSettings
        ``fields`` must be "zero": a map has none.
    width : int
        Of the window to which the filter is cut; even, at most the side.
    rng : Generator, advanced in place
    report : callable
        Called as report(epochs done, epochs in all) after every epoch.

    Raises
    ------
    InputError
        If an argument is of another type or out of range, there are fewer samples than in a minibatch, or the weights
        diverge.
    """
    rbm = train_map_rbm(spins, settings, sharing="translations", rng=rng, report=report)
    side = round(rbm.n_visible**0.5)
    return filter_of_image(weights_of_spins(rbm)[:, 0].reshape(side, side), width)


def weights_of_spins(rbm: RBM) -> np.ndarray:
    """Return the weights (n_visible, n_hidden) of the same RBM with units -1/+1."""
    return (
        rbm.unit_type.span / 2
    ) ** 2 * rbm.weights  # a unit changes by half its span per change of its spin


def train_map_rbm(
    spins: np.ndarray,
    settings: TrainingSettings,
    *,
    sharing: Literal["translations", "none"],
    rng: Generator,
    report: Callable[[int, int], None] = no_report,
) -> RBM:
    """Train an RBM of (side / 2)^2 hidden units, which have one filter, moved by two sites each, or one each.

    Arguments and errors are those of :func:`train_filter`; with one filter the units are the coarse spins row by row.
    """
    spins = checked_spins("spins", spins, ("n_samples", "side", "side"))
    an_instance("settings", settings, TrainingSettings)
    generator("rng", rng)
    function("report", report)
    n_samples, side = spins.shape[:2]
    if side % STRIDE or n_samples < settings.batch_size or settings.fields != "zero":
        raise InputError(
            f"a map needs an even side, at least batch_size = {settings.batch_size} spins and no fields, "
            f"got side {side}, {n_samples} samples and fields = {settings.fields}"
        )
    samples = pack_spins(spins.reshape(n_samples, -1), settings.units)
    task = observed_task("learned map", samples, (side // STRIDE) ** 2, settings)
    if sharing == "translations":
        task = _with_shared_filter(task, side)
    return train_observed(task, samples, settings, rng=rng, report=report)[0]


def _with_shared_filter(task: Task, side: int) -> Task:
    def begin(*, rng: Generator) -> TrainingState:
        return _with_one_filter(task.begin(rng=rng), side)

    return task._replace(begin=begin, phase=Tied(task.phase, side, STRIDE))


def _with_one_filter(state: TrainingState, side: int) -> TrainingState:
    """Give all hidden units the filter of the first one and the biases of no field, in place."""
    (weights,), (visible_bias, hidden_bias) = state.network.weights, state.network.biases
    weights[:] = tied_weights(weights[:, 0].reshape(side, side).copy(), STRIDE)
    midpoint = state.network.unit_type.midpoint
    visible_bias[:] = -midpoint * weights.sum(axis=1)
    hidden_bias[:] = -midpoint * weights.sum(axis=0)
    return state
