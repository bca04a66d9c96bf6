"""Joint training of all layers of a deep Boltzmann machine, from any minibatch on."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.errors import InputError
from rgcore.rbm.likelihood.mean_field import mean_field, unnormalized_bound
from rgcore.rbm.networks.deep_belief import DeepBeliefNetwork
from rgcore.rbm.networks.deep_boltzmann import DeepBoltzmannMachine
from rgcore.rbm.networks.restricted import RBM, mean_v_from_h
from rgcore.rbm.settings import JointTrainingSettings
from rgcore.rbm.training.ascent import LARGEST_WEIGHT
from rgcore.rbm.training.checkpoint import NO_CHECKPOINT, Checkpoint
from rgcore.rbm.training.dbm_ascent import ascend_dbm
from rgcore.rbm.training.dbm_phases import Phases, run_data_phase, run_model_phase
from rgcore.rbm.training.joint_training_state import JointTrainingState
from rgcore.rbm.training.samples import TrainingData, all_rows

__all__ = ["train_dbm"]

MOST_SAMPLES = 500  # that the history looks at


def train_dbm(
    network: DeepBeliefNetwork,
    data: TrainingData,
    settings: JointTrainingSettings,
    *,
    rng: Generator,
    report: Callable[[int, int], None],
    checkpoint: Checkpoint = NO_CHECKPOINT,
) -> tuple[DeepBoltzmannMachine, pd.DataFrame]:
    """Train all layers together, from a greedy stack on.

    Salakhutdinov and Hinton, AISTATS 2009: the gradient of the mean-field bound of ln P(v), with persistent Gibbs
    chains for the averages under the machine's own law. What rises is the bound, not ln P(v): a mean-field posterior
    has no correlations, and weights between hidden layers that cost more in the bound than they win in ln P(v) shrink.
    In machines of 16-8-4 spins on Ising data those that start small shrink to nothing (``weight_norm_2``), while the
    exact gradient of ln P(v) makes them grow; what is left is the machine of one hidden layer. Compare with that one
    trained for as many epochs before calling a gain one of depth.

    Parameters
    ----------
    network : DeepBeliefNetwork
        The start: see :func:`rgcore.rbm.from_stack`. Left untouched.
    data : TrainingData
        In the units of the network.
    settings : JointTrainingSettings
    rng : Generator, advanced in place
    report : callable
        Called as report(epochs done, epochs in all) after every epoch.
    checkpoint : Checkpoint
        Keeps the state; a training that is interrupted and restored ends in the same bits.

    Returns
    -------
    dbm : DeepBoltzmannMachine
        float32.
    history : DataFrame
        One row per epoch, taken at its end on the first held-out samples, at most 500, and as many training samples.
        ``epoch`` from 1. ``reconstruction_error``: mean of (s - s')^2, s' the mean of a visible unit given the
        mean-field means of h1, on the scale of spins. ``unnormalized_bound``, ``unnormalized_bound_err``: mean over
        held-out samples of the mean-field bound of ln P(v) plus ln Z, nats. ``bound_gap``, ``bound_gap_err``: that of
        training samples minus that of held-out ones; it grows when the machine overfits. ``weight_norm_1`` and so on:
        root mean square of the weights below each hidden layer. ``mean_field_steps``: mean number per batch.

    Raises
    ------
    InputError
        If there are fewer samples than a batch, the samples do not fit the network, or the weights explode.
    """
    _check(network, data, settings)
    kept = checkpoint.restore()
    if kept is None:
        state = JointTrainingState.begin(network, data.training, settings, rng=rng)
    else:
        state = JointTrainingState.from_arrays(kept, rng=rng)
    phases = Phases.for_batch(settings.batch_size, settings.n_chains, state.dbm.sizes)
    size, n_batches = settings.batch_size, len(data.training) // settings.batch_size
    for epoch in range(len(state.history), settings.n_epochs):
        order = rng.permutation(len(data.training))
        streams = rng.integers(2**64, size=(n_batches, 2), dtype=np.uint64)
        for batch in range(state.batch, n_batches):
            data.training.take(order[batch * size :][:size], phases.data[0])
            state.mean_field_steps += run_data_phase(
                state.dbm, phases, settings.n_mean_field_steps, settings.mean_field_tolerance
            )
            run_model_phase(state.dbm, phases, state.chains, settings.gibbs_steps, streams[batch])
            if ascend_dbm(state, phases, settings, settings.rate(epoch)):
                raise InputError(_divergence(state, settings, batch))
            state.batch = batch + 1
            checkpoint.offer(state.to_arrays, at_epoch_end=False)
        state.next_epoch({"epoch": epoch + 1, **_record(state, data, settings)}, rng=rng)
        checkpoint.offer(state.to_arrays, at_epoch_end=True)
        report(epoch + 1, settings.n_epochs)
    return state.dbm, pd.DataFrame(state.history).astype({"epoch": np.int64})


def _record(
    state: JointTrainingState, data: TrainingData, settings: JointTrainingSettings
) -> dict[str, float]:
    """Return one row of the history, from mean fields as good as those of training."""
    dbm, n_samples = state.dbm, min(len(data.held_out), MOST_SAMPLES)
    held_out, seen = (all_rows(part, n_samples) for part in (data.held_out, data.training))
    limits = {"max_steps": settings.n_mean_field_steps, "tolerance": settings.mean_field_tolerance}
    means, of_seen = (mean_field(dbm, part, **limits).means for part in (held_out, seen))
    bounds, seen_bounds = unnormalized_bound(dbm, held_out, means), unnormalized_bound(dbm, seen, of_seen)
    errors = [values.std() / np.sqrt(n_samples) for values in (bounds, seen_bounds)]
    norms = [np.sqrt(np.mean(weights**2, dtype=np.float64)) for weights in dbm.weights]
    return {
        "reconstruction_error": _reconstruction_error(dbm, held_out, means[0]),
        "unnormalized_bound": float(bounds.mean()),
        "unnormalized_bound_err": float(errors[0]),
        "bound_gap": float(seen_bounds.mean() - bounds.mean()),
        "bound_gap_err": float(np.hypot(*errors)),
        **{f"weight_norm_{layer}": float(norm) for layer, norm in enumerate(norms, start=1)},
        "mean_field_steps": state.mean_field_steps / (len(data.training) // settings.batch_size),
    }


def _reconstruction_error(dbm: DeepBoltzmannMachine, visible: np.ndarray, hidden: np.ndarray) -> float:
    functions = dbm.unit_type
    lowest = RBM(
        weights=dbm.weights[0], visible_bias=dbm.biases[0], hidden_bias=dbm.biases[1], units=dbm.units
    )
    errors = functions.to_spins(mean_v_from_h(lowest, hidden)) - functions.to_spins(visible)
    return float(np.mean(errors**2, dtype=np.float64))


def _check(network: DeepBeliefNetwork, data: TrainingData, settings: JointTrainingSettings) -> None:
    n_samples, n_held_out, n_units = len(data.training), len(data.held_out), network.layers[0].n_visible
    if n_samples < settings.batch_size:
        raise InputError(
            "joint training: batch_size must not exceed the number of samples, "
            f"got {settings.batch_size} for {n_samples}"
        )
    widths = (data.training.n_units, data.held_out.n_units)
    if widths != (n_units, n_units) or not 1 <= n_held_out <= n_samples:
        raise InputError(
            f"joint training: there must be held-out samples, no more than training samples, all of {n_units} units, "
            f"got {n_held_out} of {widths[1]} units beside {n_samples} of {widths[0]}"
        )


def _divergence(state: JointTrainingState, settings: JointTrainingSettings, batch: int) -> str:
    remedy = f"learning_rate ({settings.learning_rate}) or momentum ({settings.momentum})"
    return (
        f"joint training: no weight may grow beyond {LARGEST_WEIGHT:g} or become undefined, one did in "
        f"epoch {len(state.history) + 1}, batch {batch + 1}: lower {remedy}"
    )
