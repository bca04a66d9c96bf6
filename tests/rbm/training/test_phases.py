"""Every phase estimates the gradient without bias, with random numbers of its own for every unit."""

from itertools import pairwise

import numpy as np
import pytest

from rgcore.exact.enumerated_states import boltzmann_distribution
from rgcore.rbm.likelihood.mean_field import mean_field
from rgcore.rbm.networks.deep_boltzmann import (
    DeepBoltzmannMachine,
    energy_of_layers,
    lowest_rbm,
    single_precision,
)
from rgcore.rbm.training.joint import joint_phase
from rgcore.rbm.training.layer import layer_phase
from rgcore.rbm.units.unit_type import unit_type
from rgcore.rng_kernels import random_stream

from ...config_values import joint_training_settings, training_settings
from ..small_networks import UNITS, all_states, deep_network, exact_gradient, joint_log_weights, joint_states

N_BATCHES, BATCH = 400, 200
SLOW = 40  # Gibbs rounds after which the small networks are independent of their start
DEEP = (4, 3, 2, 2)
ALGORITHMS = ["contrastive_divergence", "persistent_contrastive_divergence", "enumeration"]


def as_network(rbm):
    network = DeepBoltzmannMachine(
        weights=(rbm.weights,), biases=(rbm.visible_bias, rbm.hidden_bias), units=rbm.units
    )
    return single_precision(network)


def phase_of(rbm, algorithm, gibbs_steps, batch_size=BATCH):
    settings = training_settings(
        algorithm=algorithm, gibbs_steps=gibbs_steps, batch_size=batch_size, units=rbm.units
    )
    return layer_phase((rbm.n_visible, rbm.n_hidden), settings)


def gradients(rbm, visible, phase, rng, chains=()):
    """Many estimates of the gradient, all entries in a row."""
    phase.samples[:] = np.resize(visible, phase.samples.shape)
    rows = []
    for _ in range(N_BATCHES):
        statistics = phase(as_network(rbm), chains, random_stream(rng=rng))
        parts = (*statistics.products, *statistics.sums)
        rows.append(np.concatenate([part.ravel() for part in parts]) / BATCH)
    return np.array(rows)


def deviations(found, expected):
    """Deviations of the mean from a wanted one, in standard errors."""
    wanted = np.concatenate([part.ravel() for part in expected])
    return (found.mean(axis=0) - wanted) / (found.std(axis=0, ddof=1) / np.sqrt(len(found)))


def expected_cd1(visible, states, joint_distribution):
    """The CD-1 gradient averaged over all states that one Gibbs round can reach, written out."""
    all_visible, all_hidden = states
    h_given_v = joint_distribution / joint_distribution.sum(axis=1)[:, None]
    v_given_h = joint_distribution / joint_distribution.sum(axis=0)
    means = h_given_v @ all_hidden
    rows = [int((all_visible == v).all(axis=1).argmax()) for v in visible]
    start = np.bincount(rows, minlength=len(all_visible)) / len(rows)
    change = start - v_given_h @ (start @ h_given_v)
    return all_visible.T @ (change[:, None] * means), change @ all_visible, change @ means


def test_one_step_of_contrastive_divergence_has_the_enumerated_mean(rbm, states, joint_distribution):
    visible = states[0][[1, 6, 6, 12]]
    phase = phase_of(rbm, "contrastive_divergence", 1)
    found = gradients(rbm, visible, phase, np.random.default_rng(1))
    assert np.abs(deviations(found, expected_cd1(visible, states, joint_distribution))).max() < 4.5


def test_many_steps_of_contrastive_divergence_give_the_exact_gradient(rbm, states):
    visible = states[0][[1, 6, 6, 12]]
    phase = phase_of(rbm, "contrastive_divergence", SLOW)
    found = gradients(rbm, visible, phase, np.random.default_rng(2))
    assert np.abs(deviations(found, exact_gradient(rbm, visible))).max() < 4.5


