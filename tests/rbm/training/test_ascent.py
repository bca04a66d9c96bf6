"""One step of ascent: momentum, penalties, rates and the centred gradient, by hand."""

import numpy as np
import pytest

from rgcore.rbm.networks.deep_boltzmann import lowest_rbm, single_precision
from rgcore.rbm.training.ascent import Step, ascend
from rgcore.rbm.training.data.training_samples import FloatSamples
from rgcore.rbm.training.initial_state import start_at_random
from rgcore.rbm.training.joint import joint_phase
from rgcore.rbm.training.layer import layer_phase
from rgcore.rbm.training.phases.statistics import Statistics
from rgcore.rbm.training.state import TrainingState
from rgcore.rbm.units.unit_type import unit_type

from ...config_values import joint_training_settings, training_settings
from ...rounding import SINGLE, gamma
from ..small_networks import UNITS, all_states, deep_network
from .random_samples import coins

SETTINGS = training_settings(n_epochs=3, batch_size=20, learning_rate=0.05, l1=0.1, weight_scale=0.1)
NAMES = ("weights", "visible_bias", "hidden_bias")


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


def two_steps_error(start, terms):
    """Bound the rounding of two steps whose terms add up to at most ``terms``, each counted by its modulus.

    There are at most 8 roundings on the way to a step (those of its settings to float32 among them), one of the sum
    after each, and one of the difference after both.
    """
    return gamma(8 + 1) * terms + 2 * SINGLE * (np.abs(start).max() + terms)


def check_steps(moved, expected, start=0.0, terms=None):
    """Compare; the terms of a step have one sign in the parameter with the largest step, unless ``terms`` is given."""
    terms = np.abs(expected).max() if terms is None else terms
    np.testing.assert_allclose(moved, expected, rtol=0, atol=two_steps_error(start, terms))


def test_momentum_adds_a_share_of_the_last_step():
    rbm, start = ascend_twice(SETTINGS.changed(l1=0, momentum=0.5))
    check_steps(rbm.weights - start, 0.05 * 0.3 * (1 + 1.5), start)
    check_steps(rbm.visible_bias, 0.05 * 0.3 * 2.5)
    check_steps(rbm.hidden_bias, 0.05 * 0.6 * 2.5)


def test_the_penalty_inside_the_learning_rate_is_multiplied_by_it():
    rbm, start = ascend_twice(SETTINGS.changed(l1=0.1, momentum=0, learning_rate=0.01))
    check_steps(rbm.weights - start, 2 * 0.01 * (0.3 - 0.1 * np.sign(start)), start)


def test_the_penalty_outside_the_learning_rate_is_not():
    settings = SETTINGS.changed(l1=1e-4, l1_placement="outside", momentum=0, learning_rate=0.01)
    rbm, start = ascend_twice(settings)
    shift = 2 * (0.01 * 0.3 - 1e-4 * np.sign(start))
    check_steps(rbm.weights - start, shift, start)
    assert np.ptp(shift) > 100 * two_steps_error(start, np.abs(shift).max())  # the penalty is seen


def test_the_quadratic_penalty_takes_a_share_of_each_weight():
    rbm, start = ascend_twice(SETTINGS.changed(l1=0, l2=1.0, momentum=0))
    once = start + 0.05 * (0.3 - start)
    terms = 2 * 0.05 * (0.3 + np.maximum(np.abs(start), np.abs(once)).max())
    check_steps(rbm.weights - start, once + 0.05 * (0.3 - once) - start, start, terms)


def test_biases_feel_no_penalty():
    rbm, _ = ascend_twice(SETTINGS.changed(l1=0.2, l2=1.0, momentum=0))
    check_steps(rbm.hidden_bias, 2 * 0.05 * 0.6)


def test_the_rate_goes_from_the_first_to_the_last():
    falling = SETTINGS.changed(n_epochs=5, learning_rate=0.1, final_learning_rate=0.001)
    np.testing.assert_allclose([falling.rate(e) for e in (0, 2, 4)], [0.1, 0.0505, 0.001])
    exponential = falling.changed(schedule="exponential")
    np.testing.assert_allclose([exponential.rate(e) for e in (0, 2, 4)], [0.1, 0.01, 0.001])
    assert {SETTINGS.rate(epoch) for epoch in range(3)} == {0.05}
    rbm, start = ascend_twice(SETTINGS.changed(l1=0, momentum=0, n_epochs=2, final_learning_rate=0.01))
    check_steps(rbm.weights - start, (0.05 + 0.01) * 0.3, start)


