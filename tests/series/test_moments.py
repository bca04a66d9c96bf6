"""The first pass: mean, covariance and autocorrelation time of samples that come in blocks."""

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.series.garch import garch_from_innovations
from rgcore.series.moments import sample_moments


def _correlated(n_samples, correlation, seed):
    """AR(1): integrated autocorrelation time (1 + c) / (1 - c) / 2."""
    noise = np.random.default_rng(seed).standard_normal((n_samples, 3))
    values = np.empty_like(noise)
    values[0] = noise[0]
    for step in range(1, n_samples):
        values[step] = correlation * values[step - 1] + np.sqrt(1 - correlation**2) * noise[step]
    return values


def test_moments_are_those_of_all_samples_at_once():
    samples = np.random.default_rng(1).random((9001, 7)) @ np.random.default_rng(2).random((7, 7))
    moments = sample_moments([samples[:3], samples[3:4000], samples[4000:]])
    # sums of 9001 positive terms: roundings of random sign add up to sqrt(9001) u = 1e-14, in any order, here and there
    np.testing.assert_allclose(moments.mean, samples.mean(axis=0), rtol=1e-13)
    np.testing.assert_allclose(moments.covariance, np.cov(samples.T, bias=True), rtol=1e-12)
    assert moments.n_samples == 9001


def test_a_large_mean_and_a_drift_cost_no_digits():
    """Mean 1e6 and a drift of 100 deviations: a sum of squares about zero would keep 4 digits of the covariance."""
    values = np.random.default_rng(3).standard_normal((20_000, 4))
    drifting = values + 1e6 + np.linspace(0, 100, 20_000)[:, None]
    exact = np.cov((drifting - 1e6).T, bias=True)
    np.testing.assert_allclose(sample_moments([drifting]).covariance, exact, rtol=1e-9)


def test_a_constant_variable_has_exactly_no_variance():
    samples = np.column_stack([np.random.default_rng(4).standard_normal(10_000), np.full(10_000, 0.1)])
    moments = sample_moments([samples])
    assert moments.mean[1] == 0.1
    assert (moments.covariance[1] == 0).all()


def test_whole_numbers_and_truth_values_are_numbers():
    spikes = np.random.default_rng(5).random((500, 4)) < 0.3
    expected = sample_moments([spikes.astype(float)]).covariance
    for kind in (bool, np.uint8, np.int64):
        np.testing.assert_array_equal(sample_moments([spikes.astype(kind)]).covariance, expected)


@pytest.mark.parametrize("wrong", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("sample", [0, 4321])
def test_what_is_not_finite_is_named(wrong, sample):
    samples = np.random.default_rng(6).standard_normal((6000, 5))
    samples[sample, 3] = wrong
    with pytest.raises(
        InputError, match=rf"must be finite, found .* in variable 3, sample {sample + 1}: leave out"
    ):
        sample_moments(np.array_split(samples, 7))


@pytest.mark.parametrize("blocks", [[], [np.zeros((0, 3))], [np.zeros((1, 3))]])
def test_two_samples_are_the_least(blocks):
    with pytest.raises(InputError, match="samples must be at least 2"):
        sample_moments(blocks)


@pytest.mark.parametrize(
    ("blocks", "match"),
    [
        ([np.zeros(5)], "must be a matrix of real numbers"),
        ([np.array([["a", "b"]])], "must be a matrix of real numbers"),
        ([np.zeros((4, 2), complex)], "must be a matrix of real numbers"),
        ([np.zeros((4, 2)), np.zeros((4, 3))], "must hold 2 variables as the first, found 3 at sample 5"),
    ],
)
def test_blocks_must_be_matrices_of_one_number_of_variables(blocks, match):
    with pytest.raises(InputError, match=match):
        sample_moments(blocks)


@pytest.mark.parametrize("correlation", [0.0, 0.5, 0.9])
def test_the_correlation_time_is_that_of_the_slowest_series(correlation):
    """x has tau = (1 + c)/(1 - c)/2, the longest of the series followed."""
    moments = sample_moments([_correlated(100_000, correlation, seed=7)])
    expected = (1 + correlation) / (1 - correlation) / 2
    assert moments.correlation_time == pytest.approx(expected, rel=0.1, abs=0.05)


def test_a_correlated_common_volatility_of_white_values_is_found():
    """GARCH-like data: white themselves, their squares are not."""
    log_volatility = _correlated(50_000, 0.95, seed=8)[:, :1]
    samples = np.exp(0.7 * log_volatility) * np.random.default_rng(9).standard_normal((50_000, 6))
    assert sample_moments([samples]).correlation_time > 5


def test_the_correlated_volatility_of_one_variable_of_many_is_found():
    rng = np.random.default_rng(10)
    samples = rng.standard_normal((50_000, 40))
    samples[:, 0] *= np.exp(0.7 * _correlated(50_000, 0.95, seed=8)[:, 0])
    assert sample_moments([samples]).correlation_time > 2  # the mean over all of them: 0.73


def test_a_slow_variable_among_white_ones_is_found_by_its_own_series():
    """Its mean with 20 others has a time of 1, its square one of 5: (1 + c)/(1 - c)/2 of c = 0.9 is 9.5."""
    samples = np.random.default_rng(11).standard_normal((60_000, 21))
    samples[:, 11] = _correlated(60_000, 0.9, seed=12)[:, 0]  # the fifth of eight that are spread evenly
    assert sample_moments([samples]).correlation_time == pytest.approx(9.5, rel=0.15)


def test_series_are_in_units_of_their_deviation():
    """A slow signal that small variables share is found beside a large white one, which hides it in plain sums."""
    rng, slow = np.random.default_rng(13), _correlated(60_000, 0.9, seed=14)[:, :1]
    samples = np.sqrt(0.9) * rng.standard_normal((60_000, 10)) + np.sqrt(0.1) * slow
    samples[:, 9] = 1e4 * rng.standard_normal(60_000)
    assert sample_moments([samples]).correlation_time > 3


def test_series_too_short_for_their_time_have_the_time_so_far():
    """300 samples with a time of 49.5 are fewer than 50 times that."""
    assert 6 < sample_moments([_correlated(300, 0.98, seed=15)]).correlation_time < 100


def test_a_garch_process_has_the_mean_variance_one():
    """Of s' = 1 - a - b + a x^2 + b s; without the a in its first term the mean is 2."""
    series = np.random.default_rng(16).standard_normal((4000, 50))
    garch_from_innovations(series, np.ones(50), 0.1, 0.8)
    error = (series**2).mean(axis=0).std(ddof=1) / np.sqrt(50)
    assert (series**2).mean() == pytest.approx(1.0, abs=4 * error)
    assert error < 0.05
