"""Networks with Gaussian visible units against the mixture of Gaussians that they are."""

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.rbm.likelihood.annealed_importance_sampling import annealed_importance_sampling
from rgcore.rbm.likelihood.exact_likelihood import (
    averages,
    likelihood_and_gradient,
    log_likelihood,
    log_partition,
)
from rgcore.rbm.likelihood.pseudo_likelihood import pseudo_log_likelihood
from rgcore.rbm.networks.conversion import in_units, log_partition_shift, to_scikit_learn
from rgcore.rbm.networks.deep_belief import DeepBeliefNetwork, reconstruct
from rgcore.rbm.networks.deep_boltzmann import DeepBoltzmannMachine
from rgcore.rbm.networks.files import load_model, save_model
from rgcore.rbm.networks.restricted import RBM, double_precision, energy, free_energy, swap_layers
from rgcore.rbm.sampling.gibbs import gibbs_chain
from rgcore.rbm.sampling.tempered_path import base_bias_from_data
from rgcore.rbm.sampling_settings import AnnealingSettings

from .real_networks import HIDDEN, mixture_log_densities, mixture_moments, mixture_samples, real_rbm
from .small_networks import all_states

every_hidden_type = pytest.mark.parametrize("units", HIDDEN)
VISIBLE = 2 * np.random.default_rng(3).normal(size=(50, 4))
NAMES = ("weights", "visible_bias", "hidden_bias")


@every_hidden_type
def test_the_likelihood_is_the_density_of_a_mixture_of_gaussians(units):
    for n_visible, n_hidden in ((4, 3), (2, 5)):  # either layer is the larger one
        rbm = real_rbm(units, n_visible, n_hidden)
        visible = VISIBLE[:, :n_visible]
        np.testing.assert_allclose(
            log_likelihood(rbm, visible), mixture_log_densities(rbm, visible), atol=1e-10
        )


@every_hidden_type
def test_the_free_energy_sums_the_energy_over_hidden_states(units):
    rbm = real_rbm(units)
    hidden = all_states(3, units)
    for visible in VISIBLE[:5]:
        energies = energy(rbm, np.tile(visible, (8, 1)), hidden)
        assert free_energy(rbm, visible[None])[0] == pytest.approx(
            -np.log(np.exp(-energies).sum()), abs=1e-10
        )


@every_hidden_type
def test_the_gradient_is_that_of_the_exact_likelihood(units):
    rbm, step = real_rbm(units), 1e-5
    _, gradient = likelihood_and_gradient(rbm, VISIBLE)
    for name, found in zip(NAMES, gradient, strict=True):
        for place in np.ndindex(found.shape):
            changed = []
            for sign in (1, -1):
                parts = {part: getattr(rbm, part).copy() for part in NAMES}
                parts[name][place] += sign * step
                moved = RBM(**parts, units=units, visible_units="gaussian")
                changed.append(log_likelihood(moved, VISIBLE).mean())
            assert found[place] == pytest.approx((changed[0] - changed[1]) / (2 * step), abs=1e-6)


@every_hidden_type
def test_the_averages_are_those_of_the_mixture(units):
    rbm = real_rbm(units)
    mean, covariance = mixture_moments(rbm)
    found = averages(rbm)
    np.testing.assert_allclose(found.visible_bias, mean, atol=1e-12)
    # cov(v, h) W^T = cov(v) - 1, since v given h is c + W h plus noise
    joint = found.weights - np.outer(mean, found.hidden_bias)
    np.testing.assert_allclose(joint @ rbm.weights.T, covariance - np.eye(4), atol=1e-10)


@every_hidden_type
@pytest.mark.parametrize(("start", "n_steps"), [("equilibrium", 3), ("cold", 60)])
def test_gibbs_samples_have_the_moments_of_the_mixture(units, start, n_steps):
    rbm, n, rng = real_rbm(units, scale=0.5), 40_000, np.random.default_rng(4)
    begin = mixture_samples(rbm, n, rng) if start == "equilibrium" else np.full((n, 4), 5.0)
    ends = gibbs_chain(rbm, begin, n_steps, rng=rng).astype(np.float64)
    mean, covariance = mixture_moments(rbm)
    assert np.abs((ends.mean(axis=0) - mean) / (ends.std(axis=0) / np.sqrt(n))).max() < 4.5
    apart = ends - mean
    products = apart[:, :, None] * apart[:, None]
    z = (products.mean(axis=0) - covariance) / (products.std(axis=0) / np.sqrt(n))
    assert np.abs(z).max() < 4.5
    direct = mixture_samples(rbm, n, rng) - mean
    for power in (3, 4):
        of_both = [values**power for values in (apart, direct)]
        error = np.hypot(*(values.std(axis=0) / np.sqrt(n) for values in of_both))
        assert (np.abs(of_both[0].mean(axis=0) - of_both[1].mean(axis=0)) < 4.5 * error).all()


