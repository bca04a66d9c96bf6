"""Joint training of all layers of a deep Boltzmann machine."""

from collections.abc import Callable

import pandas as pd
from numpy.random import Generator

from rgcore.arguments.objects import an_instance
from rgcore.checkpoint import NO_CHECKPOINT, Checkpoint
from rgcore.rbm.networks.deep_belief import DeepBeliefNetwork
from rgcore.rbm.networks.deep_boltzmann import DeepBoltzmannMachine
from rgcore.rbm.settings import JointTrainingSettings
from rgcore.rbm.training.data.training_samples import TrainingData
from rgcore.rbm.training.initial_state import start_from_stack
from rgcore.rbm.training.joint_diagnostics import JointDiagnostics
from rgcore.rbm.training.phases.mean_field_phase import MeanFieldOfSamples
from rgcore.rbm.training.phases.persistent_chains import PersistentChains
from rgcore.rbm.training.phases.statistics import Statistics
from rgcore.rbm.training.state import TrainingState
from rgcore.rbm.training.trainer import Task, check_data, check_run, train
from rgcore.rbm.units.unit_type import unit_type

__all__ = ["joint_phase", "joint_task", "train_dbm"]


def train_dbm(
    stack: DeepBeliefNetwork,
    data: TrainingData,
    settings: JointTrainingSettings,
    *,
    rng: Generator,
    report: Callable[[int, int], None],
    checkpoint: Checkpoint = NO_CHECKPOINT,
) -> tuple[DeepBoltzmannMachine, pd.DataFrame]:
    """Train all layers together, from a greedy stack on.

    Salakhutdinov and Hinton, AISTATS 2009: the gradient of the mean-field bound of ln P(v), with persistent Gibbs
    chains for the averages of the network. What rises is the bound, not ln P(v): a mean-field posterior has no
    correlations, and weights between hidden layers that cost more in the bound than they win in ln P(v) shrink. In
    networks of 16-8-4 spins on Ising data those that start small shrink to nothing (``weight_norm_2``), while the
    exact gradient of ln P(v) makes them grow; what is left is the network of one hidden layer. Compare with that one
    trained for the same number of epochs before calling a gain one of depth.

    Parameters
    ----------
    stack : DeepBeliefNetwork
        The start: see :func:`rgcore.rbm.networks.deep_boltzmann.from_stack`. Left untouched.
    data : TrainingData
        In the units of the stack.
    settings : JointTrainingSettings
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
        One row per epoch, taken at its end: ``epoch`` from 1, then the columns of :class:`JointDiagnostics`.

    Raises
    ------
    InputError
        If an argument is of another type, the samples do not fit or are fewer than a batch, or if the weights diverge.
    """
    an_instance("stack", stack, DeepBeliefNetwork)
    an_instance("settings", settings, JointTrainingSettings)
    check_run(data, rng=rng, report=report, checkpoint=checkpoint)
    check_data("joint training", data, stack.layers[0].n_visible, stack.units, settings.batch_size)
    task = joint_task(stack, data, settings)
    return train(task, data.training, settings, rng=rng, report=report, checkpoint=checkpoint)


def joint_task(stack: DeepBeliefNetwork, data: TrainingData, settings: JointTrainingSettings) -> Task:
    """Return what the trainer needs for a deep Boltzmann machine."""
    diagnostics = JointDiagnostics(data, settings)

    def begin(*, rng: Generator) -> TrainingState:
        return start_from_stack(stack, data.training, settings, rng=rng)

    def record(state: TrainingState, *, rng: Generator) -> dict[str, float]:
        return diagnostics.record(state.network, state.mean_field_steps / state.batch)

    sizes = (stack.layers[0].n_visible, *(rbm.n_hidden for rbm in stack.layers))
    return Task("joint training", begin, joint_phase(sizes, stack.units, settings), record)


def joint_phase(sizes: tuple[int, ...], units: str, settings: JointTrainingSettings) -> PersistentChains:
    """Return mean fields given the samples, and persistent chains, for layers of ``sizes``, visible first."""
    statistics = Statistics.for_layers(sizes, settings.batch_size, settings.n_chains, centred_on_model=False)
    given_samples = MeanFieldOfSamples(
        unit_type(units),
        statistics,
        max_steps=settings.n_mean_field_steps,
        tolerance=settings.mean_field_tolerance,
    )
    return PersistentChains(given_samples, settings.gibbs_steps)