def test_a_repeated_rate_has_fallen_after_a_quarter_after_half_and_after_all_of_the_epochs():
    repeated = SETTINGS.changed(
        n_epochs=12, learning_rate=0.1, final_learning_rate=0.001, schedule="repeated"
    )
    quarter = [0.1, 0.01, 0.001]
    second_half = 0.1 * 0.01 ** (np.arange(6) / 5)
    np.testing.assert_allclose([repeated.rate(e) for e in range(12)], [*quarter, *quarter, *second_half])
    for n_epochs in range(1, 9):
        assert repeated.changed(n_epochs=n_epochs).rate(0) == pytest.approx(0.1)


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
    # sums of 100 terms, here of their moduli, with at most 10 roundings more; one rounding of the parameter at the end
    moduli = [np.abs(part).astype(float) for part in (visible, hidden)]
    sums, offsets = [part.sum(axis=0) for part in moduli], (np.abs(mu), np.abs(lambda_))
    terms = moduli[0].T @ moduli[1] + np.outer(offsets[0], sums[1]) + np.outer(sums[0], offsets[1])
    error = 0.05 / 50 * gamma(100 + 10) * terms + 2 * SINGLE * np.abs(before["weights"])
    assert (np.abs(rbm.weights - before["weights"] - 0.05 * weights) <= error).all()
    steps = (signs @ visible / 50 - weights @ lambda_, signs @ hidden / 50 - mu @ weights)
    terms = (sums[0] + terms @ offsets[1], sums[1] + offsets[0] @ terms)
    for name, step, moved in zip(NAMES[1:], steps, terms, strict=True):
        error = 0.05 / 50 * gamma(100 + 10) * moved + 2 * SINGLE * np.abs(before[name])
        assert (np.abs(getattr(rbm, name) - before[name] - 0.05 * step) <= error).all()
    error = 0.01 * gamma(100 + 3) + 3 * SINGLE  # 1 % of a mean of 100, and three roundings
    for offset, old, values in zip(state.offsets, (mu, lambda_), (visible, hidden), strict=True):
        np.testing.assert_allclose(offset, 0.99 * old + 0.01 * values.mean(axis=0), rtol=0, atol=error)


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
    error = 0.05 * 2 * gamma(800 + 10) * 3  # 3 sums of 800 terms of at most 1, over a batch of 400
    mirrored = np.allclose(steps[0], -steps[1], rtol=0, atol=2 * error)
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
    nodes, edges = (
        [part.astype(float) for part in parts] for parts in (plain.bias_velocities, plain.weight_velocities)
    )
    shifts, moduli = [np.zeros(size) for size in DEEP], [np.abs(part) for part in nodes]
    # both steps share the rounded sums over samples: at most 6 roundings more on the way to each weight's step, and
    # 13 to that of a bias, with terms counted by their moduli
    for n in range(3):
        wanted = edges[n] - np.outer(offsets[n], nodes[n + 1]) - np.outer(nodes[n], offsets[n + 1])
        terms = np.abs(edges[n]) + np.outer(offsets[n], np.abs(nodes[n + 1]))
        terms += np.outer(np.abs(nodes[n]), offsets[n + 1])
        assert (np.abs(centred.weight_velocities[n] - wanted) <= gamma(6) * terms).all()
        moduli[n] += terms @ offsets[n + 1]
        moduli[n + 1] += offsets[n] @ terms
        shifts[n] -= wanted @ offsets[n + 1]
        shifts[n + 1] -= offsets[n] @ wanted
    for n in range(4):
        moved = centred.network.biases[n] - start.biases[n]
        error = gamma(6 + 4 + 3) * moduli[n] + 4 * SINGLE * np.abs(start.biases[n])
        assert (np.abs(moved - nodes[n] - shifts[n]) <= error).all()


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
        error = gamma(6) * (
            0.5 + 0.2 * np.abs(plain.weight_velocities[n]) + 0.02
        )  # 6 roundings of three terms
        assert (np.abs(state.weight_velocities[n] - wanted) <= error).all()
        error += 2 * SINGLE * np.abs(state.network.weights[n])  # and those of the sum, here and there
        assert (np.abs(state.network.weights[n] - start.weights[n] - wanted) <= error).all()
    for n in range(4):
        wanted = 0.5 + 0.2 * plain.bias_velocities[n]
        error = gamma(6) * (0.5 + 0.2 * np.abs(plain.bias_velocities[n])) + 2 * SINGLE * np.abs(
            start.biases[n]
        )
        assert (np.abs(state.network.biases[n] - start.biases[n] - wanted) <= error).all()


@pytest.mark.parametrize("units", UNITS)
def test_offsets_of_a_deep_network_follow_the_means_over_the_samples(units):
    state = deep_state(units)
    statistics = statistics_of(state.network)
    means = [values.mean(axis=0) for values in statistics.data]
    ascend(state, statistics, deep_settings(), Step.of_rate(deep_settings(), 0.01))
    for offset, mean in zip(state.offsets, means, strict=True):
        error = 0.01 * gamma(16 + 3)  # 1 % of a mean of 16 values of at most 1, and three roundings
        np.testing.assert_allclose(offset, 0.01 * mean, rtol=0, atol=error)
    assert any(np.abs(mean).max() > 0.05 for mean in means)