def test_persistent_chains_give_the_exact_gradient_when_the_weights_stand_still(rbm, states):
    visible, rng = states[0][[1, 6, 6, 12]], np.random.default_rng(7)
    chains = (np.ones((BATCH, rbm.n_hidden), dtype=np.float32),)
    short, slow = (phase_of(rbm, "persistent_contrastive_divergence", steps) for steps in (1, SLOW))
    gradients(rbm, visible, short, rng, chains)  # until the start has no influence
    found = gradients(rbm, visible, slow, rng, chains)
    assert np.abs(deviations(found, exact_gradient(rbm, visible))).max() < 4.5


def test_enumeration_gives_the_exact_gradient(rbm, states):
    visible = states[0][[1, 6, 6, 12]]
    phase = phase_of(rbm, "enumeration", 1)
    found = gradients(rbm, visible, phase, np.random.default_rng(1))[0]
    wanted = np.concatenate([part.ravel() for part in exact_gradient(rbm, visible)])
    np.testing.assert_allclose(found, wanted, atol=2e-6)


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_samples_are_left_untouched_and_the_same_stream_gives_the_same_bits(rbm, states, algorithm):
    found = []
    for _ in range(2):
        phase = phase_of(rbm, algorithm, 2, batch_size=16)
        phase.samples[:] = states[0]
        chains = (np.ones((16, 3), dtype=np.float32),)
        found.append(phase(as_network(rbm), chains, np.array([5, 6], dtype=np.uint64)))
        np.testing.assert_array_equal(phase.samples, states[0])
    for name in ("layers", "products", "sums"):
        for one, other in zip(*(getattr(statistics, name) for statistics in found), strict=True):
            np.testing.assert_array_equal(one, other)


def assert_random_everywhere(spins):
    """Neither rows nor columns of coins (n_rows, n_units) of -1 and +1 depend on one another."""
    n_rows, n_units = spins.shape
    assert np.abs(spins.mean(axis=0)).max() < 4.5 / np.sqrt(n_rows)
    assert np.abs(spins.mean(axis=1)).max() < 5 / np.sqrt(n_units)
    of_rows, of_units = spins @ spins.T / n_units, spins.T @ spins / n_rows
    overlaps = of_rows[np.triu_indices(n_rows, 1)]
    assert abs(overlaps.mean()) < 0.01
    assert np.abs(overlaps).max() < 6 / np.sqrt(n_units)
    assert np.abs(of_units[np.triu_indices(n_units, 1)]).max() < 5.5 / np.sqrt(n_rows)


def without_weights(sizes, units):
    return DeepBoltzmannMachine(
        weights=tuple(np.zeros(shape, dtype=np.float32) for shape in pairwise(sizes)),
        biases=tuple(np.zeros(size, dtype=np.float32) for size in sizes),
        units=units,
    )


@pytest.mark.parametrize("units", UNITS)
def test_contrastive_divergence_gives_every_unit_of_every_sample_its_own_random_number(units):
    settings = training_settings(batch_size=1000, units=units)
    phase = layer_phase((30, 20), settings)
    statistics = phase(without_weights((30, 20), units), (), np.array([3, 14], dtype=np.uint64))
    for drawn in (statistics.model[0], phase._hidden_states):
        assert_random_everywhere(unit_type(units).to_spins(drawn))


@pytest.mark.parametrize("units", UNITS)
def test_persistent_chains_give_every_unit_of_every_chain_its_own_random_number(units):
    sizes, n_chains = (30, 20, 25), 1000
    network, chains = without_weights(sizes, units), (np.ones((n_chains, 20), dtype=np.float32),)
    phase = joint_phase(sizes, units, joint_training_settings(batch_size=1, n_chains=n_chains, gibbs_steps=1))
    model = phase(network, chains, random_stream(rng=np.random.default_rng(3))).model
    spins = unit_type(units).to_spins(np.concatenate([model[0], chains[0], model[2]], axis=1))
    assert_random_everywhere(spins)


def stationary_chains(network, n_chains, rng):
    states = joint_states(network)
    probabilities = boltzmann_distribution(-energy_of_layers(network, states))
    rows = rng.choice(len(probabilities), n_chains, p=probabilities)
    return tuple(layer[rows].astype(np.float32) for layer in states[1::2])


