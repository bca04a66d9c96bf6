"""Training of one machine by contrastive divergence, from any minibatch on."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.errors import InputError
from rgcore.rbm.networks.restricted import RBM
from rgcore.rbm.settings import TrainingSettings
from rgcore.rbm.training.ascent import LARGEST_WEIGHT, Step, ascend
from rgcore.rbm.training.checkpoint import NO_CHECKPOINT, Checkpoint, rng_state_to_array
from rgcore.rbm.training.contrastive_divergence import Workspace, contrastive_divergence
from rgcore.rbm.training.diagnostics import Diagnostics
from rgcore.rbm.training.minibatches import Minibatches
from rgcore.rbm.training.samples import TrainingData, all_rows
from rgcore.rbm.training.training_state import TrainingState
from rgcore.rbm.units.unit_type import unit_type

__all__ = ["train_rbm"]

SAMPLES_CHECKED = 1000


def train_rbm(
    data: TrainingData,
    n_hidden: int,
    settings: TrainingSettings,
    *,
    rng: Generator,
    report: Callable[[int, int], None],
    checkpoint: Checkpoint = NO_CHECKPOINT,
) -> tuple[RBM, pd.DataFrame]:
    """Train one machine by (persistent) CD-k with minibatches, momentum and penalties.

    Parameters
    ----------
    data : TrainingData
        In the units of ``settings``; means are allowed, as in the upper layers of a stack.
    n_hidden : int
        At least 1.
    settings : TrainingSettings
    rng : Generator, advanced in place
    report : callable
        Called as report(epochs done, epochs in all) after every epoch.
    checkpoint : Checkpoint
        Keeps the state; a training that is interrupted and restored ends in the same bits.

    Returns
    -------
    rbm : RBM
        float32.
    history : DataFrame
        One row per epoch, taken at its end: ``epoch`` from 1, then what :class:`Diagnostics` says.

    Raises
    ------
    InputError
        If there are fewer samples than a batch, or the weights explode; that names epoch, batch and remedies.
    """
    _check(data, n_hidden, settings)
    kept = checkpoint.restore()
    if kept is None:
        state = TrainingState.begin(data.training, n_hidden, settings, rng=rng)
    else:
        state = TrainingState.from_arrays(kept, settings.units, rng=rng)
    diagnostics = Diagnostics(data)
    work = Workspace.for_batch(settings.batch_size, data.training.n_units, n_hidden)
    for epoch in range(len(state.history), settings.n_epochs):
        batches, step = Minibatches.of_epoch(data.training, settings, rng=rng), Step.of_epoch(settings, epoch)
        for batch in range(state.batch, len(batches)):
            stream = batches.take(batch, work.data)
            contrastive_divergence(state.rbm, work, settings.gibbs_steps, stream, state.chains)
            if ascend(state, work, settings, step):
                raise InputError(_divergence(state, settings, batch))
            state.batch = batch + 1
            checkpoint.offer(state.to_arrays, at_epoch_end=False)
        state.history.append({"epoch": epoch + 1, **diagnostics.record(state.rbm, rng=rng)})
        state.batch, state.rng_state = 0, rng_state_to_array(rng)
        checkpoint.offer(state.to_arrays, at_epoch_end=True)
        report(epoch + 1, settings.n_epochs)
    return state.rbm, pd.DataFrame(state.history).astype({"epoch": np.int64})


def _check(data: TrainingData, n_hidden: int, settings: TrainingSettings) -> None:
    """Raise unless there is a minibatch to train on, and something held out to look at."""
    n_samples, n_held_out = len(data.training), len(data.held_out)
    low = unit_type(settings.units).low
    some = all_rows(data.training, min(n_samples, SAMPLES_CHECKED))
    if some.size and not (low <= some.min() and some.max() <= 1):
        raise InputError(
            f"training: samples for {settings.units} units must be from {low} to 1, "
            f"got {some.min():g} to {some.max():g}"
        )
    if n_hidden < 1:
        raise InputError(f"training: every layer must have at least 1 unit, got {n_hidden}")
    if n_samples < settings.batch_size:
        raise InputError(
            f"training: batch_size must not exceed the number of samples, got {settings.batch_size} for {n_samples}"
        )
    if data.held_out.n_units != data.training.n_units or not 1 <= n_held_out <= n_samples:
        raise InputError(
            "training: there must be held-out samples, no more than training samples and as wide, "
            f"got {n_held_out} of {data.held_out.n_units} units beside {n_samples} of {data.training.n_units}"
        )


def _divergence(state: TrainingState, settings: TrainingSettings, batch: int) -> str:
    rbm, epoch = state.rbm, len(state.history)
    remedy = f"learning_rate ({settings.learning_rate}) or momentum ({settings.momentum})"
    return (
        f"training: no weight may grow beyond {LARGEST_WEIGHT:g} or become undefined, one did in epoch {epoch + 1}, "
        f"batch {batch + 1} of the layer {rbm.n_visible}-{rbm.n_hidden}: lower {remedy}"
    )
