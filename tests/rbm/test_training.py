import dataclasses

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.exact.enumeration import kl_divergence, law, spin_states
from rgcore.rbm.likelihood import log_likelihood
from rgcore.rbm.model import Gradient
from rgcore.rbm.settings import TrainingSettings
from rgcore.rbm.training import _advance, _minibatches, random_rbm, train_rbm
from rgcore.rbm.units import free_energy, unit_functions

SETTINGS = TrainingSettings(n_epochs=3, batch_size=20, learning_rate=0.05, l1=0.1, weight_scale=0.1)
NAMES = ("weights", "visible_bias", "hidden_bias")


def silent(done, total):
    pass


def coins(n, n_visible, seed):
    return (np.random.default_rng(seed).random((n, n_visible)) < 0.5).astype(np.float32)


def train(settings, seed=1):
    samples = unit_functions(settings.units).from_spins(2 * coins(130, 6, 10) - 1)
    rng = np.random.default_rng(seed)
    return train_rbm(samples[:100], 4, settings, held_out=samples[100:], rng=rng, report=silent)


def advance_twice(settings):
    rbm = random_rbm(5, 3, settings, rng=np.random.default_rng(2))
    start, velocity = rbm.weights.copy(), Gradient(*(np.zeros_like(getattr(rbm, name)) for name in NAMES))
    gradient = Gradient(*(np.full_like(getattr(rbm, name), 0.3) for name in NAMES))
    for _ in range(2):
        _advance(rbm, velocity, gradient, settings)
    return rbm, start


def test_momentum_adds_a_share_of_the_last_step():
    rbm, start = advance_twice(dataclasses.replace(SETTINGS, l1=0, momentum=0.5))
    np.testing.assert_allclose(rbm.weights - start, 0.05 * 0.3 * (1 + 1.5), rtol=1e-5)
    np.testing.assert_allclose(rbm.visible_bias, 0.05 * 0.3 * 2.5, rtol=1e-5)
    np.testing.assert_allclose(rbm.hidden_bias, 0.05 * 0.3 * 2.5, rtol=1e-5)


def test_the_penalty_inside_the_learning_rate_is_multiplied_by_it():
    rbm, start = advance_twice(dataclasses.replace(SETTINGS, l1=0.1, momentum=0, learning_rate=0.01))
    shift = 2 * 0.01 * (0.3 - 0.1 * np.sign(start))
    np.testing.assert_allclose(rbm.weights - start, shift, atol=1e-7)


def test_the_penalty_outside_the_learning_rate_is_not():
    settings = dataclasses.replace(SETTINGS, l1=1e-4, l1_placement="outside", momentum=0, learning_rate=0.01)
    rbm, start = advance_twice(settings)
    shift = 2 * (0.01 * 0.3 - 1e-4 * np.sign(start))
    np.testing.assert_allclose(rbm.weights - start, shift, atol=1e-7)
    assert not np.allclose(rbm.weights - start, 2 * 0.01 * 0.3, atol=1e-7)


def test_biases_feel_no_penalty():
    rbm, _ = advance_twice(dataclasses.replace(SETTINGS, l1=0.2, momentum=0))
    np.testing.assert_allclose(rbm.hidden_bias, 2 * 0.05 * 0.3, rtol=1e-5)


def test_both_placements_of_the_penalty_are_one_at_the_matching_strength():
    inside, _ = train(SETTINGS)
    outside, _ = train(dataclasses.replace(SETTINGS, l1=0.1 * 0.05, l1_placement="outside"))
    np.testing.assert_array_equal(inside.weights, outside.weights)


def test_a_strong_penalty_leaves_small_weights():
    free, _ = train(dataclasses.replace(SETTINGS, l1=0, n_epochs=40))
    bound, _ = train(dataclasses.replace(SETTINGS, l1=0.05, n_epochs=40))
    assert np.abs(bound.weights).mean() < 0.3 * np.abs(free.weights).mean()


def test_every_sample_is_seen_once_per_epoch_in_a_new_order():
    samples, rng = np.arange(20, dtype=np.float32)[:, None], np.random.default_rng(3)
    epochs = [[batch.copy() for batch in _minibatches(samples, 5, rng)] for _ in range(2)]
    for batches in epochs:
        np.testing.assert_array_equal(np.sort(np.concatenate(batches), axis=0), samples)
    assert not np.array_equal(np.concatenate(epochs[0]), np.concatenate(epochs[1]))
    assert [len(batch) for batch in _minibatches(samples, 8, rng)] == [8, 8]


@pytest.mark.parametrize("units", ["spin", "binary"])
def test_the_same_stream_gives_the_same_bits(units):
    settings = dataclasses.replace(SETTINGS, units=units)
    (one, history), (other, again) = train(settings), train(settings)
    for name in NAMES:
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
        assert getattr(one, name).dtype == np.float32
    assert history.equals(again)
    assert not np.array_equal(one.weights, train(settings, seed=2)[0].weights)


@pytest.mark.parametrize(("units", "learning_rate"), [("spin", 0.02), ("binary", 0.1)])
def test_contrastive_divergence_learns_a_ring(units, learning_rate):
    states = spin_states(4).astype(int)
    target = law(0.6 * (states * np.roll(states, 1, axis=1)).sum(axis=1))
    rng, functions = np.random.default_rng(4), unit_functions(units)
    samples = functions.from_spins(states[rng.choice(16, size=4000, p=target)])
    settings = TrainingSettings(
        n_epochs=60, batch_size=50, learning_rate=learning_rate, l1=0, weight_scale=0.1, units=units
    )
    rbm, history = train_rbm(samples, 4, settings, held_out=samples[:500], rng=rng, report=silent)
    learned = kl_divergence(target, np.exp(log_likelihood(rbm, functions.from_spins(states))))
    unlearned = kl_divergence(target, np.full(16, 1 / 16))
    assert unlearned > 0.3
    assert learned < 0.06
    assert history["reconstruction_error"].iloc[-1] < 0.6


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


def test_progress_is_reported_every_epoch():
    samples, seen = coins(40, 6, 11), []
    train_rbm(
        samples,
        2,
        SETTINGS,
        held_out=samples,
        rng=np.random.default_rng(1),
        report=lambda *step: seen.append(step),
    )
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_divergence_names_the_epoch_and_what_to_lower():
    with pytest.raises(InputError, match=r"epoch 1 .*lower learning_rate \(1e\+38\)"):
        train(dataclasses.replace(SETTINGS, learning_rate=1e38))


def test_too_few_samples_are_refused():
    with pytest.raises(InputError, match="batch_size must not exceed the number of samples, got 101 for 100"):
        train(dataclasses.replace(SETTINGS, batch_size=101))
    samples = coins(40, 6, 12)
    with pytest.raises(InputError, match="held-out"):
        train_rbm(samples[:20], 2, SETTINGS, held_out=samples, rng=np.random.default_rng(1), report=silent)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("n_epochs", 0),
        ("batch_size", 0),
        ("learning_rate", 0),
        ("momentum", 1),
        ("l1", -1e-4),
        ("l1_placement", "beside"),
        ("gibbs_steps", 0),
        ("weight_scale", 0),
        ("units", "ising"),
    ],
)
def test_settings_out_of_range_are_refused(name, value):
    with pytest.raises(InputError, match=f"training: {name} must"):
        dataclasses.replace(SETTINGS, **{name: value})
