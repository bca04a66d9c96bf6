"""Weights of a network with one hidden layer, halfway through its training and at the end."""

from collections.abc import Callable

import numpy as np
from numpy.random import Generator

from rgcore.checkpoint import no_report
from rgcore.rbm.networks.restricted import RBM
from rgcore.rbm.settings import TrainingSettings
from rgcore.rbm.training.data.training_samples import pack_spins
from rgcore.rbm.training.layer import observed_task, train_observed

__all__ = ["trained_weights"]


def trained_weights(
    spins: np.ndarray,
    n_hidden: int,
    settings: TrainingSettings,
    *,
    rng: Generator,
    report: Callable[[int, int], None] = no_report,
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

    def keep(rbm: RBM, epoch: int, *, rng: Generator) -> dict[str, float]:
        del rng
        if epoch == (settings.n_epochs + 1) // 2:
            kept.append(rbm.weights.copy())
        return {}

    task = observed_task("size controls", samples, n_hidden, settings, keep)
    rbm, _ = train_observed(task, samples, settings, rng=rng, report=report)
    return kept[0], rbm.weights
