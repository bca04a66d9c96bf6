from itertools import pairwise

import numpy as np
import pytest

from rgcore.exact.enumeration import boltzmann_distribution
from rgcore.rbm.likelihood.enumeration import exact_gradient
from rgcore.rbm.likelihood.mean_field import mean_field
from rgcore.rbm.networks.deep_boltzmann import (
    DeepBoltzmannMachine,
    bipartite_rbm,
    energy_of_layers,
    single_precision,
)
from rgcore.rbm.training.dbm_ascent import ascend_dbm
from rgcore.rbm.training.dbm_phases import Phases, run_data_phase, run_model_phase
from rgcore.rbm.training.joint_training_state import JointTrainingState
from rgcore.rbm.units.unit_type import unit_type

from ...config_values import joint_training_settings
from ..small_networks import UNITS, all_states, deep_machine, joint_log_weights, joint_states

pytestmark = pytest.mark.parametrize("units", UNITS)

DEEP = (4, 3, 2, 2)


def settings(**changed):
    standard = {
        "n_epochs": 1,
        "batch_size": 16,
        "n_chains": 16,
        "learning_rate": 1.0,
        "l1": 0.0,
        "fields": "free",
    }
    return joint_training_settings(**(standard | {"final_learning_rate": 1.0, "momentum": 0.0} | changed))


def state_of(dbm, offsets=None):
    """A training state without chains at velocity zero."""
    zeros = tuple(np.zeros(size, dtype=np.float32) for size in dbm.sizes)
    return JointTrainingState(
        dbm=DeepBoltzmannMachine(
            weights=tuple(part.copy() for part in dbm.weights),
            biases=tuple(part.copy() for part in dbm.biases),
            units=dbm.units,
        ),
        weight_velocities=tuple(np.zeros_like(weights) for weights in dbm.weights),
        bias_velocities=tuple(part.copy() for part in zeros),
        offsets=zeros if offsets is None else offsets,
        chains=(),
        history=[],
        batch=0,
        mean_field_steps=0,
        rng_state=np.zeros(1, dtype=np.uint8),
    )


def stationary_chains(dbm, n_chains, rng):
    states = joint_states(dbm)
    probabilities = boltzmann_distribution(-energy_of_layers(dbm, states))
    rows = rng.choice(len(probabilities), n_chains, p=probabilities)
    return tuple(layer[rows].astype(np.float32) for layer in states[1::2])


def stream_of(rng):
    return rng.integers(2**64, size=2, dtype=np.uint64)


def run_phases(dbm, visible, n_chains, gibbs_steps, rng):
    phases = Phases.for_batch(len(visible), n_chains, dbm.sizes)
    phases.data[0][:] = visible
    run_data_phase(dbm, phases, 200, 1e-6)
    run_model_phase(dbm, phases, stationary_chains(dbm, n_chains, rng), gibbs_steps, stream_of(rng))
    return phases


