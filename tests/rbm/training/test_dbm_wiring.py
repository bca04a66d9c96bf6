"""Joint training uses every setting it is given, and its history says what it says."""

import numpy as np
import pytest

from rgcore.rbm.likelihood.mean_field import mean_field, unnormalized_bound
from rgcore.rbm.networks.deep_boltzmann import from_stack
from rgcore.rbm.training.dbm_ascent import ascend_dbm
from rgcore.rbm.training.dbm_phases import Phases, run_data_phase, run_model_phase
from rgcore.rbm.training.dbm_training import train_dbm
from rgcore.rbm.training.joint_training_state import JointTrainingState
from rgcore.rbm.training.samples import FloatSamples, TrainingData
from rgcore.rbm.units.unit_type import unit_type

from ...config_values import joint_training_settings
from ..small_networks import UNITS, stack

STANDARD = {
    "n_epochs": 3,
    "batch_size": 20,
    "n_chains": 15,
    "learning_rate": 0.05,
    "final_learning_rate": 0.05,
    "n_mean_field_steps": 10,
    "mean_field_tolerance": 0.0,
    "l1": 0.0,
    "fields": "free",
}
OPTIONS = {
    "n_mean_field_steps": 1,
    "mean_field_tolerance": 0.5,
    "gibbs_steps": 4,
    "upper_scale": 0.9,
    "n_chains": 7,
    "batch_size": 19,
    "final_learning_rate": 0.001,
    "momentum": 0.9,
    "l1": 0.3,
    "fields": "zero",
}


def data_of(units):
    """Mostly up where trained on, coins where held out."""
    rng, functions = np.random.default_rng(2), unit_type(units)
    spins = np.where(rng.random((80, 4)) < np.repeat([[0.8], [0.5]], [60, 20], axis=0), 1, -1)
    return TrainingData(*(FloatSamples(functions.from_spins(part)) for part in (spins[:60], spins[60:])))


def train(settings, units="spin"):
    network, rng = stack(units), np.random.default_rng(3)
    return train_dbm(network, data_of(units), settings, rng=rng, report=lambda *_: None)


def by_hand(settings, units="spin"):
    """What train_dbm should do, its parts called one after the other."""
    data, rng = data_of(units), np.random.default_rng(3)
    state = JointTrainingState.begin(stack(units), data.training, settings, rng=rng)
    phases = Phases.for_batch(settings.batch_size, settings.n_chains, state.dbm.sizes)
    size, n_batches = settings.batch_size, 60 // settings.batch_size
    for rate in np.linspace(settings.learning_rate, settings.final_learning_rate, settings.n_epochs):
        order = rng.permutation(60)
        streams = rng.integers(2**64, size=(n_batches, 2), dtype=np.uint64)
        for batch in range(n_batches):
            data.training.take(order[batch * size : (batch + 1) * size], phases.data[0])
            run_data_phase(state.dbm, phases, settings.n_mean_field_steps, settings.mean_field_tolerance)
            run_model_phase(state.dbm, phases, state.chains, settings.gibbs_steps, streams[batch])
            ascend_dbm(state, phases, settings, rate)
    return state.dbm


@pytest.mark.parametrize("option", [None, *OPTIONS])
def test_joint_training_does_what_its_settings_say(option):
    standard = joint_training_settings(**STANDARD)
    settings = joint_training_settings(**{**STANDARD, **({option: OPTIONS[option]} if option else {})})
    dbm, wanted = train(settings)[0], by_hand(settings)
    for one, other in zip(dbm.weights + dbm.biases, wanted.weights + wanted.biases, strict=True):
        np.testing.assert_array_equal(one, other)
    if option:
        assert not np.array_equal(dbm.weights[0], by_hand(standard).weights[0])


@pytest.mark.parametrize("upper_scale", [0.1, 0.9])
def test_training_starts_from_the_stack_at_the_scale_it_is_told(upper_scale):
    settings = joint_training_settings(**STANDARD, upper_scale=upper_scale)
    rng = np.random.default_rng(3)
    state = JointTrainingState.begin(stack("spin"), data_of("spin").training, settings, rng=rng)
    for one, other in zip(state.dbm.weights, from_stack(stack("spin"), upper_scale).weights, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-6)


@pytest.mark.parametrize("units", UNITS)
def test_offsets_follow_the_means_over_the_samples(units):
    settings = joint_training_settings(**STANDARD)
    state = JointTrainingState.begin(
        stack(units), data_of(units).training, settings, rng=np.random.default_rng(3)
    )
    phases = Phases.for_batch(20, 15, state.dbm.sizes)
    data_of(units).training.take(np.arange(20), phases.data[0])
    run_data_phase(state.dbm, phases, 10, 0.0)
    run_model_phase(state.dbm, phases, state.chains, 1, np.array([1, 2], dtype=np.uint64))
    before = [offset.copy() for offset in state.offsets]
    means = [values.mean(axis=0) for values in phases.data]
    ascend_dbm(state, phases, settings, 0.01)
    for offset, old, mean in zip(state.offsets, before, means, strict=True):
        np.testing.assert_allclose(offset, 0.99 * old + 0.01 * mean, atol=1e-6)
    assert any(np.abs(old - mean).max() > 0.05 for old, mean in zip(before, means, strict=True))


@pytest.mark.parametrize("units", UNITS)
def test_history_says_what_it_says(units):
    settings = joint_training_settings(**{**STANDARD, "n_epochs": 8, "n_mean_field_steps": 2})
    dbm, history = train(settings, units)
    last, functions = history.iloc[-1], unit_type(units)
    seen, held_out = np.empty((20, 4), np.float32), np.empty((20, 4), np.float32)
    for part, out in zip(data_of(units)[:2], (seen, held_out), strict=True):
        part.take(np.arange(20), out)
    limits = {"max_steps": 2, "tolerance": 0.0}
    means, of_seen = (mean_field(dbm, part, **limits).means for part in (held_out, seen))
    bound, seen_bound = unnormalized_bound(dbm, held_out, means), unnormalized_bound(dbm, seen, of_seen)
    assert last["unnormalized_bound"] == pytest.approx(bound.mean(), rel=1e-5)
    assert last["unnormalized_bound_err"] == pytest.approx(bound.std() / np.sqrt(20), rel=1e-4)
    assert last["bound_gap"] == pytest.approx(seen_bound.mean() - bound.mean(), abs=1e-5)
    assert last["bound_gap"] > 0.05  # what was trained on is the likelier
    errors = [part.std() / np.sqrt(20) for part in (bound, seen_bound)]
    assert last["bound_gap_err"] == pytest.approx(np.hypot(*errors), rel=1e-4)
    for layer, weights in enumerate(dbm.weights, start=1):
        assert last[f"weight_norm_{layer}"] == pytest.approx(np.sqrt(np.mean(weights**2)), rel=1e-5)
    assert last["mean_field_steps"] == 2
    inputs = means[0] @ dbm.weights[0].T + dbm.biases[0]
    back = functions.to_spins(functions.mean(inputs))
    error = np.mean((back - functions.to_spins(held_out)) ** 2)
    assert last["reconstruction_error"] == pytest.approx(error, rel=1e-5)