def deep_phase(network, batch_size, n_chains, gibbs_steps):
    settings = joint_training_settings(
        batch_size=batch_size,
        n_chains=n_chains,
        gibbs_steps=gibbs_steps,
        n_mean_field_steps=200,
        mean_field_tolerance=1e-6,
    )
    return joint_phase(network.sizes, network.units, settings)


@pytest.mark.parametrize("units", UNITS)
def test_persistent_chains_stay_in_the_enumerated_distribution(units):
    rng, n_chains = np.random.default_rng(1), 100_000
    network = single_precision(deep_network(units, DEEP))
    probabilities = boltzmann_distribution(joint_log_weights(network))
    chains = stationary_chains(network, n_chains, rng)
    model = deep_phase(network, 1, n_chains, 3)(network, chains, random_stream(rng=rng)).model
    ends = [chains[layer // 2] if layer % 2 else values for layer, values in enumerate(model)]
    numbers = (np.concatenate(ends, axis=1) == 1) @ (2 ** np.arange(sum(DEEP))[::-1])
    counts = np.bincount(numbers, minlength=len(probabilities))
    frequent = probabilities * n_chains > 10
    expected = np.append(probabilities[frequent], probabilities[~frequent].sum()) * n_chains
    observed = np.append(counts[frequent], counts[~frequent].sum())
    freedom = len(expected) - 1
    assert abs(((observed - expected) ** 2 / expected).sum() - freedom) < 4.5 * np.sqrt(2 * freedom)


@pytest.mark.parametrize("units", UNITS)
def test_persistent_chains_reach_the_distribution_from_one_state(units):
    rng, n_chains = np.random.default_rng(2), 20_000
    network = single_precision(deep_network(units, DEEP))
    chains = tuple(np.ones((n_chains, size), dtype=np.float32) for size in DEEP[1::2])
    model = deep_phase(network, 1, n_chains, 60)(network, chains, random_stream(rng=rng)).model
    layers, probabilities = joint_states(network), boltzmann_distribution(joint_log_weights(network))
    for layer, values in enumerate(model):
        states = chains[layer // 2] if layer % 2 else values
        z = (states.mean(axis=0) - probabilities @ layers[layer]) / (states.std(axis=0) / np.sqrt(n_chains))
        assert np.abs(z).max() < 4.5


@pytest.mark.parametrize("units", UNITS)
def test_the_gradient_of_deep_networks_is_that_of_mean_fields_less_the_enumerated_averages(units):
    network, rng = single_precision(deep_network(units, DEEP)), np.random.default_rng(5)
    visible = all_states(4, units)[[1, 6, 6, 12]]
    phase, steps = deep_phase(network, 4, 200, 2), []
    phase.samples[:] = visible
    for _ in range(300):
        statistics = phase(network, stationary_chains(network, 200, rng), random_stream(rng=rng))
        parts = (*statistics.products, *statistics.sums)
        steps.append(np.concatenate([part.ravel() for part in parts]) / 4)
    data = (visible, *mean_field(network, visible).means)
    model, probabilities = joint_states(network), boltzmann_distribution(joint_log_weights(network))
    edges = [
        data[n].T @ data[n + 1] / 4 - (probabilities[:, None] * model[n]).T @ model[n + 1] for n in range(3)
    ]
    nodes = [data[n].mean(axis=0) - probabilities @ model[n] for n in range(4)]
    assert np.abs(deviations(np.array(steps), edges + nodes)).max() < 4.5


@pytest.mark.parametrize("units", UNITS)
def test_the_deep_phase_with_one_hidden_layer_gives_the_gradient_of_the_rbm(units):
    network, rng = single_precision(deep_network(units, (4, 3))), np.random.default_rng(4)
    visible = all_states(4, units)[[1, 6, 6, 12]]
    phase, steps = deep_phase(network, 4, 200, 2), []
    phase.samples[:] = visible
    for _ in range(300):
        statistics = phase(network, stationary_chains(network, 200, rng), random_stream(rng=rng))
        parts = (*statistics.products, *statistics.sums)
        steps.append(np.concatenate([part.ravel() for part in parts]) / 4)
    assert np.abs(deviations(np.array(steps), exact_gradient(lowest_rbm(network), visible))).max() < 4.5
