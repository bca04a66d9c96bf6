"""Training on real values: every phase against the exact gradient, a planted mixture, standardization, checkpoints."""

import numpy as np
import pytest
from scipy.stats import norm

from rgcore.errors import InputError
from rgcore.rbm.likelihood.exact_likelihood import likelihood_and_gradient, log_likelihood
from rgcore.rbm.networks.deep_boltzmann import DeepBoltzmannMachine, single_precision
from rgcore.rbm.networks.restricted import RBM
from rgcore.rbm.training.data.standardization import Standardization
from rgcore.rbm.training.data.training_samples import FloatSamples
from rgcore.rbm.training.layer import layer_phase, train_rbm
from rgcore.rbm.training.stack import train_stack
from rgcore.rng_kernels import random_stream

from ...config_values import training_settings
from ..real_networks import HIDDEN, mixture_samples, real_rbm
from .random_samples import data_of

ALGORITHMS = ["contrastive_divergence", "persistent_contrastive_divergence", "enumeration"]
N_BATCHES, BATCH, SLOW = 300, 200, 40


def silent(done, total):
    pass


def real_settings(**changed):
    standard = {
        "visible_units": "gaussian",
        "n_epochs": 40,
        "batch_size": 50,
        "learning_rate": 0.05,
        "final_learning_rate": 0.005,
        "l1": 0.0,
        "fields": "free",
        "weight_scale": 0.1,
    }
    return training_settings(**standard | changed)


@pytest.mark.parametrize("units", HIDDEN)
@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_many_steps_give_the_exact_gradient(algorithm, units):
    rbm, rng = real_rbm(units, scale=0.5), np.random.default_rng(6)
    visible = np.random.default_rng(7).normal(size=(4, 4))
    settings = real_settings(algorithm=algorithm, gibbs_steps=SLOW, batch_size=BATCH, units=units)
    phase = layer_phase((4, 3), settings)
    network = single_precision(
        DeepBoltzmannMachine(
            weights=(rbm.weights,),
            biases=(rbm.visible_bias, rbm.hidden_bias),
            units=units,
            visible_units="gaussian",
        )
    )
    phase.samples[:] = np.resize(visible, phase.samples.shape)
    chains, rows = (np.ones((BATCH, 3), np.float32),), []
    for _ in range(N_BATCHES if algorithm != "enumeration" else 2):
        statistics = phase(network, chains, random_stream(rng=rng))
        rows.append(
            np.concatenate([part.ravel() for part in (*statistics.products, *statistics.sums)]) / BATCH
        )
    wanted = np.concatenate([part.ravel() for part in likelihood_and_gradient(rbm, visible)[1]])
    found = np.array(rows)
    if algorithm == "enumeration":
        np.testing.assert_allclose(found[0], wanted, atol=5e-6)
    else:
        z = (found.mean(axis=0) - wanted) / (found.std(axis=0, ddof=1) / np.sqrt(len(found)))
        assert np.abs(z).max() < 4.5


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_planted_mixture_is_found(algorithm):
    """Held-out likelihood: that of the network that drew the samples, and above that of the best single Gaussian."""
    parts = {"weights": np.eye(6, 2) + 0.4, "visible_bias": np.zeros(6), "hidden_bias": np.zeros(2)}
    planted = RBM(**parts, units="spin", visible_units="gaussian")
    values = mixture_samples(planted, 4500, np.random.default_rng(9)).astype(np.float32)
    settings = real_settings(algorithm=algorithm, gibbs_steps=5, units="spin", n_epochs=20)
    rbm, history = train_rbm(data_of(values, 500), 2, settings, rng=np.random.default_rng(1), report=silent)
    held_out = values[-500:]
    found = log_likelihood(rbm, held_out)
    loss = log_likelihood(planted, held_out) - found
    assert abs(loss.mean()) < 0.01 + 3 * loss.std() / np.sqrt(500)
    whitened = np.linalg.solve(np.linalg.cholesky(np.cov(values.T)), held_out.T).T
    gaussian = norm.logpdf(whitened).sum(axis=1) - np.linalg.slogdet(np.cov(values.T))[1] / 2
    assert (found - gaussian).mean() > 0.02
    last = history.iloc[-1].astype(float)
    assert np.isnan(last[["pseudo_log_likelihood", "pseudo_log_likelihood_err"]]).all()
    assert np.isfinite(last[["reconstruction_error", "free_energy_gap", "free_energy_gap_err"]]).all()


