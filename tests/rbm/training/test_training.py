import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.exact.enumeration import boltzmann_distribution, kl_divergence, spin_states
from rgcore.rbm.likelihood.enumeration import log_likelihood
from rgcore.rbm.networks.restricted import free_energy
from rgcore.rbm.training.ascent import Step, ascend
from rgcore.rbm.training.contrastive_divergence import Workspace, contrastive_divergence
from rgcore.rbm.training.diagnostics import Diagnostics
from rgcore.rbm.training.minibatches import Minibatches
from rgcore.rbm.training.samples import FloatSamples, TrainingData
from rgcore.rbm.training.trainer import train_rbm
from rgcore.rbm.training.training_state import TrainingState
from rgcore.rbm.units.unit_type import unit_type

from ...config_values import training_settings
from ..small_networks import UNITS

SETTINGS = training_settings(n_epochs=3, batch_size=20, learning_rate=0.05, l1=0.1, weight_scale=0.1)
NAMES = ("weights", "visible_bias", "hidden_bias")


def silent(done, total):
    pass


def coins(n, n_visible, seed):
    return (np.random.default_rng(seed).random((n, n_visible)) < 0.5).astype(np.float32)


def data_of(values, n_held_out):
    return TrainingData(FloatSamples(values[:-n_held_out]), FloatSamples(values[-n_held_out:]))


def train(settings, seed=1, **watching):
    values = unit_type(settings.units).from_spins(2 * coins(130, 6, 10) - 1)
    rng = np.random.default_rng(seed)
    return train_rbm(data_of(values, 30), 4, settings, rng=rng, report=silent, **watching)


def by_hand(settings):
    """What train_rbm should do, its parts called one after the other."""
    values = unit_type(settings.units).from_spins(2 * coins(130, 6, 10) - 1)
    data, rng = data_of(values, 30), np.random.default_rng(1)
    state = TrainingState.begin(data.training, 4, settings, rng=rng)
    work = Workspace.for_batch(settings.batch_size, 6, 4)
    persistent = settings.algorithm == "persistent_contrastive_divergence"
    rates = np.linspace(settings.learning_rate, settings.final_learning_rate, settings.n_epochs)
    for rate in rates:
        batches = Minibatches.of_epoch(data.training, settings, rng=rng)
        step = Step.of(
            rate=rate,
            batch_size=settings.batch_size,
            momentum=settings.momentum,
            l1=rate * settings.l1,
            l2=rate * settings.l2,
        )
        for batch in range(5):
            stream = batches.take(batch, work.data)
            chains = state.chains if persistent else None
            contrastive_divergence(state.rbm, work, settings.gibbs_steps, stream, chains)
            ascend(state, work, settings, step)
        Diagnostics(data).record(state.rbm, rng=rng)
    return state.rbm


OPTIONS = {
    "algorithm": "persistent_contrastive_divergence",
    "gibbs_steps": 3,
    "final_learning_rate": 0.001,
    "momentum": 0.9,
    "l1": 0.3,
    "l2": 0.3,
    "gradient": "centered",
    "fields": "zero",
    "layer_inputs": "samples",
    "batch_size": 19,
    "weight_scale": 0.2,
}


@pytest.mark.parametrize("option", [None, *OPTIONS])
def test_training_does_what_its_settings_say(option):
    standard = SETTINGS.changed(final_learning_rate=0.05)
    settings = standard.changed(**({option: OPTIONS[option]} if option else {}))
    rbm, wanted = train(settings)[0], by_hand(settings)
    for name in NAMES:
        np.testing.assert_array_equal(getattr(rbm, name), getattr(wanted, name))
    if option:
        assert not np.array_equal(rbm.weights, by_hand(standard).weights)


@pytest.mark.parametrize("units", UNITS)
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


def test_every_sample_is_seen_once_per_epoch_in_a_new_order():
    samples, rng = FloatSamples(np.arange(20.0)[:, None]), np.random.default_rng(3)
    settings, epochs = SETTINGS.changed(batch_size=5), []
    for _ in range(2):
        batches, seen = Minibatches.of_epoch(samples, settings, rng=rng), np.empty((20, 1), np.float32)
        assert len(batches) == 4
        for batch in range(4):
            batches.take(batch, seen[5 * batch : 5 * batch + 5])
        epochs.append(seen)
        np.testing.assert_array_equal(np.sort(seen, axis=0), np.arange(20)[:, None])
    assert not np.array_equal(*epochs)
    assert len(Minibatches.of_epoch(samples, settings.changed(batch_size=8), rng=rng)) == 2


def test_layer_inputs_can_be_states_drawn_with_the_means():
    means = np.tile(np.linspace(0, 1, 11, dtype=np.float32), (2000, 1))
    settings = SETTINGS.changed(batch_size=2000, layer_inputs="samples")
    drawn = np.empty((2000, 11), np.float32)
    batches = Minibatches.of_epoch(FloatSamples(means), settings, rng=np.random.default_rng(3))
    first = batches.take(0, drawn)
    assert set(np.unique(drawn)) == {0, 1}
    deviations = (drawn.mean(axis=0) - means[0]) / np.maximum(np.sqrt(means[0] * (1 - means[0]) / 2000), 1e-9)
    assert np.abs(deviations).max() < 4
    again = np.empty_like(drawn)
    assert (batches.take(0, again) == first).all()
    np.testing.assert_array_equal(drawn, again)


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
        train(SETTINGS.model_copy(update={"learning_rate": rate, "momentum": 0.9}))


def test_too_few_samples_are_refused():
    with pytest.raises(InputError, match="batch_size must not exceed the number of samples, got 101 for 100"):
        train(SETTINGS.changed(batch_size=101))
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
    with pytest.raises(InputError, match=f"TrainingSettings: {name} must"):
        SETTINGS.changed(**{name: value})