@every_hidden_type
def test_annealing_finds_the_enumerated_partition_function(units):
    rbm, rng = real_rbm(units, 5, 4), np.random.default_rng(5)
    data = mixture_samples(rbm, 1000, rng)
    for bias in (None, base_bias_from_data(data, "gaussian")):
        found = annealed_importance_sampling(
            rbm, AnnealingSettings(n_chains=400, n_temperatures=400), base_bias=bias, rng=rng
        )
        assert found.error < 0.1
        assert abs(found.value - log_partition(rbm)) < 4.5 * found.error
    np.testing.assert_allclose(base_bias_from_data(data, "gaussian"), data.mean(axis=0))


def test_other_hidden_units_give_the_same_density():
    rbm = real_rbm("spin")
    other = in_units(rbm, "binary")
    assert (other.units, other.visible_units) == ("binary", "gaussian")
    np.testing.assert_allclose(log_likelihood(other, VISIBLE), log_likelihood(rbm, VISIBLE), atol=1e-10)
    shift = log_partition(rbm) - log_partition(other)
    assert log_partition_shift(rbm, "binary") == pytest.approx(shift, abs=1e-10)
    back = in_units(other, "spin")
    for name in NAMES:
        np.testing.assert_allclose(getattr(back, name), getattr(rbm, name), atol=1e-12)


def test_layers_swapped_twice_are_the_same_network():
    rbm = real_rbm()
    swapped = swap_layers(rbm)
    assert (swapped.units, swapped.visible_units) == ("gaussian", "spin")
    back = double_precision(swap_layers(swapped))
    assert (back.units, back.visible_units) == ("spin", "gaussian")
    np.testing.assert_array_equal(back.weights, rbm.weights)


@every_hidden_type
def test_a_saved_network_is_read_back(units, tmp_path):
    rbm = real_rbm(units)
    save_model(rbm, tmp_path / "model.parquet")
    back = load_model(tmp_path / "model.parquet").layers[0]
    assert (back.units, back.visible_units) == (units, "gaussian")
    np.testing.assert_array_equal(log_likelihood(back, VISIBLE), log_likelihood(rbm, VISIBLE))


def test_what_needs_two_values_is_refused_in_a_sentence():
    rbm, spins = real_rbm(), np.ones((5, 4), np.int8)
    upper = RBM(weights=np.ones((3, 2)), visible_bias=np.zeros(3), hidden_bias=np.zeros(2), units="spin")
    sentence = "every unit of the network must have two values here .* its visible units are 'gaussian'"
    for call in (
        lambda: reconstruct(DeepBeliefNetwork((rbm,)), spins),
        lambda: pseudo_log_likelihood(rbm, VISIBLE, rng=np.random.default_rng(1)),
        lambda: to_scikit_learn(rbm),
        lambda: DeepBeliefNetwork((rbm, upper)),
        lambda: DeepBoltzmannMachine(
            weights=(rbm.weights, upper.weights),
            biases=(rbm.visible_bias, rbm.hidden_bias, upper.hidden_bias),
            units="spin",
            visible_units="gaussian",
        ),
    ):
        with pytest.raises(InputError, match=sentence):
            call()
    with pytest.raises(InputError, match='units must be "binary" or "spin", got \'gaussian\''):
        DeepBeliefNetwork((swap_layers(rbm),))
    with pytest.raises(InputError, match="the hidden layer must have at most 20 units, got 21"):
        log_partition(real_rbm("spin", 3, 21))
    with pytest.raises(InputError, match="visible must hold finite numbers"):
        log_likelihood(rbm, np.full((2, 4), np.nan))
