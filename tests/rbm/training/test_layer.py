"""Training of one RBM: symmetry, penalties, streams, and a ring that is learned."""

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.exact.enumerated_states import boltzmann_distribution, kl_divergence, spin_states
from rgcore.rbm.likelihood.exact_likelihood import log_likelihood
from rgcore.rbm.networks.restricted import free_energy
from rgcore.rbm.training.data.training_samples import FloatSamples, TrainingData
from rgcore.rbm.training.layer import train_rbm
from rgcore.rbm.units.unit_type import unit_type

from ...config_values import training_settings
from ..small_networks import TUNED, UNITS
from .random_samples import coins, data_of

SETTINGS = training_settings(n_epochs=3, batch_size=20, learning_rate=0.05, l1=0.1, weight_scale=0.1)
NAMES = ("weights", "visible_bias", "hidden_bias")


def silent(done, total):
    pass


def train(settings, seed=1, **watching):
    values = unit_type(settings.units).from_spins(2 * coins(130, 6, 10) - 1)
    rng = np.random.default_rng(seed)
    return train_rbm(data_of(values, 30), 4, settings, rng=rng, report=silent, **watching)


@pytest.mark.parametrize("units", TUNED)
def test_without_fields_a_state_is_as_likely_as_its_mirror_image(units):
    settings = SETTINGS.changed(units=units, fields="zero", l1=0, n_epochs=100, learning_rate=0.1)
    rbm, _ = train(settings)
    spins = spin_states(6)
    energies = [free_energy(rbm, unit_type(units).from_spins(s)) for s in (spins, -spins)]
    np.testing.assert_allclose(*energies, atol=1e-4)
    assert np.ptp(energies[0]) > 0.01  # and it has learned something


def test_both_placements_of_the_penalty_are_one_at_the_matching_strength():
    inside, _ = train(SETTINGS)
    outside, _ = train(SETTINGS.changed(l1=0.1 * 0.05, l1_placement="outside"))
    np.testing.assert_array_equal(inside.weights, outside.weights)


def test_a_strong_penalty_leaves_small_weights():
    free, _ = train(SETTINGS.changed(l1=0, n_epochs=40))
    bound, _ = train(SETTINGS.changed(l1=0.05, n_epochs=40))
    assert np.abs(bound.weights).mean() < 0.3 * np.abs(free.weights).mean()


@pytest.mark.parametrize("units", UNITS)
def test_the_same_stream_gives_the_same_bits(units):
    settings = SETTINGS.changed(units=units)
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
    ("binary", 0.1, {"algorithm": "enumeration"}),
]


@pytest.mark.parametrize(("units", "learning_rate", "options"), LEARNING)
def test_a_ring_is_learned(units, learning_rate, options):
    states = spin_states(4).astype(int)
    target = boltzmann_distribution(0.6 * (states * np.roll(states, 1, axis=1)).sum(axis=1))
    rng, functions = np.random.default_rng(4), unit_type(units)
    samples = functions.from_spins(states[rng.choice(16, size=4000, p=target)])
    settings = training_settings(
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


def test_samples_beyond_their_units_are_refused():
    data = data_of(2 * coins(60, 6, 1) - 1, 30)
    with pytest.raises(InputError, match="for binary units must be from 0 to 1, got -1 to 1"):
        train_rbm(data, 2, SETTINGS, rng=np.random.default_rng(1), report=silent)


@pytest.mark.parametrize("view", [np.ones((9, 5)), np.ones(6), np.full((9, 6), np.nan), "abc"])
def test_receptive_fields_of_other_units_are_refused_before_the_training(view):
    data = data_of(coins(60, 6, 1), 30)._replace(view=view)
    with pytest.raises(InputError, match="training: the view of the data must"):
        train_rbm(data, 2, SETTINGS, rng=np.random.default_rng(1), report=lambda *_: pytest.fail("trained"))


def test_a_layer_without_units_is_refused():
    with pytest.raises(InputError, match="n_hidden must be from 1 to 1000000, got 0"):
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
    with pytest.raises(InputError, match=f"TrainingSettings: {name} must"):
        SETTINGS.changed(**{name: value})
