"""The Gaussian null: covariances at every lag, and nothing that is not Gaussian."""

import numpy as np
import pytest

from rgcore.pcarg import moment_flow
from rgcore.pcarg.nulls.draws import fit_null
from rgcore.pcarg.nulls.gaussian import random_phases
from rgcore.pcarg.nulls.observed_data import observed_data


def draws_of(samples, n_draws, seed):
    rng = np.random.default_rng(seed)
    null = fit_null("gaussian", observed_data((samples,)), rng=rng)
    return [np.concatenate(list(null.draw(rng=rng))) for _ in range(n_draws)]


@pytest.mark.parametrize("scaling", ["covariance", "correlation"])
def test_draws_of_skewed_data_are_gaussian_at_every_cutoff(scaling):
    rng = np.random.default_rng(1)
    skewed = np.exp(rng.standard_normal((40_000, 1)) + 0.5 * rng.standard_normal((40_000, 10)))
    (drawn,) = draws_of(skewed, 1, seed=5)
    table = moment_flow(drawn, [1.0, 0.5, 0.25, 0.1], scaling=scaling)
    assert (np.abs(table["kurtosis_median"] - 3) < 3 * table["kurtosis_median_err"]).all()
    assert (table["kurtosis_median_err"] < 0.03).all()


def _autocorrelated(n_samples):
    """Return four Gaussian series of autocorrelation 0.9^t with common shocks."""
    rng = np.random.default_rng(1)
    series = rng.standard_normal((n_samples, 4)) + rng.standard_normal((n_samples, 1))
    for step in range(1, n_samples):
        series[step] += 0.9 * series[step - 1]
    return series


def _lagged(samples, lag):
    values = samples - samples.mean(axis=0)
    return np.roll(values, -lag, axis=0).T @ values / len(values)


@pytest.mark.parametrize("n_samples", [500, 501])
@pytest.mark.parametrize("lag", [0, 1, 7])
def test_covariances_at_every_lag_are_kept_exactly(n_samples, lag):
    samples = _autocorrelated(n_samples)
    (drawn,) = draws_of(samples, 1, seed=2)
    assert np.abs(drawn - samples).max() > 1
    np.testing.assert_allclose(_lagged(drawn, lag), _lagged(samples, lag), rtol=1e-10, atol=1e-10)


def test_the_mean_has_no_phase_and_the_highest_frequency_a_random_sign():
    """At two samples per period a wave has no phase but its sign: half of the draws turn it round."""
    drawn = np.array([random_phases(8, rng=np.random.default_rng(seed)) for seed in range(400)])
    assert drawn.shape == (400, 5)
    assert not drawn[:, 0].any()
    np.testing.assert_allclose(np.abs(drawn[:, 1:]), 1, rtol=1e-12)
    assert set(drawn[:, -1]) == {-1, 1}
    assert np.abs(drawn[:, 1:].mean(axis=0)).max() < 4 / np.sqrt(400)


def test_two_draws_of_autocorrelated_data_are_independent():
    first, second = draws_of(_autocorrelated(20_000), 2, seed=3)
    correlation = np.corrcoef(first.T, second.T)[:4, 4:]
    assert np.abs(correlation).max() < 4 * np.sqrt(19 / 20_000)  # (1 + 0.9^2)/(1 - 0.9^2) = 9.5 each, at most
