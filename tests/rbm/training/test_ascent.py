import numpy as np
import pytest

from rgcore.rbm.networks.deep_boltzmann import lowest_rbm, single_precision
from rgcore.rbm.training.ascent import Step, ascend
from rgcore.rbm.training.joint import joint_phase
from rgcore.rbm.training.layer import layer_phase
from rgcore.rbm.training.samples import FloatSamples
from rgcore.rbm.training.start import start_at_random
from rgcore.rbm.training.state import TrainingState
from rgcore.rbm.training.statistics import Statistics
from rgcore.rbm.units.unit_type import unit_type

from ...config_values import joint_training_settings, training_settings
from ..small_networks import UNITS, all_states, deep_network

SETTINGS = training_settings(n_epochs=3, batch_size=20, learning_rate=0.05, l1=0.1, weight_scale=0.1)
NAMES = ("weights", "visible_bias", "hidden_bias")


def coins(n, n_visible, seed):
    return (np.random.default_rng(seed).random((n, n_visible)) < 0.5).astype(np.float32)


def ascend_twice(settings):
    """Two steps along a gradient of 0.3 for every weight and of 0.3 and 0.6 for the biases."""
    samples = FloatSamples(np.zeros((4, 5)))
    settings = settings.changed(batch_size=1)
    state = start_at_random(samples, 3, settings, rng=np.random.default_rng(2))
    start = state.network.weights[0].copy()
    statistics = Statistics.for_layers((5, 3), 1, 1, centred_on_model=True)
    (data, data_means), (model, model_means) = statistics.data, statistics.model
    data[:], model[:], data_means[:], model_means[:] = 0.5, 0.2, 0.6, 0
    for epoch in range(2):
        ascend(state, statistics.collect(), settings, Step.of_rate(settings, settings.rate(epoch)))
    return lowest_rbm(state.network), start


def test_momentum_adds_a_share_of_the_last_step():
    rbm, start = ascend_twice(SETTINGS.changed(l1=0, momentum=0.5))
    np.testing.assert_allclose(rbm.weights - start, 0.05 * 0.3 * (1 + 1.5), rtol=1e-5)
    np.testing.assert_allclose(rbm.visible_bias, 0.05 * 0.3 * 2.5, rtol=1e-5)
    np.testing.assert_allclose(rbm.hidden_bias, 0.05 * 0.6 * 2.5, rtol=1e-5)


def test_the_penalty_inside_the_learning_rate_is_multiplied_by_it():
    rbm, start = ascend_twice(SETTINGS.changed(l1=0.1, momentum=0, learning_rate=0.01))
    shift = 2 * 0.01 * (0.3 - 0.1 * np.sign(start))
    np.testing.assert_allclose(rbm.weights - start, shift, atol=1e-7)


def test_the_penalty_outside_the_learning_rate_is_not():
    settings = SETTINGS.changed(l1=1e-4, l1_placement="outside", momentum=0, learning_rate=0.01)
    rbm, start = ascend_twice(settings)
    shift = 2 * (0.01 * 0.3 - 1e-4 * np.sign(start))
    np.testing.assert_allclose(rbm.weights - start, shift, atol=1e-7)
    assert not np.allclose(rbm.weights - start, 2 * 0.01 * 0.3, atol=1e-7)


def test_the_quadratic_penalty_takes_a_share_of_each_weight():
    rbm, start = ascend_twice(SETTINGS.changed(l1=0, l2=1.0, momentum=0))
    once = start + 0.05 * (0.3 - start)
    np.testing.assert_allclose(rbm.weights, once + 0.05 * (0.3 - once), atol=1e-7)


def test_biases_feel_no_penalty():
    rbm, _ = ascend_twice(SETTINGS.changed(l1=0.2, l2=1.0, momentum=0))
    np.testing.assert_allclose(rbm.hidden_bias, 2 * 0.05 * 0.6, rtol=1e-5)


