"""Autoregressive series x' = a x + noise: rho(t) = a^t, tau = (1 + a) / (2 (1 - a)), known exactly."""

import numpy as np
import pytest
from scipy.signal import lfilter

from rgcore.stats import ChainTooShort, integrated_autocorrelation_time


def autoregressive(a, shape, rng):
    """Return stationary series of unit variance along the last axis."""
    noise = rng.normal(size=shape) * np.sqrt(1 - a**2)
    noise[..., 0] /= np.sqrt(1 - a**2)
    return lfilter([1], [1, -a], noise)


def tau_exact(a):
    return (1 + a) / (2 * (1 - a))


@pytest.mark.parametrize("a", [0.0, 0.5, 0.9, 0.98])
def test_tau_of_an_autoregressive_series_is_within_its_error(a):
    rng = np.random.default_rng(20240511)
    found = integrated_autocorrelation_time(autoregressive(a, 200_000, rng))
    assert abs(found.tau - tau_exact(a)) < 3.5 * found.tau_err
    assert found.tau_err < 0.1 * found.tau


@pytest.mark.parametrize("a", [0.0, 0.9])
def test_many_short_chains_tell_what_one_long_one_tells(a):
    rng = np.random.default_rng(20240517)
    chains = autoregressive(a, (2000, 100), rng).T  # shorter than 12 tau each, at a = 0.9
    found = integrated_autocorrelation_time(chains)
    assert abs(found.tau - tau_exact(a)) < 4 * found.tau_err
    assert found.tau_err < 0.05 * found.tau


def test_errors_of_tau_of_chains_have_the_right_size():
    rng = np.random.default_rng(20240518)
    found = [integrated_autocorrelation_time(autoregressive(0.8, (200, 100), rng).T) for _ in range(300)]
    z = np.array([(f.tau - tau_exact(0.8)) / f.tau_err for f in found])
    assert abs(z.mean()) < 0.35
    assert 0.7 < z.var() < 1.3


def test_chains_shorter_than_the_window_are_too_short_however_many():
    rng = np.random.default_rng(20240519)
    with pytest.raises(ChainTooShort):
        integrated_autocorrelation_time(autoregressive(0.98, (5000, 100), rng).T)


@pytest.mark.repetitions
def test_errors_of_tau_have_the_right_size():
    rng = np.random.default_rng(20240512)
    found = [integrated_autocorrelation_time(x) for x in autoregressive(0.8, (300, 20_000), rng)]
    z = np.array([(f.tau - tau_exact(0.8)) / f.tau_err for f in found])
    # the window cuts exp(-6) of tau: a bias far below one error; var(z) of 300 has an error of 0.08
    assert abs(z.mean()) < 0.35
    assert 0.7 < z.var() < 1.3


@pytest.mark.repetitions
def test_errors_of_means_corrected_by_tau_have_z_scores_of_variance_one():
    rng = np.random.default_rng(20240513)
    series = autoregressive(0.9, (400, 20_000), rng)
    tau = np.array([integrated_autocorrelation_time(x).tau for x in series])
    z = series.mean(axis=1) / np.sqrt(2 * tau * series.var(axis=1) / series.shape[1])
    assert abs(z.var() - 1) < 4 * np.sqrt(2 / 400)


def test_anticorrelated_entries_have_tau_below_one_half():
    rng = np.random.default_rng(20240514)
    found = integrated_autocorrelation_time(autoregressive(-0.2, 100_000, rng))
    assert abs(found.tau - 1 / 3) < 4 * found.tau_err


def test_a_short_series_says_how_long_it_should_be():
    rng = np.random.default_rng(20240515)
    with pytest.raises(ChainTooShort, match="too short") as caught:
        integrated_autocorrelation_time(autoregressive(0.98, 1000, rng))
    assert caught.value.tau > 10
    assert caught.value.needed >= 50 * caught.value.tau


@pytest.mark.parametrize("a", [0.0, 0.9])
def test_chains_shorter_than_the_window_ask_for_more_than_there_is(a):
    chains = autoregressive(a, (2000, 3 if a == 0 else 30), np.random.default_rng(20240519)).T
    with pytest.raises(ChainTooShort) as caught:
        integrated_autocorrelation_time(chains)
    assert chains.size < caught.value.needed < 5 * chains.size


def test_a_drift_longer_than_the_series_is_noticed():
    with pytest.raises(ChainTooShort):
        integrated_autocorrelation_time(np.arange(10_000.0))


def test_a_series_that_never_changes_has_no_tau():
    with pytest.raises(ChainTooShort) as caught:
        integrated_autocorrelation_time(np.full(1000, -2.0))
    assert caught.value.tau == np.inf


@pytest.mark.parametrize("shape", [(1,), (1, 5), (10, 2, 2)])
def test_a_series_has_one_axis_or_two_and_several_entries(shape):
    with pytest.raises(ValueError, match="one axis"):
        integrated_autocorrelation_time(np.zeros(shape))


def test_tau_is_the_sum_up_to_the_first_window_of_six_tau_without_its_bias():
    """Written out for a few chains, with the mean of all of them, and each lag divided by its number of pairs."""
    chains = autoregressive(0.6, (3, 90), np.random.default_rng(20240520)).T
    n, centred = len(chains), chains - chains.mean()
    covariance = np.array([np.mean(centred[: n - lag] * centred[lag:]) for lag in range(n)])
    sums = np.cumsum(covariance / covariance[0]) - 0.5
    window = next(lag for lag in range(n) if lag >= 6 * max(sums[lag], 0.5))
    tau = sums[window] * (1 + (2 * window + 1) / chains.size)
    found = integrated_autocorrelation_time(chains)
    assert (found.tau, found.window) == (pytest.approx(tau, rel=1e-9), window)
    assert found.tau_err == pytest.approx(tau * np.sqrt(4 / chains.size * (window + 0.5 - tau)), rel=1e-9)
