"""Joint training of a deep Boltzmann machine, compared with the greedy stack by enumeration."""

from dataclasses import replace

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.exact.enumerated_states import boltzmann_distribution, spin_states
from rgcore.rbm.likelihood.mean_field import mean_field
from rgcore.rbm.networks.deep_belief import DeepBeliefNetwork
from rgcore.rbm.networks.deep_boltzmann import energy_of_layers, from_stack
from rgcore.rbm.networks.restricted import RBM
from rgcore.rbm.training.data.training_samples import FloatSamples, TrainingData
from rgcore.rbm.training.exact_fit import fit_exactly
from rgcore.rbm.training.initial_state import start_at_random, start_from_stack
from rgcore.rbm.training.joint import train_dbm
from rgcore.rbm.units.unit_type import unit_type

from ...config_values import joint_training_settings, training_settings
from ..small_networks import TUNED, UNITS, exact_log_likelihoods, exact_stack_log_likelihoods, log_joint

every_unit_type = pytest.mark.parametrize("units", UNITS)


def silent(done, total):
    pass


def settings(**changed):
    standard = {
        "n_epochs": 3,
        "batch_size": 20,
        "n_chains": 15,
        "learning_rate": 0.02,
        "l1": 0.0,
        "fields": "free",
    }
    return joint_training_settings(**(standard | {"final_learning_rate": 0.001} | changed))


def small_rbm(n_visible, n_hidden, units, rng):
    return RBM(
        weights=(0.1 * rng.standard_normal((n_visible, n_hidden))).astype(np.float32),
        visible_bias=np.zeros(n_visible, dtype=np.float32),
        hidden_bias=np.zeros(n_hidden, dtype=np.float32),
        units=units,
    )


def small_stack(units):
    rng = np.random.default_rng(1)
    shapes = ((9, 6), (6, 4), (4, 3))
    return DeepBeliefNetwork(tuple(small_rbm(*shape, units, rng) for shape in shapes))


def noise(units, n=70):
    spins = 2 * np.random.default_rng(2).integers(0, 2, size=(n, 9)) - 1
    values = unit_type(units).from_spins(spins)
    return TrainingData(FloatSamples(values[: n - 20]), FloatSamples(values[n - 20 :]))


def train(units, **changed):
    arguments = {"rng": np.random.default_rng(3), "report": silent} | changed
    joint = arguments.pop("joint", settings())
    return train_dbm(small_stack(units), noise(units), joint, **arguments)


def ising_distribution(coupling=0.35):
    spins = spin_states(9).astype(int)
    lattice = spins.reshape(-1, 3, 3)
    bonds = sum((lattice * np.roll(lattice, 1, axis)).sum(axis=(1, 2)) for axis in (1, 2))
    return spins, boltzmann_distribution(coupling * bonds)


def greedy_stack(units, target, n_iterations):
    """A stack of two exactly fitted RBMs, the upper one to the distribution of the hidden states of the lower."""
    rng, functions = np.random.default_rng(4), unit_type(units)
    layers = []
    for n_visible, n_hidden in ((9, 4), (4, 2)):
        start = small_rbm(n_visible, n_hidden, units, rng)
        visible = functions.from_spins(spin_states(n_visible)).astype(float)
        layers.append(fit_exactly(start, visible, target, n_iterations=n_iterations))
        joint = log_joint(layers[-1])
        target = target @ np.exp(joint - np.logaddexp.reduce(joint, axis=1)[:, None])
    return DeepBeliefNetwork(tuple(layers))


@pytest.mark.parametrize("units", TUNED)
def test_training_raises_the_exact_likelihood_above_that_of_the_greedy_stack(units):
    spins, target = ising_distribution()
    network, rng = greedy_stack(units, target, n_iterations=8), np.random.default_rng(5)
    values = unit_type(units).from_spins(spins[rng.choice(512, 4200, p=target)])
    data = TrainingData(FloatSamples(values[:4000]), FloatSamples(values[4000:]))
    rate = 0.02 if units == "spin" else 0.2
    joint = settings(
        n_epochs=40, batch_size=50, n_chains=100, learning_rate=rate, final_learning_rate=rate / 100
    )
    dbm, _ = train_dbm(network, data, joint, rng=rng, report=silent)
    before, after = target @ exact_stack_log_likelihoods(network), target @ exact_log_likelihoods(dbm)
    assert after > before + 0.02
    assert after > target @ np.log(target) - 0.15


@every_unit_type
def test_zero_fields_keep_the_energy_of_mirrored_states(units):
    dbm, _ = train(units, joint=settings(fields="zero"))
    spins = [np.random.default_rng(8).choice([-1, 1], size=(50, size)) for size in dbm.sizes]
    energies = [
        energy_of_layers(dbm, [unit_type(units).from_spins(sign * layer) for layer in spins])
        for sign in (1, -1)
    ]
    np.testing.assert_allclose(*energies, atol=1e-5)
    assert all(np.abs(weights).max() > 0.05 for weights in dbm.weights[:1])


