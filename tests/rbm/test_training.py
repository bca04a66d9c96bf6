import dataclasses

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.exact.enumeration import kl_divergence, law, spin_states
from rgcore.rbm.ascent import Step, ascend
from rgcore.rbm.contrastive_divergence import Workspace, contrastive_divergence
from rgcore.rbm.diagnostics import Diagnostics
from rgcore.rbm.likelihood import log_likelihood
from rgcore.rbm.minibatches import Minibatches
from rgcore.rbm.model import RBM
from rgcore.rbm.pseudo_likelihood import pseudo_log_likelihood
from rgcore.rbm.samples import FloatSamples, TrainingData
from rgcore.rbm.settings import TrainingSettings
from rgcore.rbm.training import train_rbm
from rgcore.rbm.training_state import TrainingState
from rgcore.rbm.units import free_energy, unit_functions

SETTINGS = TrainingSettings(n_epochs=3, batch_size=20, learning_rate=0.05, l1=0.1, weight_scale=0.1)
NAMES = ("weights", "visible_bias", "hidden_bias")


def silent(done, total):
    pass


def coins(n, n_visible, seed):
    return (np.random.default_rng(seed).random((n, n_visible)) < 0.5).astype(np.float32)


def data_of(values, n_held_out):
    return TrainingData(FloatSamples(values[:-n_held_out]), FloatSamples(values[-n_held_out:]))


def train(settings, seed=1, **watching):
    values = unit_functions(settings.units).from_spins(2 * coins(130, 6, 10) - 1)
    rng = np.random.default_rng(seed)
    return train_rbm(data_of(values, 30), 4, settings, rng=rng, report=silent, **watching)


def ascend_twice(settings):
    """Two steps along a gradient of 0.3 for every weight and of 0.3 and 0.6 for the biases."""
    samples = FloatSamples(np.zeros((4, 5)))
    settings = dataclasses.replace(settings, batch_size=1)
    state = TrainingState.begin(samples, 3, settings, rng=np.random.default_rng(2))
    start, work = state.rbm.weights.copy(), Workspace.for_batch(1, 5, 3)
    work.data[:], work.model[:], work.data_means[:], work.model_means[:] = 0.5, 0.2, 0.6, 0
    for epoch in range(2):
        ascend(state, work, settings, Step.of_epoch(settings, epoch))
    return state.rbm, start


def test_momentum_adds_a_share_of_the_last_step():
    rbm, start = ascend_twice(dataclasses.replace(SETTINGS, l1=0, momentum=0.5))
    np.testing.assert_allclose(rbm.weights - start, 0.05 * 0.3 * (1 + 1.5), rtol=1e-5)
    np.testing.assert_allclose(rbm.visible_bias, 0.05 * 0.3 * 2.5, rtol=1e-5)
    np.testing.assert_allclose(rbm.hidden_bias, 0.05 * 0.6 * 2.5, rtol=1e-5)


def test_the_penalty_inside_the_learning_rate_is_multiplied_by_it():
    rbm, start = ascend_twice(dataclasses.replace(SETTINGS, l1=0.1, momentum=0, learning_rate=0.01))
    shift = 2 * 0.01 * (0.3 - 0.1 * np.sign(start))
    np.testing.assert_allclose(rbm.weights - start, shift, atol=1e-7)


def test_the_penalty_outside_the_learning_rate_is_not():
    settings = dataclasses.replace(SETTINGS, l1=1e-4, l1_placement="outside", momentum=0, learning_rate=0.01)
    rbm, start = ascend_twice(settings)
    shift = 2 * (0.01 * 0.3 - 1e-4 * np.sign(start))
    np.testing.assert_allclose(rbm.weights - start, shift, atol=1e-7)
    assert not np.allclose(rbm.weights - start, 2 * 0.01 * 0.3, atol=1e-7)


def test_the_quadratic_penalty_takes_a_share_of_each_weight():
    rbm, start = ascend_twice(dataclasses.replace(SETTINGS, l1=0, l2=2.0, momentum=0))
    once = start + 0.05 * (0.3 - 2 * start)
    np.testing.assert_allclose(rbm.weights, once + 0.05 * (0.3 - 2 * once), atol=1e-7)