def test_the_rate_goes_from_the_first_to_the_last():
    falling = SETTINGS.changed(n_epochs=5, learning_rate=0.1, final_learning_rate=0.001)
    np.testing.assert_allclose([falling.rate(e) for e in (0, 2, 4)], [0.1, 0.0505, 0.001])
    exponential = falling.changed(schedule="exponential")
    np.testing.assert_allclose([exponential.rate(e) for e in (0, 2, 4)], [0.1, 0.01, 0.001])
    assert {SETTINGS.rate(epoch) for epoch in range(3)} == {0.05}
    rbm, start = ascend_twice(SETTINGS.changed(l1=0, momentum=0, n_epochs=2, final_learning_rate=0.01))
    np.testing.assert_allclose(rbm.weights - start, (0.05 + 0.01) * 0.3, rtol=1e-5)


@pytest.mark.parametrize("units", UNITS)
def test_the_centred_gradient_is_that_of_the_centred_parametrization(units):
    settings = SETTINGS.changed(units=units, gradient="centered", l1=0, momentum=0, batch_size=50, n_epochs=1)
    values = unit_type(units).from_spins(2 * coins(50, 6, 3) - 1)
    state = start_at_random(FloatSamples(values), 4, settings, rng=np.random.default_rng(2))
    mu, lambda_ = (offset.astype(float) for offset in state.offsets)
    np.testing.assert_allclose(mu, values.mean(axis=0), rtol=1e-6)
    lambda_ += 0.1
    state.offsets[1][:] += np.float32(0.1)
    rbm = lowest_rbm(state.network)
    before = {name: getattr(rbm, name).astype(float) for name in NAMES}
    phase = layer_phase((6, 4), settings)
    phase.samples[:] = values
    statistics = phase(state.network, state.chains, np.array([1, 2], dtype=np.uint64))
    visible, hidden = statistics.layers
    signs = np.repeat([1.0, -1.0], 50)
    hidden = signs[:, None] * hidden
    weights = (visible - mu).T @ (signs[:, None] * (hidden - lambda_)) / 50
    ascend(state, statistics, settings, Step.of_rate(settings, 0.05))
    np.testing.assert_allclose(rbm.weights, before["weights"] + 0.05 * weights, atol=1e-6)
    step = 0.05 * (signs @ visible / 50 - weights @ lambda_)
    np.testing.assert_allclose(rbm.visible_bias, before["visible_bias"] + step, atol=1e-6)
    step = 0.05 * (signs @ hidden / 50 - mu @ weights)
    np.testing.assert_allclose(rbm.hidden_bias, before["hidden_bias"] + step, atol=1e-6)
    np.testing.assert_allclose(state.offsets[0], 0.99 * mu + 0.01 * visible.mean(axis=0), atol=1e-6)
    np.testing.assert_allclose(state.offsets[1], 0.99 * lambda_ + 0.01 * hidden.mean(axis=0), atol=1e-6)


@pytest.mark.parametrize(("gradient", "fields"), [("plain", "free"), ("centered", "free"), ("plain", "zero")])
def test_mirrored_binary_data_are_learned_as_well_by_the_centred_gradient_alone(gradient, fields):
    # the plain gradient of 0/1 units prefers rare ones; centred, the mirror image gives the mirrored network
    spins = np.where(np.random.default_rng(8).random((400, 6)) < 0.15, 1, -1)
    settings = SETTINGS.changed(
        gradient=gradient, fields=fields, n_epochs=1, batch_size=400, l1=0, weight_scale=1e-6
    )
    steps = []
    for data in (spins, -spins):
        values = unit_type("binary").from_spins(data)
        state = start_at_random(FloatSamples(values), 4, settings, rng=np.random.default_rng(2))
        statistics = Statistics.for_layers((6, 4), 400, 400, centred_on_model=True)
        (visible, hidden), (model, model_means) = statistics.data, statistics.model
        visible[:], model[:] = values, 0.5
        hidden[:], model_means[:] = 0.5 + 0.3 * spins[:, :4], -0.5
        start = state.network.weights[0].copy()
        ascend(state, statistics.collect(), settings, Step.of_rate(settings, settings.rate(0)))
        steps.append(state.network.weights[0] - start)
    mirrored = np.allclose(steps[0], -steps[1], atol=1e-6)
    assert mirrored == (gradient == "centered" or fields == "zero")


