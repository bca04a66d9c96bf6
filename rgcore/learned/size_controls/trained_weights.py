"""Weights of a network with one hidden layer, halfway through its training and at the end."""

from collections.abc import Callable

import numpy as np
from numpy.random import Generator

from rgcore.rbm.networks.deep_boltzmann import lowest_rbm
from rgcore.rbm.settings import TrainingSettings
from rgcore.rbm.training.checkpoint import NO_CHECKPOINT
from rgcore.rbm.training.data.training_samples import pack_spins
from rgcore.rbm.training.initial_state import start_at_random
from rgcore.rbm.training.layer import layer_phase
from rgcore.rbm.training.state import TrainingState
from rgcore.rbm.training.trainer import Task, train

__all__ = ["trained_weights"]


def trained_weights(
    spins: np.ndarray,
    n_hidden: int,
    settings: TrainingSettings,
    *,
    rng: Generator,
    report: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[np.ndarray, np.ndarray]:
    """Train a network on spins, from the start to the end: there is no checkpoint to continue from.

    Parameters
    ----------
    spins : (n_samples, n_visible) int8 array
        -1 and +1.
    n_hidden : int
    settings : TrainingSettings
    rng : Generator, advanced in place
    report : callable
        Called as report(epochs done, epochs in all) after every epoch.

    Returns
    -------
    halfway, last : (n_visible, n_hidden) float32 array
        After half of the epochs, rounded up, and after all of them.
    """
    samples, kept = pack_spins(spins, settings.units), []

    def begin(*, rng: Generator) -> TrainingState:
        return start_at_random(samples, n_hidden, settings, rng=rng)

    def record(state: TrainingState, *, rng: Generator) -> dict[str, float]:
        if len(state.history) + 1 == (settings.n_epochs + 1) // 2:
            kept.append(lowest_rbm(state.network).weights.copy())
        return {}

    task = Task("size controls", begin, layer_phase((samples.n_units, n_hidden), settings), record)
    network, _ = train(task, samples, settings, rng=rng, report=report, checkpoint=NO_CHECKPOINT)
    return kept[0], lowest_rbm(network).weights