def test_biases_feel_no_penalty():
    rbm, _ = ascend_twice(dataclasses.replace(SETTINGS, l1=0.2, l2=1.0, momentum=0))
    np.testing.assert_allclose(rbm.hidden_bias, 2 * 0.05 * 0.6, rtol=1e-5)


def test_the_rate_goes_from_the_first_to_the_last():
    falling = dataclasses.replace(SETTINGS, n_epochs=5, learning_rate=0.1, final_learning_rate=0.001)
    np.testing.assert_allclose([falling.rate(e) for e in (0, 2, 4)], [0.1, 0.0505, 0.001])
    exponential = dataclasses.replace(falling, schedule="exponential")
    np.testing.assert_allclose([exponential.rate(e) for e in (0, 2, 4)], [0.1, 0.01, 0.001])
    assert {SETTINGS.rate(epoch) for epoch in range(3)} == {0.05}
    rbm, start = ascend_twice(
        dataclasses.replace(SETTINGS, l1=0, momentum=0, n_epochs=2, final_learning_rate=0.01)
    )
    np.testing.assert_allclose(rbm.weights - start, (0.05 + 0.01) * 0.3, rtol=1e-5)


@pytest.mark.parametrize("units", ["spin", "binary"])
def test_the_centred_gradient_is_that_of_the_centred_parametrization(units):
    settings = dataclasses.replace(
        SETTINGS, units=units, gradient="centered", l1=0, momentum=0, batch_size=50, n_epochs=1
    )
    values = unit_functions(units).from_spins(2 * coins(50, 6, 3) - 1)
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


@pytest.mark.parametrize("units", ["spin", "binary"])
def test_without_fields_a_state_is_as_likely_as_its_mirror_image(units):
    settings = dataclasses.replace(
        SETTINGS, units=units, fields="zero", l1=0, n_epochs=100, learning_rate=0.1
    )
    rbm, _ = train(settings)
    spins = spin_states(6)
    energies = [free_energy(rbm, unit_functions(units).from_spins(s)) for s in (spins, -spins)]
    np.testing.assert_allclose(*energies, atol=1e-4)
    assert np.ptp(energies[0]) > 0.01  # and it has learned something


@pytest.mark.parametrize(("gradient", "fields"), [("plain", "free"), ("centered", "free"), ("plain", "zero")])
def test_mirrored_binary_data_are_learned_as_well_by_the_centred_gradient_alone(gradient, fields):
    # the plain gradient of 0/1 units prefers rare ones; centred, the mirror image gives the mirrored machine
    spins = np.where(np.random.default_rng(8).random((400, 6)) < 0.15, 1, -1)
    settings = dataclasses.replace(
        SETTINGS, gradient=gradient, fields=fields, n_epochs=1, batch_size=400, l1=0, weight_scale=1e-6
    )
    steps = []
    for data in (spins, -spins):
        values = unit_functions("binary").from_spins(data)
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


def test_both_placements_of_the_penalty_are_one_at_the_matching_strength():
    inside, _ = train(SETTINGS)
    outside, _ = train(dataclasses.replace(SETTINGS, l1=0.1 * 0.05, l1_placement="outside"))
    np.testing.assert_array_equal(inside.weights, outside.weights)


def test_a_strong_penalty_leaves_small_weights():
    free, _ = train(dataclasses.replace(SETTINGS, l1=0, n_epochs=40))
    bound, _ = train(dataclasses.replace(SETTINGS, l1=0.05, n_epochs=40))
    assert np.abs(bound.weights).mean() < 0.3 * np.abs(free.weights).mean()


