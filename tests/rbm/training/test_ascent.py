import numpy as np
import pytest

from rgcore.rbm.training.ascent import Step, ascend
from rgcore.rbm.training.contrastive_divergence import Workspace, contrastive_divergence
from rgcore.rbm.training.samples import FloatSamples
from rgcore.rbm.training.training_state import TrainingState
from rgcore.rbm.units.unit_type import unit_type

from ...config_values import training_settings
from ..small_networks import UNITS

SETTINGS = training_settings(n_epochs=3, batch_size=20, learning_rate=0.05, l1=0.1, weight_scale=0.1)
NAMES = ("weights", "visible_bias", "hidden_bias")


def coins(n, n_visible, seed):
    return (np.random.default_rng(seed).random((n, n_visible)) < 0.5).astype(np.float32)


def ascend_twice(settings):
    """Two steps along a gradient of 0.3 for every weight and of 0.3 and 0.6 for the biases."""
    samples = FloatSamples(np.zeros((4, 5)))
    settings = settings.changed(batch_size=1)
    state = TrainingState.begin(samples, 3, settings, rng=np.random.default_rng(2))
    start, work = state.rbm.weights.copy(), Workspace.for_batch(1, 5, 3)
    work.data[:], work.model[:], work.data_means[:], work.model_means[:] = 0.5, 0.2, 0.6, 0
    for epoch in range(2):
        ascend(state, work, settings, Step.of_epoch(settings, epoch))
    return state.rbm, start


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
    state = TrainingState.begin(FloatSamples(values), 4, settings, rng=np.random.default_rng(2))
    mu, lambda_ = (offset.astype(float) for offset in (state.visible_offset, state.hidden_offset))
    np.testing.assert_allclose(mu, values.mean(axis=0), rtol=1e-6)
    lambda_ += 0.1
    state.hidden_offset += np.float32(0.1)
    before = {name: getattr(state.rbm, name).astype(float) for name in NAMES}
    work = Workspace.for_batch(50, 6, 4)
    work.data[:] = values
    contrastive_divergence(state.rbm, work, 1, np.array([1, 2], dtype=np.uint64))
    signs = np.repeat([1.0, -1.0], 50)
    hidden = signs[:, None] * work.hidden
    weights = (work.visible - mu).T @ (signs[:, None] * (hidden - lambda_)) / 50
    ascend(state, work, settings, Step.of_epoch(settings, 0))
    np.testing.assert_allclose(state.rbm.weights, before["weights"] + 0.05 * weights, atol=1e-6)
    step = 0.05 * (signs @ work.visible / 50 - weights @ lambda_)
    np.testing.assert_allclose(state.rbm.visible_bias, before["visible_bias"] + step, atol=1e-6)
    step = 0.05 * (signs @ hidden / 50 - mu @ weights)
    np.testing.assert_allclose(state.rbm.hidden_bias, before["hidden_bias"] + step, atol=1e-6)
    both = (work.data + work.model).mean(axis=0) / 2
    np.testing.assert_allclose(state.visible_offset, 0.99 * mu + 0.01 * both, atol=1e-6)
    np.testing.assert_allclose(state.hidden_offset, 0.99 * lambda_ + 0.01 * hidden.mean(axis=0), atol=1e-6)


@pytest.mark.parametrize(("gradient", "fields"), [("plain", "free"), ("centered", "free"), ("plain", "zero")])
def test_mirrored_binary_data_are_learned_as_well_by_the_centred_gradient_alone(gradient, fields):
    # the plain gradient of 0/1 units prefers rare ones; centred, the mirror image gives the mirrored machine
    spins = np.where(np.random.default_rng(8).random((400, 6)) < 0.15, 1, -1)
    settings = SETTINGS.changed(
        gradient=gradient, fields=fields, n_epochs=1, batch_size=400, l1=0, weight_scale=1e-6
    )
    steps = []
    for data in (spins, -spins):
        values = unit_type("binary").from_spins(data)
        state = TrainingState.begin(FloatSamples(values), 4, settings, rng=np.random.default_rng(2))
        work = Workspace.for_batch(400, 6, 4)
        work.data[:] = values
        work.model[:] = 0.5
        work.data_means[:] = 0.5 + 0.3 * spins[:, :4]
        work.model_means[:] = -0.5
        start = state.rbm.weights.copy()
        ascend(state, work, settings, Step.of_epoch(settings, 0))
        steps.append(state.rbm.weights - start)
    mirrored = np.allclose(steps[0], -steps[1], atol=1e-6)
    assert mirrored == (gradient == "centered" or fields == "zero")