def test_persistent_chains_stay_in_the_enumerated_law(units):
    rng, n_chains = np.random.default_rng(1), 100_000
    dbm = single_precision(deep_machine(units, DEEP))
    probabilities = boltzmann_distribution(joint_log_weights(dbm))
    chains = stationary_chains(dbm, n_chains, rng)
    phases = Phases.for_batch(1, n_chains, dbm.sizes)
    run_model_phase(dbm, phases, chains, 3, stream_of(rng))
    ends = [chains[layer // 2] if layer % 2 else values for layer, values in enumerate(phases.model)]
    numbers = (np.concatenate(ends, axis=1) == 1) @ (2 ** np.arange(sum(DEEP))[::-1])
    counts = np.bincount(numbers, minlength=len(probabilities))
    frequent = probabilities * n_chains > 10
    expected = np.append(probabilities[frequent], probabilities[~frequent].sum()) * n_chains
    observed = np.append(counts[frequent], counts[~frequent].sum())
    freedom = len(expected) - 1
    assert abs(((observed - expected) ** 2 / expected).sum() - freedom) < 4.5 * np.sqrt(2 * freedom)


def test_chains_forget_where_they_started(units):
    rng, n_chains = np.random.default_rng(2), 20_000
    dbm = single_precision(deep_machine(units, DEEP))
    chains = tuple(np.ones((n_chains, size), dtype=np.float32) for size in DEEP[1::2])
    phases = Phases.for_batch(1, n_chains, dbm.sizes)
    run_model_phase(dbm, phases, chains, 60, stream_of(rng))
    layers, probabilities = joint_states(dbm), boltzmann_distribution(joint_log_weights(dbm))
    for layer, values in enumerate(phases.model):
        states = chains[layer // 2] if layer % 2 else values
        z = (states.mean(axis=0) - probabilities @ layers[layer]) / (states.std(axis=0) / np.sqrt(n_chains))
        assert np.abs(z).max() < 4.5


def test_every_unit_of_every_chain_has_its_own_random_number(units):
    sizes, n_chains = (30, 20, 25), 1000
    dbm = DeepBoltzmannMachine(
        weights=tuple(np.zeros(shape, dtype=np.float32) for shape in pairwise(sizes)),
        biases=tuple(np.zeros(size, dtype=np.float32) for size in sizes),
        units=units,
    )
    chains = (np.ones((n_chains, 20), dtype=np.float32),)
    phases = Phases.for_batch(1, n_chains, sizes)
    run_model_phase(dbm, phases, chains, 1, stream_of(np.random.default_rng(3)))
    spins = unit_type(units).to_spins(np.concatenate([phases.model[0], chains[0], phases.model[2]], axis=1))
    of_chains, of_units = spins @ spins.T / 75, spins.T @ spins / n_chains
    assert abs(of_chains[np.triu_indices(n_chains, 1)].mean()) < 0.01
    assert np.abs(of_chains[np.triu_indices(n_chains, 1)]).max() < 6 / np.sqrt(75)
    assert np.abs(of_units[np.triu_indices(75, 1)]).max() < 5.5 / np.sqrt(n_chains)


def mean_steps(dbm, visible, gibbs_steps, rng, n_repeats=300):
    """Mean and standard error of the first steps of all parameters at rate 1: of the gradient."""
    steps = []
    for _ in range(n_repeats):
        state = state_of(dbm)
        ascend_dbm(state, run_phases(dbm, visible, 200, gibbs_steps, rng), settings(), 1.0)
        parts = state.weight_velocities + state.bias_velocities
        steps.append(np.concatenate([part.ravel() for part in parts]))
    return np.mean(steps, axis=0), np.std(steps, axis=0, ddof=1) / np.sqrt(n_repeats)


def test_with_one_hidden_layer_it_is_the_gradient_of_the_restricted_machine(units):
    dbm = single_precision(deep_machine(units, (4, 3)))
    visible = all_states(4, units)[[1, 6, 6, 12]]
    mean, error = mean_steps(dbm, visible, 2, np.random.default_rng(4))
    exact = exact_gradient(bipartite_rbm(dbm), visible)
    wanted = np.concatenate([part.ravel() for part in exact])
    assert np.abs((mean - wanted) / error).max() < 4.5


def test_the_gradient_of_deep_machines_is_that_of_mean_fields_less_the_enumerated_law(units):
    dbm = single_precision(deep_machine(units, DEEP))
    visible = all_states(4, units)[[1, 6, 6, 12]]
    mean, error = mean_steps(dbm, visible, 2, np.random.default_rng(5))
    data = (visible, *mean_field(dbm, visible).means)
    model, probabilities = joint_states(dbm), boltzmann_distribution(joint_log_weights(dbm))
    edges = [
        (data[n].T @ data[n + 1] / 4 - (probabilities[:, None] * model[n]).T @ model[n + 1]).ravel()
        for n in range(3)
    ]
    nodes = [data[n].mean(axis=0) - probabilities @ model[n] for n in range(4)]
    assert np.abs((mean - np.concatenate(edges + nodes)) / error).max() < 4.5


def test_a_centred_step_is_that_of_the_shifted_parametrization(units):
    rng = np.random.default_rng(6)
    dbm = single_precision(deep_machine(units, DEEP))
    offsets = tuple(rng.random(size).astype(np.float32) for size in DEEP)
    phases = run_phases(dbm, all_states(4, units), 30, 1, rng)
    plain, centred = state_of(dbm), state_of(dbm, tuple(part.copy() for part in offsets))
    for state in (plain, centred):
        ascend_dbm(state, phases, settings(), 1.0)
    nodes, edges = plain.bias_velocities, plain.weight_velocities
    shifts = [np.zeros(size) for size in DEEP]
    for n in range(3):
        wanted = edges[n] - np.outer(offsets[n], nodes[n + 1]) - np.outer(nodes[n], offsets[n + 1])
        np.testing.assert_allclose(centred.weight_velocities[n], wanted, atol=2e-6)
        shifts[n] -= wanted @ offsets[n + 1]
        shifts[n + 1] -= offsets[n] @ wanted
    for n in range(4):
        np.testing.assert_allclose(centred.dbm.biases[n] - dbm.biases[n], nodes[n] + shifts[n], atol=4e-6)


def test_momentum_and_penalty_enter_as_documented(units):
    rng = np.random.default_rng(7)
    dbm = single_precision(deep_machine(units, DEEP))
    phases = run_phases(dbm, all_states(4, units), 30, 1, rng)
    plain, state = state_of(dbm), state_of(dbm)
    ascend_dbm(plain, phases, settings(), 1.0)
    for velocity in state.weight_velocities + state.bias_velocities:
        velocity[:] = 1
    ascend_dbm(state, phases, settings(momentum=0.5, l1=0.1), 0.2)
    for n in range(3):
        wanted = 0.5 + 0.2 * plain.weight_velocities[n] - 0.2 * 0.1 * np.sign(dbm.weights[n])
        np.testing.assert_allclose(state.weight_velocities[n], wanted, atol=1e-6)
        np.testing.assert_allclose(state.dbm.weights[n], dbm.weights[n] + wanted, atol=1e-6)
    for n in range(4):
        np.testing.assert_allclose(
            state.dbm.biases[n], dbm.biases[n] + 0.5 + 0.2 * plain.bias_velocities[n], atol=1e-6
        )
