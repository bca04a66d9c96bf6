"""Annealed importance sampling has the exact ln Z within its standard error."""

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.rbm.likelihood.annealed_importance_sampling import annealed_importance_sampling
from rgcore.rbm.likelihood.exact_likelihood import log_partition
from rgcore.rbm.networks.restricted import RBM
from rgcore.rbm.sampling.tempered_path import base_bias_from_data, power_spacing
from rgcore.rbm.sampling_settings import AnnealingSettings

from ..small_networks import UNITS


def normal_rbm(seed, units, scale=0.5):
    rng = np.random.default_rng(seed)
    shapes = ((12, 8), 12, 8)
    weights, visible_bias, hidden_bias = (scale * rng.normal(size=shape) for shape in shapes)
    return RBM(weights=weights, visible_bias=visible_bias, hidden_bias=hidden_bias, units=units)


@pytest.mark.parametrize("units", UNITS)
@pytest.mark.parametrize("seed", range(4))
def test_the_estimate_is_within_its_error_of_the_exact_one(seed, units):
    network, settings = normal_rbm(seed, units), AnnealingSettings(n_chains=200, n_temperatures=200)
    estimate = annealed_importance_sampling(network, settings, rng=np.random.default_rng(100 + seed))
    assert estimate.n_effective > 50
    assert estimate.error < 0.15
    assert abs(estimate.value - log_partition(network)) < 4 * estimate.error


@pytest.mark.parametrize("units", UNITS)
@pytest.mark.repetitions
def test_errors_have_the_size_of_the_deviations(units):
    network, settings = (
        normal_rbm(7, units, scale=0.4),
        AnnealingSettings(n_chains=100, n_temperatures=40),
    )
    exact, rng = log_partition(network), np.random.default_rng(3)
    runs = [annealed_importance_sampling(network, settings, rng=rng) for _ in range(100)]
    scores = np.array([(run.value - exact) / run.error for run in runs])
    assert abs(scores.mean()) < 4 / np.sqrt(100)
    assert abs(scores.var() - 1) < 4 * np.sqrt(2 / 100)


@pytest.mark.parametrize("units", UNITS)
def test_the_base_may_have_biases(units):
    rng, network = np.random.default_rng(5), normal_rbm(11, units)
    settings = AnnealingSettings(n_chains=200, n_temperatures=200)
    bias = rng.normal(size=12)
    estimate = annealed_importance_sampling(network, settings, base_bias=bias, rng=rng)
    assert abs(estimate.value - log_partition(network)) < 4 * estimate.error < 0.6


@pytest.mark.parametrize("units", UNITS)
def test_units_without_weights_need_no_annealing_from_their_own_biases(units):
    bias = np.linspace(-1, 1, 12)
    network = RBM(weights=np.zeros((12, 8)), visible_bias=bias, hidden_bias=np.zeros(8), units=units)
    settings = AnnealingSettings(n_chains=3, n_temperatures=2)
    estimate = annealed_importance_sampling(network, settings, base_bias=bias, rng=np.random.default_rng(1))
    assert estimate.value == pytest.approx(log_partition(network), rel=1e-6)
    assert estimate.n_effective == pytest.approx(3)


def test_too_fast_an_annealing_shows_in_the_effective_number_of_chains():
    network, settings = normal_rbm(1, "spin", scale=2), AnnealingSettings(n_chains=200, n_temperatures=2)
    estimate = annealed_importance_sampling(network, settings, rng=np.random.default_rng(2))
    assert estimate.n_effective < 10
    assert estimate.error > 0.3


def test_biases_from_data_give_their_mean_values():
    spins = np.array([[1, 1], [-1, 1], [1, 1], [1, 1]])
    bias = base_bias_from_data(spins, "spin", smoothing=0.5)
    np.testing.assert_allclose(np.tanh(bias), [0.4, 0.8])  # (3.5 - 1.5) / 5 and (4.5 - 0.5) / 5
    np.testing.assert_allclose(base_bias_from_data((1 + spins) / 2, "binary", smoothing=0.5), 2 * bias)


def test_inverse_temperatures_ascend_from_0_to_1():
    np.testing.assert_allclose(power_spacing(5, 2.0), [0, 1 / 16, 1 / 4, 9 / 16, 1])


def test_settings_out_of_range_are_refused():
    with pytest.raises(InputError, match="n_chains must be at least 2, but it is 1"):
        AnnealingSettings(n_chains=1, n_temperatures=2)
    with pytest.raises(ValueError, match="base_bias must have shape"):
        annealed_importance_sampling(
            normal_rbm(1, "spin"),
            AnnealingSettings(n_chains=2, n_temperatures=2),
            base_bias=np.zeros(3),
            rng=np.random.default_rng(1),
        )


def test_the_error_is_that_of_a_mean_of_the_weights_relative_to_it():
    settings = AnnealingSettings(n_chains=5, n_temperatures=3)
    found = annealed_importance_sampling(normal_rbm(1, "spin"), settings, rng=np.random.default_rng(2))
    weights = np.exp(found.log_weights)
    assert found.value == pytest.approx(np.log(weights.mean()))
    assert found.error == pytest.approx(weights.std(ddof=1) / np.sqrt(5) / weights.mean())
    assert found.n_effective == pytest.approx(weights.sum() ** 2 / (weights**2).sum())