def test_without_fields_a_sample_is_as_likely_as_its_mirror_image():
    values = np.random.default_rng(2).normal(size=(230, 4)).astype(np.float32)
    for units in HIDDEN:
        settings = real_settings(fields="zero", units=units, weight_scale=0.3)
        rbm, _ = train_rbm(data_of(values, 30), 3, settings, rng=np.random.default_rng(1), report=silent)
        assert np.abs(rbm.weights).max() > 0.05
        both = [log_likelihood(rbm, sign * values[:20]) for sign in (1, -1)]
        np.testing.assert_allclose(*both, atol=1e-4)


class Kept:
    """Keeps the state at one minibatch."""

    def __init__(self, at):
        self.at, self.arrays, self.offers = at, None, 0

    def restore(self):
        return self.arrays

    def offer(self, arrays, *, at_epoch_end):
        self.offers += 1
        if self.offers == self.at:
            self.arrays = {name: array.copy() for name, array in arrays().items()}


@pytest.mark.parametrize("algorithm", ALGORITHMS[:2])
def test_an_interrupted_run_ends_in_the_same_bits(algorithm):
    values = np.random.default_rng(2).normal(size=(130, 4)).astype(np.float32)
    settings, kept = real_settings(n_epochs=4, batch_size=20, algorithm=algorithm), Kept(8)
    arguments = (data_of(values, 30), 3, settings)
    whole, _ = train_rbm(*arguments, rng=np.random.default_rng(3), report=silent, checkpoint=kept)
    assert kept.arrays is not None
    again, _ = train_rbm(*arguments, rng=np.random.default_rng(99), report=silent, checkpoint=kept)
    np.testing.assert_array_equal(again.weights, whole.weights)
    assert again.visible_units == "gaussian"


def test_standardized_prices_are_trained_on_and_raw_ones_refused():
    rng = np.random.default_rng(4)
    prices = 500 + 40 * rng.standard_normal((200, 3)) @ np.array([[1, 0.5, 0], [0, 1, 0.2], [0, 0, 1]])
    scaled = Standardization.fit(prices, noise=0.5)
    values = scaled.transform(prices)
    np.testing.assert_allclose(values.mean(axis=0), 0, atol=1e-5)
    np.testing.assert_allclose(values.std(axis=0), 2, atol=1e-5)
    np.testing.assert_allclose(scaled.inverse_transform(values), prices, rtol=1e-6)
    with pytest.raises(
        InputError, match=r"samples must be up to 100 in size, got .*: use rgcore.rbm.Standardiz"
    ):
        FloatSamples(prices)
    settings = real_settings(n_epochs=2)
    train_rbm(data_of(values, 50), 2, settings, rng=rng, report=silent)
    for wrong, words in (
        (values / 50, "got mean .* and deviation 0.04.* in column 0"),
        (values + np.array([0, 5, 0]), "got mean .* and deviation 2 in column 1"),
        (values * np.array([1, 1, 0]), "deviation 0 in column 2"),
    ):
        with pytest.raises(
            InputError, match=f"samples for gaussian visible units must be standardized.*{words}"
        ):
            train_rbm(data_of(wrong, 50), 2, settings, rng=rng, report=silent)
    with pytest.raises(InputError, match="column 1 does not: leave it out"):
        Standardization.fit(prices * [1, 0, 1], noise=0.5)
    with pytest.raises(InputError, match=r"noise must be from 0\.02 to 2, got 0"):
        Standardization.fit(prices, noise=0)


def test_a_density_in_the_units_of_the_data_integrates_to_one():
    data = 300 + 20 * np.random.default_rng(5).standard_normal((50, 1))
    scaled = Standardization.fit(data, noise=0.7)
    grid = np.linspace(0, 600, 20_001)[:, None]
    rbm = real_rbm("spin", 1, 2)
    log_densities = log_likelihood(rbm, scaled.transform(grid)) + scaled.log_density_shift
    assert np.trapezoid(np.exp(log_densities), grid[:, 0]) == pytest.approx(1, abs=1e-6)


def test_several_hidden_layers_above_real_values_are_refused():
    values = np.random.default_rng(2).normal(size=(130, 4))
    with pytest.raises(InputError, match="visible_units must be left out for several hidden layers"):
        train_stack(data_of(values, 30), [3, 2], real_settings(), rng=np.random.default_rng(1), report=silent)