DEEP = (4, 3, 2, 2)


def deep_settings(**changed):
    standard = {"batch_size": 16, "n_chains": 30, "learning_rate": 1.0, "final_learning_rate": 1.0}
    return joint_training_settings(**(standard | {"momentum": 0.0, "l1": 0.0, "fields": "free"} | changed))


def deep_state(units, offsets=None):
    """A deep network at rest, centred by zeros if by nothing else."""
    network = single_precision(deep_network(units, DEEP))
    if offsets is None:
        offsets = tuple(np.zeros(size, dtype=np.float32) for size in DEEP)
    return TrainingState.at_rest(network, offsets, (), rng=np.random.default_rng(1))


def statistics_of(network):
    phase = joint_phase(DEEP, network.units, deep_settings())
    phase.samples[:] = all_states(4, network.units)
    chains = tuple(np.ones((30, size), dtype=np.float32) for size in DEEP[1::2])
    return phase(network, chains, np.array([3, 4], dtype=np.uint64))


@pytest.mark.parametrize("units", UNITS)
def test_a_centred_step_of_a_deep_network_is_that_of_the_shifted_parametrization(units):
    rng = np.random.default_rng(6)
    offsets = tuple(rng.random(size).astype(np.float32) for size in DEEP)
    plain, centred = deep_state(units), deep_state(units, tuple(part.copy() for part in offsets))
    start = deep_state(units).network
    for state in (plain, centred):
        statistics = statistics_of(start)
        ascend(state, statistics, deep_settings(), Step.of_rate(deep_settings(), 1.0))
    nodes, edges = plain.bias_velocities, plain.weight_velocities
    shifts = [np.zeros(size) for size in DEEP]
    for n in range(3):
        wanted = edges[n] - np.outer(offsets[n], nodes[n + 1]) - np.outer(nodes[n], offsets[n + 1])
        np.testing.assert_allclose(centred.weight_velocities[n], wanted, atol=2e-6)
        shifts[n] -= wanted @ offsets[n + 1]
        shifts[n + 1] -= offsets[n] @ wanted
    for n in range(4):
        moved = centred.network.biases[n] - start.biases[n]
        np.testing.assert_allclose(moved, nodes[n] + shifts[n], atol=4e-6)


@pytest.mark.parametrize("units", UNITS)
def test_momentum_and_penalty_of_a_deep_network_enter_as_documented(units):
    plain, state = deep_state(units), deep_state(units)
    start = deep_state(units).network
    ascend(plain, statistics_of(start), deep_settings(), Step.of_rate(deep_settings(), 1.0))
    for velocity in state.weight_velocities + state.bias_velocities:
        velocity[:] = 1
    strong = deep_settings(momentum=0.5, l1=0.1)
    ascend(state, statistics_of(start), strong, Step.of_rate(strong, 0.2))
    for n in range(3):
        wanted = 0.5 + 0.2 * plain.weight_velocities[n] - 0.2 * 0.1 * np.sign(start.weights[n])
        np.testing.assert_allclose(state.weight_velocities[n], wanted, atol=1e-6)
        np.testing.assert_allclose(state.network.weights[n], start.weights[n] + wanted, atol=1e-6)
    for n in range(4):
        wanted = start.biases[n] + 0.5 + 0.2 * plain.bias_velocities[n]
        np.testing.assert_allclose(state.network.biases[n], wanted, atol=1e-6)


@pytest.mark.parametrize("units", UNITS)
def test_offsets_of_a_deep_network_follow_the_means_over_the_samples(units):
    state = deep_state(units)
    statistics = statistics_of(state.network)
    means = [values.mean(axis=0) for values in statistics.data]
    ascend(state, statistics, deep_settings(), Step.of_rate(deep_settings(), 0.01))
    for offset, mean in zip(state.offsets, means, strict=True):
        np.testing.assert_allclose(offset, 0.01 * mean, atol=1e-6)
    assert any(np.abs(mean).max() > 0.05 for mean in means)