def test_every_sample_is_seen_once_per_epoch_in_a_new_order():
    samples, rng = FloatSamples(np.arange(20.0)[:, None]), np.random.default_rng(3)
    settings, epochs = dataclasses.replace(SETTINGS, batch_size=5), []
    for _ in range(2):
        batches, seen = Minibatches.of_epoch(samples, settings, rng=rng), np.empty((20, 1), np.float32)
        assert len(batches) == 4
        for batch in range(4):
            batches.take(batch, seen[5 * batch : 5 * batch + 5])
        epochs.append(seen)
        np.testing.assert_array_equal(np.sort(seen, axis=0), np.arange(20)[:, None])
    assert not np.array_equal(*epochs)
    assert len(Minibatches.of_epoch(samples, dataclasses.replace(settings, batch_size=8), rng=rng)) == 2


def test_layer_inputs_can_be_states_drawn_with_the_means():
    means = np.tile(np.linspace(0, 1, 11, dtype=np.float32), (2000, 1))
    settings = dataclasses.replace(SETTINGS, batch_size=2000, layer_inputs="samples")
    drawn = np.empty((2000, 11), np.float32)
    batches = Minibatches.of_epoch(FloatSamples(means), settings, rng=np.random.default_rng(3))
    first = batches.take(0, drawn)
    assert set(np.unique(drawn)) == {0, 1}
    deviations = (drawn.mean(axis=0) - means[0]) / np.maximum(np.sqrt(means[0] * (1 - means[0]) / 2000), 1e-9)
    assert np.abs(deviations).max() < 4
    again = np.empty_like(drawn)
    assert (batches.take(0, again) == first).all()
    np.testing.assert_array_equal(drawn, again)


@pytest.mark.parametrize("units", ["spin", "binary"])
def test_the_same_stream_gives_the_same_bits(units):
    settings = dataclasses.replace(SETTINGS, units=units)
    (one, history), (other, again) = train(settings), train(settings)
    for name in NAMES:
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
        assert getattr(one, name).dtype == np.float32
    assert history.equals(again)
    assert not np.array_equal(one.weights, train(settings, seed=2)[0].weights)


LEARNING = [
    ("spin", 0.02, {}),
    ("binary", 0.1, {}),
    ("spin", 0.02, {"gradient": "centered"}),
    ("binary", 0.1, {"gradient": "centered"}),
    ("binary", 0.1, {"fields": "zero"}),
    ("spin", 0.02, {"algorithm": "persistent_contrastive_divergence", "final_learning_rate": 0.001}),
]


@pytest.mark.parametrize(("units", "learning_rate", "options"), LEARNING)
def test_a_ring_is_learned(units, learning_rate, options):
    states = spin_states(4).astype(int)
    target = law(0.6 * (states * np.roll(states, 1, axis=1)).sum(axis=1))
    rng, functions = np.random.default_rng(4), unit_functions(units)
    samples = functions.from_spins(states[rng.choice(16, size=4000, p=target)])
    settings = TrainingSettings(
        n_epochs=60,
        batch_size=50,
        learning_rate=learning_rate,
        l1=0,
        weight_scale=0.1,
        units=units,
        **options,
    )
    data = TrainingData(FloatSamples(samples), FloatSamples(samples[:500]))
    rbm, history = train_rbm(data, 4, settings, rng=rng, report=silent)
    learned = kl_divergence(target, np.exp(log_likelihood(rbm, functions.from_spins(states))))
    unlearned = kl_divergence(target, np.full(16, 1 / 16))
    assert unlearned > 0.3
    assert learned < 0.06
    assert history["reconstruction_error"].iloc[-1] < 0.6
    assert history["pseudo_log_likelihood"].iloc[-1] > -np.log(2) + 0.2