@every_unit_type
def test_history_has_a_finite_row_per_epoch(units):
    _, history = train(units)
    assert list(history["epoch"]) == [1, 2, 3]
    assert [f"weight_norm_{layer}" for layer in (1, 2, 3)] == list(history.filter(like="weight_norm"))
    assert np.isfinite(history.to_numpy()).all()
    assert (history["mean_field_steps"] >= 1).all()


def test_the_network_is_left_untouched():
    network = small_stack("spin")
    kept = [rbm.weights.copy() for rbm in network.layers]
    train_dbm(network, noise("spin"), settings(), rng=np.random.default_rng(6), report=silent)
    for rbm, weights in zip(network.layers, kept, strict=True):
        np.testing.assert_array_equal(rbm.weights, weights)


@pytest.mark.parametrize(
    "wrong",
    [
        {"n_epochs": 0},
        {"n_chains": 0},
        {"gibbs_steps": 0},
        {"n_mean_field_steps": 0},
        {"learning_rate": 0.0},
        {"final_learning_rate": 0.03},
        {"momentum": 1.0},
        {"l1": -1.0},
        {"mean_field_tolerance": -1e-3},
        {"upper_scale": 1.5},
        {"upper_scale": 0.0},
        {"fields": "weak"},
    ],
)
def test_settings_out_of_range_are_named(wrong):
    (name,) = wrong
    with pytest.raises(InputError, match=f"JointTrainingSettings: {name} must be"):
        settings(**wrong)


def test_the_rate_falls_linearly_to_the_last_epoch():
    rates = [settings(n_epochs=5, final_learning_rate=0.01).rate(epoch) for epoch in range(5)]
    np.testing.assert_allclose(rates, [0.02, 0.0175, 0.015, 0.0125, 0.01])


@pytest.mark.parametrize("upper_scale", [0.1, 0.9])
def test_training_starts_from_the_stack_at_the_given_scale(upper_scale):
    joint, rng = settings(upper_scale=upper_scale), np.random.default_rng(3)
    state = start_from_stack(small_stack("spin"), noise("spin").training, joint, rng=rng)
    wanted = from_stack(small_stack("spin"), upper_scale).weights
    for one, other in zip(state.network.weights, wanted, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-6)


@every_unit_type
def test_offsets_are_means_of_settled_layers(units):
    """The layers act on each other, so that one step from the first guess is not enough."""
    rng = np.random.default_rng(5)
    rbms = [small_rbm(9, 6, units, rng), small_rbm(6, 4, units, rng)]
    strong = DeepBeliefNetwork(tuple(replace(each, weights=10 * each.weights) for each in rbms))
    samples, joint = noise(units).training, settings(n_mean_field_steps=40)
    state = start_from_stack(strong, samples, joint, rng=np.random.default_rng(6))
    visible = np.empty((len(samples), 9), np.float32)
    samples.take(np.arange(len(samples)), visible)
    settled, once = (mean_field(state.network, visible, max_steps=n).means[0].mean(axis=0) for n in (40, 1))
    np.testing.assert_allclose(state.offsets[0], visible.mean(axis=0), atol=1e-6)
    np.testing.assert_allclose(state.offsets[1], settled, atol=1e-6)
    assert np.abs(settled - once).max() > 1e-5


@every_unit_type
def test_persistent_chains_of_one_layer_start_in_the_units_of_the_network(units):
    one = training_settings(units=units, algorithm="persistent_contrastive_divergence", batch_size=200)
    state = start_at_random(noise(units).training, 4, one, rng=np.random.default_rng(7))
    low = float(unit_type(units).low)
    assert state.chains[0].shape == (200, 4)
    assert set(np.unique(state.chains[0])) == {low, 1.0}
    assert state.chains[0].mean() == pytest.approx((1 + low) / 2, abs=4 * (1 - low) / 2 / 800**0.5)


def test_chains_start_from_samples_at_random_places():
    """Every unit follows the sign of the sample: a tenth of the samples are up, all of them at the beginning."""
    rbms = [
        RBM(
            weights=np.full(shape, 2.0, dtype=np.float32),
            visible_bias=np.zeros(shape[0], dtype=np.float32),
            hidden_bias=np.zeros(shape[1], dtype=np.float32),
            units="spin",
        )
        for shape in ((9, 6), (6, 4))
    ]
    samples = FloatSamples(np.repeat(np.array([[1.0], [-1.0]]), (15, 135), axis=0) * np.ones(9))
    state = start_from_stack(
        DeepBeliefNetwork(tuple(rbms)), samples, settings(n_chains=15), rng=np.random.default_rng(4)
    )
    signs = state.chains[0].mean(axis=1)
    assert set(signs) == {-1.0, 1.0}
    assert (signs == 1).sum() <= 5
