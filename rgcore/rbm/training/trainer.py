"""The trainer: minibatches, ascent, history and checkpoints, for every network and every way to find the gradient."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.arguments.arrays import real_array
from rgcore.arguments.objects import an_instance, function, generator
from rgcore.arguments.scalars import shown
from rgcore.checkpoint import Checkpoint
from rgcore.errors import InputError
from rgcore.rbm.networks.deep_boltzmann import DeepBoltzmannMachine
from rgcore.rbm.settings import AscentSettings
from rgcore.rbm.training.ascent import LARGEST_WEIGHT, Step, ascend
from rgcore.rbm.training.data.minibatches import Minibatches
from rgcore.rbm.training.data.standardization import check_standardized
from rgcore.rbm.training.data.training_samples import Samples, TrainingData, all_rows
from rgcore.rbm.training.phases.statistics import Phase
from rgcore.rbm.training.state import TrainingState
from rgcore.rbm.units.real_unit_type import RealUnitType
from rgcore.rbm.units.unit_type import UnitType, layer_type

__all__ = ["MOST_UNITS", "Task", "check_data", "check_run", "run_epoch", "train"]

SAMPLES_CHECKED = 1000
MOST_UNITS = 1_000_000  # of a layer


class Task(NamedTuple):
    """What is trained, how its gradient is found, and what is recorded of it.

    ``begin(rng=rng)`` returns the state before the first minibatch; ``record(state, rng=rng)`` returns one row of the
    history; ``name`` begins the messages; ``drawn_as`` is that of :class:`Minibatches`.
    """

    name: str
    begin: Callable[..., TrainingState]
    phase: Phase
    record: Callable[..., dict[str, float]]
    drawn_as: UnitType | None = None


def train(
    task: Task,
    samples: Samples,
    settings: AscentSettings,
    *,
    rng: Generator,
    report: Callable[[int, int], None],
    checkpoint: Checkpoint,
) -> tuple[DeepBoltzmannMachine, pd.DataFrame]:
    """Train a network, from any minibatch on.

    Parameters
    ----------
    task : Task
    samples : Samples
    settings : AscentSettings
    rng : Generator, advanced in place
    report : callable
        Called as report(epochs done, epochs in all) after every epoch.
    checkpoint : Checkpoint
        Keeps the state; a training run that is interrupted and restored ends in the same bits.

    Returns
    -------
    network : DeepBoltzmannMachine
        float32.
    history : DataFrame
        One row per epoch, taken at its end: ``epoch`` from 1, then the columns of ``task.record``.

    Raises
    ------
    InputError
        If the weights diverge; the message contains epoch, batch and remedies.
    """
    kept = checkpoint.restore()
    state = task.begin(rng=rng) if kept is None else TrainingState.from_arrays(kept, rng=rng)
    for epoch in range(len(state.history), settings.n_epochs):
        batches = Minibatches(samples, settings.batch_size, task.drawn_as, rng=rng)
        run_epoch(task, state, batches, settings, checkpoint)
        state.close_epoch({"epoch": epoch + 1, **task.record(state, rng=rng)}, rng=rng)
        checkpoint.offer(state.to_arrays, at_epoch_end=True)
        report(epoch + 1, settings.n_epochs)
    return state.network, pd.DataFrame(state.history).astype({"epoch": np.int64})


def run_epoch(
    task: Task,
    state: TrainingState,
    batches: Minibatches,
    settings: AscentSettings,
    checkpoint: Checkpoint,
) -> None:
    """Do the minibatches of an epoch that are left, in place."""
    phase, step = task.phase, Step.of_rate(settings, settings.rate(len(state.history)))
    for batch in range(state.batch, len(batches)):
        stream = batches.take(batch, phase.samples)
        statistics = phase(state.network, state.chains, stream)
        if ascend(state, statistics, settings, step):
            raise InputError(_divergence(task.name, state, settings, batch))
        state.batch = batch + 1
        state.mean_field_steps += statistics.n_mean_field_steps
        checkpoint.offer(state.to_arrays, at_epoch_end=False)


def check_run(
    data: TrainingData, *, rng: Generator, report: Callable[[int, int], None], checkpoint: Checkpoint
) -> None:
    """Raise InputError unless data, generator, report and checkpoint are what training needs of them."""
    an_instance("data", data, TrainingData)
    for name, samples in (("training", data.training), ("held_out", data.held_out)):
        if not all(hasattr(samples, part) for part in ("n_units", "take", "__len__")):
            raise InputError(f"data.{name} must be PackedSpins or FloatSamples, got {shown(samples)}")
    generator("rng", rng)
    function("report", report)
    if not all(callable(getattr(checkpoint, part, None)) for part in ("restore", "offer")):
        raise InputError(f"checkpoint must have the functions restore and offer, got {shown(checkpoint)}")


def check_data(name: str, data: TrainingData, n_visible: int, units: str, batch_size: int) -> None:
    """Raise InputError unless samples and view fit the network, samples fill a minibatch, and some are held out."""
    if data.view is not None:
        real_array(f"{name}: the view of the data", data.view, ("n_sites", n_visible))
    n_samples, n_held_out = len(data.training), len(data.held_out)
    _check_values(name, data.training, units)
    if n_samples < batch_size:
        raise InputError(
            f"{name}: batch_size must not exceed the number of samples, got {batch_size} for {n_samples}"
        )
    widths = (data.training.n_units, data.held_out.n_units)
    if widths != (n_visible, n_visible) or not 1 <= n_held_out <= n_samples:
        raise InputError(
            f"{name}: there must be held-out samples, no more than training samples, all of {n_visible} units, "
            f"got {n_held_out} of {widths[1]} units beside {n_samples} of {widths[0]}"
        )


def _check_values(name: str, samples: Samples, units: str) -> None:
    """Raise InputError unless the first samples are in the range of their units, or real values standardized."""
    card = layer_type(units)
    if isinstance(card, RealUnitType):
        rows = np.linspace(0, len(samples) - 1, min(len(samples), SAMPLES_CHECKED)).astype(np.int64)
        some = np.empty((len(rows), samples.n_units), dtype=np.float32)
        samples.take(rows, some)
        check_standardized(name, some, units)
        return
    some = all_rows(samples, min(len(samples), SAMPLES_CHECKED))
    if some.size and not (card.low <= some.min() and some.max() <= 1):
        raise InputError(
            f"{name}: samples for {units} units must be from {card.low} to 1, "
            f"got {some.min():g} to {some.max():g}"
        )


def _divergence(name: str, state: TrainingState, settings: AscentSettings, batch: int) -> str:
    sizes, epoch = "-".join(map(str, state.network.sizes)), len(state.history)
    remedy = f"learning_rate ({settings.learning_rate}) or momentum ({settings.momentum})"
    return (
        f"{name}: no weight may grow beyond {LARGEST_WEIGHT:g} or become undefined, one did in epoch {epoch + 1}, "
        f"batch {batch + 1} of the layers {sizes}: lower {remedy}"
    )