@pytest.mark.parametrize("units", ["spin", "binary"])
def test_history_says_what_it_says(units):
    settings = dataclasses.replace(SETTINGS, units=units)
    functions = unit_functions(units)
    rbm, history = train(settings)
    spins = 2 * coins(130, 6, 10) - 1
    seen, held_out = functions.from_spins(spins[:30]), functions.from_spins(spins[100:])
    hidden = functions.mean_h_from_v(rbm, held_out)
    back = functions.to_spins(functions.mean_v_from_h(rbm, hidden))
    last = history.iloc[-1]
    assert list(history["epoch"]) == [1, 2, 3]
    assert last["reconstruction_error"] == pytest.approx(np.mean((back - spins[100:]) ** 2), rel=1e-5)
    gap = free_energy(rbm, held_out).mean() - free_energy(rbm, seen).mean()
    assert last["free_energy_gap"] == pytest.approx(gap, abs=1e-5)
    assert last["weight_norm"] == pytest.approx(np.sqrt(np.mean(rbm.weights**2)), rel=1e-5)
    assert last["active_fraction"] == pytest.approx((functions.to_spins(hidden).mean() + 1) / 2, rel=1e-5)
    deviations = functions.to_spins(hidden).std(axis=0) / 2
    assert last["dead_fraction"] == np.mean(deviations < 0.01)
    exact = pseudo_log_likelihood(rbm, held_out, rng=np.random.default_rng(1)).mean() / 6
    assert last["pseudo_log_likelihood"] == pytest.approx(exact, abs=5 * last["pseudo_log_likelihood_err"])


def test_a_unit_that_never_changes_is_dead():
    rbm = RBM(
        weights=np.float32([[2, 0, 0.001]] * 4),
        visible_bias=np.zeros(4, np.float32),
        hidden_bias=np.float32([0, 0, 5]),
        units="spin",
    )
    data = data_of(2 * coins(60, 4, 2) - 1, 30)
    record = Diagnostics(data).record(rbm, rng=np.random.default_rng(1))
    assert record["dead_fraction"] == pytest.approx(2 / 3)


def test_progress_is_reported_every_epoch():
    seen = []
    train_rbm(
        data_of(coins(80, 6, 11), 40),
        2,
        SETTINGS,
        rng=np.random.default_rng(1),
        report=lambda *step: seen.append(step),
    )
    assert seen == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("rate", [1e38, 400.0])
def test_divergence_names_the_epoch_the_batch_and_what_to_lower(rate):
    wanted = r"no weight may grow beyond 100 .* in epoch 1, batch \d of the layer 6-4: lower learning_rate \("
    with np.errstate(all="ignore"), pytest.raises(InputError, match=wanted):
        train(dataclasses.replace(SETTINGS, learning_rate=rate, momentum=0.9))


def test_too_few_samples_are_refused():
    with pytest.raises(InputError, match="batch_size must not exceed the number of samples, got 101 for 100"):
        train(dataclasses.replace(SETTINGS, batch_size=101))
    samples = FloatSamples(coins(40, 6, 12))
    few = FloatSamples(coins(20, 6, 12))
    with pytest.raises(InputError, match=r"held-out samples, .* got 40 of 6 units beside 20 of 6"):
        train_rbm(TrainingData(few, samples), 2, SETTINGS, rng=np.random.default_rng(1), report=silent)


def test_samples_beyond_their_units_are_refused():
    data = data_of(2 * coins(60, 6, 1) - 1, 30)
    with pytest.raises(InputError, match="for binary units must be from 0 to 1, got -1 to 1"):
        train_rbm(data, 2, SETTINGS, rng=np.random.default_rng(1), report=silent)


def test_a_layer_without_units_is_refused():
    with pytest.raises(InputError, match="at least 1 unit, got 0"):
        train_rbm(data_of(coins(60, 6, 1), 30), 0, SETTINGS, rng=np.random.default_rng(1), report=silent)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("n_epochs", 0),
        ("batch_size", 0),
        ("learning_rate", 0),
        ("momentum", 1),
        ("l1", -1e-4),
        ("l1_placement", "beside"),
        ("l2", -1),
        ("final_learning_rate", 0.0),
        ("schedule", "cosine"),
        ("algorithm", "gibbs"),
        ("gradient", "natural"),
        ("fields", "weak"),
        ("layer_inputs", "spins"),
        ("gibbs_steps", 0),
        ("weight_scale", 0),
        ("units", "ising"),
    ],
)
def test_settings_out_of_range_are_refused(name, value):
    with pytest.raises(InputError, match=f"training: {name} must"):
        dataclasses.replace(SETTINGS, **{name: value})
