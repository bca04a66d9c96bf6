"""Degrees of freedom and common volatility are recovered from samples of known ones."""

import numpy as np
import pytest

from rgcore.pcarg.nulls.fits.volatility import (
    _GRID,
    _median_kurtosis,
    _repetitions,
    common_volatility,
    fit_student,
)
from rgcore.series.moments import sample_moments


def _student(n_samples, nu, rng, n_variables=30):
    volatility = np.sqrt((nu - 2) / rng.chisquare(nu, n_samples))
    market = rng.standard_normal((n_samples, 1))
    return volatility, volatility[:, None] * (0.6 * market + rng.standard_normal((n_samples, n_variables)))


def _kurtosis_of(samples):
    values = samples - samples.mean(axis=0)
    return np.median((values**4).mean(axis=0) / (values**2).mean(axis=0) ** 2)


@pytest.mark.repetitions
@pytest.mark.parametrize("nu", [5.0, 8.0])
def test_degrees_of_freedom_are_matched_without_bias(nu):
    """The closed form is off by more than its standard error: 5.6 for 5."""
    rng, fits = np.random.default_rng(1), []
    for _ in range(8):
        _, samples = _student(1000, nu, rng)
        fits.append(fit_student(_kurtosis_of(samples), 1000, np.corrcoef(samples.T), rng=rng))
    found = np.array([fit.degrees_of_freedom for fit in fits])
    claimed = np.median([fit.degrees_of_freedom_err for fit in fits])
    assert abs(np.median(found) - nu) < 3 * 1.25 * claimed / np.sqrt(8)
    assert 0.4 < found.std(ddof=1) / claimed < 2


def test_light_tails_have_the_most_degrees_of_freedom():
    fit = fit_student(2.0, 500, np.eye(5), rng=np.random.default_rng(2))
    assert fit.degrees_of_freedom == pytest.approx(402)


def test_heavier_tails_have_fewer_degrees_of_freedom():
    found = [
        fit_student(kurtosis, 500, np.eye(5), rng=np.random.default_rng(3)).degrees_of_freedom
        for kurtosis in (3.5, 5.0, 20.0, 400.0)
    ]
    assert found == sorted(found, reverse=True)
    assert found[-1] > 2


def test_the_common_volatility_is_recovered():
    rng = np.random.default_rng(4)
    volatility, samples = _student(3000, 6.0, rng, n_variables=80)
    found = common_volatility((samples,), sample_moments((samples,)))
    assert np.corrcoef(np.log(found), np.log(volatility))[0, 1] > 0.9  # noise of relative variance 2/80


def test_the_common_volatility_is_recovered_of_more_variables_than_samples():
    """If all modes counted, every sample would be equally volatile."""
    rng = np.random.default_rng(5)
    volatility, samples = _student(200, 6.0, rng, n_variables=300)
    found = common_volatility((samples,), sample_moments((samples,)))
    assert np.corrcoef(np.log(found), np.log(volatility))[0, 1] > 0.3


@pytest.mark.parametrize(("n_samples", "n_sets"), [(100, 101), (2000, 43), (5825, 15), (10**6, 15)])
def test_the_kurtosis_is_simulated_for_fifteen_sets_of_samples_at_least(n_samples, n_sets):
    """Two million numbers are 43 sets of 2,000 samples of 24 variables; a scatter needs several sets."""
    assert _repetitions(n_samples) == n_sets


def test_the_simulated_kurtosis_is_that_of_samples_written_out():
    """Of ten samples of three variables at every nu, with one Gaussian part and volatilities in turn."""
    root = np.tril(np.random.default_rng(1).random((3, 3)))
    found = _median_kurtosis(10, root, rng=np.random.default_rng(2))
    rng = np.random.default_rng(2)
    normal, expected = rng.standard_normal((10, 3)) @ root.T, []
    for nu in _GRID:
        samples = normal * np.sqrt((nu - 2) / rng.chisquare(nu, 10))[:, None]
        expected.append(np.median((samples**4).mean(axis=0) / (samples**2).mean(axis=0) ** 2))
    np.testing.assert_allclose(found, expected, rtol=1e-10)
