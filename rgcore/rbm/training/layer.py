"""Training of one restricted Boltzmann machine: contrastive divergence, persistent chains or enumeration."""

from collections.abc import Callable

import pandas as pd
from numpy.random import Generator

from rgcore.arguments.objects import an_instance
from rgcore.arguments.scalars import whole_number
from rgcore.checkpoint import NO_CHECKPOINT, Checkpoint
from rgcore.rbm.networks.deep_boltzmann import lowest_rbm
from rgcore.rbm.networks.restricted import RBM
from rgcore.rbm.settings import TrainingSettings
from rgcore.rbm.training.data.training_samples import Samples, TrainingData
from rgcore.rbm.training.initial_state import start_at_random
from rgcore.rbm.training.layer_diagnostics import LayerDiagnostics
from rgcore.rbm.training.phases.contrastive_divergence import ContrastiveDivergence
from rgcore.rbm.training.phases.exact_phase import Enumeration
from rgcore.rbm.training.phases.mean_field_phase import MeanFieldOfSamples
from rgcore.rbm.training.phases.persistent_chains import PersistentChains
from rgcore.rbm.training.phases.statistics import Phase, Statistics
from rgcore.rbm.training.state import TrainingState
from rgcore.rbm.training.trainer import MOST_UNITS, Task, check_data, check_run, train
from rgcore.rbm.units.unit_type import layer_type, unit_type

__all__ = ["layer_phase", "layer_task", "observed_task", "train_observed", "train_rbm"]


def unobserved(rbm: RBM, epoch: int, *, rng: Generator) -> dict[str, float]:
    """Record nothing."""
    del rbm, epoch, rng
    return {}


def train_rbm(
    data: TrainingData,
    n_hidden: int,
    settings: TrainingSettings,
    *,
    rng: Generator,
    report: Callable[[int, int], None],
    checkpoint: Checkpoint = NO_CHECKPOINT,
) -> tuple[RBM, pd.DataFrame]:
    """Train one RBM with minibatches, momentum and penalties.

    Parameters
    ----------
    data : TrainingData
        In the units of ``settings``; means are allowed, as in the upper layers of a stack. For real-valued visible
        units standardized: see :class:`rgcore.rbm.Standardization`.
    n_hidden : int
        At least 1.
    settings : TrainingSettings
        ``algorithm`` names the phase.
    rng : Generator, advanced in place
    report : callable
        Called as report(epochs done, epochs in all) after every epoch.
    checkpoint : Checkpoint
        Keeps the state; a training run that is interrupted and restored ends in the same bits.

    Returns
    -------
    rbm : RBM
        float32.
    history : DataFrame
        One row per epoch, taken at its end: ``epoch`` from 1, then the columns of :class:`LayerDiagnostics`.

    Raises
    ------
    InputError
        If an argument is of another type or out of range, the samples do not fit, are fewer than a batch or not
        standardized, or if the weights diverge.
    """
    n_hidden = whole_number("n_hidden", n_hidden, least=1, most=MOST_UNITS)
    an_instance("settings", settings, TrainingSettings)
    check_run(data, rng=rng, report=report, checkpoint=checkpoint)
    units = settings.visible_units or settings.units
    check_data("training", data, data.training.n_units, units, settings.batch_size)
    task = layer_task(data, n_hidden, settings)
    return train_observed(task, data.training, settings, rng=rng, report=report, checkpoint=checkpoint)


def layer_task(data: TrainingData, n_hidden: int, settings: TrainingSettings) -> Task:
    """Return what the trainer needs for one RBM with its diagnostics."""
    diagnostics = LayerDiagnostics(data)

    def observe(rbm: RBM, _: int, *, rng: Generator) -> dict[str, float]:
        return diagnostics.record(rbm, rng=rng)

    draws = settings.layer_inputs == "samples" and settings.visible_units is None
    task = observed_task("training", data.training, n_hidden, settings, observe)
    return task._replace(drawn_as=unit_type(settings.units) if draws else None)


def observed_task(
    name: str,
    samples: Samples,
    n_hidden: int,
    settings: TrainingSettings,
    observe: Callable[..., dict[str, float]] = unobserved,
) -> Task:
    """Return what the trainer needs for one RBM that starts at small random weights.

    Parameters
    ----------
    name : str
        Begins the messages.
    samples : Samples
    n_hidden : int
    settings : TrainingSettings
    observe : callable
        ``observe(rbm, epoch, rng=rng)`` returns a row of the history at the end of each epoch, from 1.
    """

    def begin(*, rng: Generator) -> TrainingState:
        return start_at_random(samples, n_hidden, settings, rng=rng)

    def record(state: TrainingState, *, rng: Generator) -> dict[str, float]:
        return observe(lowest_rbm(state.network), len(state.history) + 1, rng=rng)

    return Task(name, begin, layer_phase((samples.n_units, n_hidden), settings), record)


def train_observed(
    task: Task,
    samples: Samples,
    settings: TrainingSettings,
    *,
    rng: Generator,
    report: Callable[[int, int], None],
    checkpoint: Checkpoint = NO_CHECKPOINT,
) -> tuple[RBM, pd.DataFrame]:
    """Return the RBM of a task of :func:`observed_task` and its history, as :func:`rgcore.rbm.train_rbm` does."""
    network, history = train(task, samples, settings, rng=rng, report=report, checkpoint=checkpoint)
    return lowest_rbm(network), history


def layer_phase(sizes: tuple[int, int], settings: TrainingSettings) -> Phase:
    """Return the phase that ``settings.algorithm`` names, for layers of ``sizes``."""
    units, n_samples = unit_type(settings.units), settings.batch_size
    visible = layer_type(settings.visible_units or settings.units)
    if settings.algorithm == "contrastive_divergence":
        return ContrastiveDivergence(units, sizes, n_samples, settings.gibbs_steps, visible)
    n_model = n_samples if settings.algorithm == "persistent_contrastive_divergence" else 0
    statistics = Statistics.for_layers(sizes, n_samples, n_model, centred_on_model=n_model > 0)
    given_samples = MeanFieldOfSamples(units, statistics)
    if n_model:
        return PersistentChains(given_samples, settings.gibbs_steps, visible)
    return Enumeration(given_samples)
