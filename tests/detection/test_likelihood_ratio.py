"""The likelihood ratio against a mean over directions, its mean over noise, and the power in closed form."""

import numpy as np
import pytest
from scipy.optimize import minimize_scalar
from scipy.special import gammaln

from rgcore.detection.likelihood_ratio import envelope, log_likelihood_ratio
from rgcore.detection.synthetic_spectra import drawn_spectra

NONE = np.empty(0)


@pytest.mark.parametrize("strength", [0.3, 0.6, 1.0])
def test_it_is_the_mean_over_random_directions(strength):
    rng = np.random.default_rng(1)
    n_samples, spectra = 40, drawn_spectra("gaussian", (40, 10), NONE, 4, rng=rng)
    directions = rng.standard_normal((200_000, 10))
    weights = directions**2 / (directions**2).sum(axis=1, keepdims=True)
    along = spectra / spectra.sum(axis=1, keepdims=True) @ weights.T
    share = strength / (1 + strength)
    mean = ((1 - share * along) ** (-10 * n_samples / 2)).mean(axis=1)
    expected = np.log(mean) - n_samples / 2 * np.log(1 + strength)
    found = log_likelihood_ratio(spectra, strength, n_samples)
    assert found == pytest.approx(expected, abs=0.15)
    assert found - found[0] == pytest.approx(expected - expected[0], abs=0.1)


def test_its_mean_over_noise_is_one():
    spectra = drawn_spectra("gaussian", (60, 30), NONE, 1500, rng=np.random.default_rng(2))
    ratios = np.exp(log_likelihood_ratio(spectra, 0.6 * np.sqrt(0.5), 60))
    assert ratios.mean() == pytest.approx(1, abs=4 * ratios.std() / np.sqrt(1500) + 0.04)


def test_the_unit_of_the_eigenvalues_does_not_matter():
    spectra = drawn_spectra("gaussian", (20, 10), NONE, 3, rng=np.random.default_rng(3))
    assert log_likelihood_ratio(5 * spectra, 0.5, 20) == pytest.approx(log_likelihood_ratio(spectra, 0.5, 20))


def test_the_power_in_closed_form_has_its_limits():
    assert envelope(np.array([1e-4]), 0.5, 0.05) == pytest.approx(0.05, abs=1e-6)
    assert envelope(np.array([0.71, 0.2]), 0.49, 0.05) == 1.0
    single, pair = (envelope(np.full(n, 0.5), 0.5, 0.05) for n in (1, 2))
    assert 0.05 < single < pair < 1
    halves = np.log1p(-0.5) + 0.5  # one product h h' / q of 1/2
    assert single == pytest.approx(normal_power(-halves / 2), abs=1e-12)
    assert pair == pytest.approx(normal_power(-4 * halves / 2), abs=1e-12)


def normal_power(variance):
    from scipy.stats import norm  # noqa: PLC0415

    return norm.sf(norm.isf(0.05) - np.sqrt(variance))


@pytest.mark.repetitions
def test_the_power_of_the_best_test_is_that_in_closed_form():
    """At N = 100 it is a few thousandths lower; the intervals of 1,500 draws are wider."""
    rng, strength = np.random.default_rng(4), 0.85 * np.sqrt(0.5)
    noise = drawn_spectra("gaussian", (200, 100), NONE, 1500, rng=rng)
    signal = drawn_spectra("gaussian", (200, 100), np.array([strength]), 1500, rng=rng)
    found, of_noise = (log_likelihood_ratio(each, strength, 200) for each in (signal, noise))
    power = (found > np.quantile(of_noise, 0.95)).mean()
    assert power == pytest.approx(envelope(np.array([strength]), 0.5, 0.05), abs=0.035)


@pytest.mark.parametrize(("shape", "strength"), [((20, 5), 0.4), ((30, 30), 1.5)])
def test_it_is_its_integral_at_the_saddle_point(shape, strength):
    """Saddle and curvature by another way: the least exponent on the axis, and its second difference there."""
    (n_samples, n), share = shape, strength / (1 + strength)
    spectra = drawn_spectra("gaussian", shape, NONE, 3, rng=np.random.default_rng(5))
    power = (n * n_samples - n) / 2 + 1
    for spectrum, found in zip(spectra, log_likelihood_ratio(spectra, strength, n_samples), strict=True):
        values = spectrum / spectrum.sum()

        def exponent(z, values=values):
            return -power * np.log(1 - share * z) - np.log(z - values).sum() / 2

        inside = values.max() * (1 + 1e-9), (1 - 1e-9) / share
        saddle = minimize_scalar(exponent, bounds=inside, method="bounded", options={"xatol": 1e-10}).x
        step = 1e-3 * (saddle - values.max())
        curvature = (exponent(saddle + step) - 2 * exponent(saddle) + exponent(saddle - step)) / step**2
        expected = gammaln(n / 2) + gammaln(power) - gammaln(n * n_samples / 2) + exponent(saddle)
        expected += (1 - n / 2) * np.log(share) - n_samples / 2 * np.log(1 + strength)
        assert found == pytest.approx(expected - np.log(2 * np.pi * curvature) / 2, abs=1e-4)


@pytest.mark.parametrize(("strength", "certain"), [(0.499, False), (0.5, True), (0.6, True)])
def test_from_the_threshold_on_the_best_test_finds_every_signal(strength, certain):
    """sqrt(N/T) is 1/2 at four samples per variable; the variance of ln L diverges there."""
    assert (envelope(np.array([0.1, strength]), 0.25, 0.05) == 1.0) == certain
