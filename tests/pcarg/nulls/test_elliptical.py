"""The elliptical null: a Student t whose kurtosis and bursts are those of the data."""

from dataclasses import replace

import numpy as np
import pytest

from rgcore.pcarg import moment_flow
from rgcore.pcarg.nulls.draws import fit_null
from rgcore.pcarg.nulls.elliptical import Elliptical
from rgcore.pcarg.nulls.fits.volatility import StudentFit, common_volatility
from rgcore.pcarg.nulls.gaussian import Gaussian
from rgcore.pcarg.nulls.observed_data import observed_data


def draw_with(degrees_of_freedom, samples, *, rng):
    """Return a draw at given degrees of freedom, which are not fitted."""
    data = observed_data((samples,))
    null = Elliptical(
        gaussian=Gaussian(data.columns),
        volatility=common_volatility((samples,), data.moments),
        student=StudentFit(degrees_of_freedom=degrees_of_freedom, degrees_of_freedom_err=0.0),
    )
    return np.concatenate(list(null.draw(rng=rng)))


def _skewed(n_samples):
    rng = np.random.default_rng(1)
    return np.exp(rng.standard_normal((n_samples, 1)) + 0.5 * rng.standard_normal((n_samples, 10)))


@pytest.mark.parametrize("scaling", ["covariance", "correlation"])
def test_every_projection_has_the_kurtosis_of_the_student_t(scaling):
    """3 (nu - 2)/(nu - 4) = 4.5 at nu = 8."""
    drawn = draw_with(8.0, _skewed(400_000), rng=np.random.default_rng(6))
    table = moment_flow(drawn, [1.0, 0.5, 0.25, 0.1], scaling=scaling)
    assert (np.abs(table["kurtosis_median"] - 4.5) < 3.5 * table["kurtosis_median_err"]).all()
    assert (table["kurtosis_median_err"] < 0.2).all()


@pytest.mark.repetitions
def test_covariance_and_kurtosis_are_those_of_the_data():
    rng = np.random.default_rng(7)
    volatility = np.sqrt(10 / rng.chisquare(12, 100_000))  # nu = 12: kurtosis 3.75
    samples = rng.standard_normal((100_000, 5)) * volatility[:, None]
    drawn = np.concatenate(list(fit_null("elliptical", observed_data((samples,)), rng=rng).draw(rng=rng)))
    np.testing.assert_allclose(np.cov(drawn.T, bias=True), np.cov(samples.T, bias=True), atol=0.03)
    kurtosis = moment_flow(drawn, [1.0])["kurtosis_median"].iloc[0]
    assert kurtosis == pytest.approx(3.75, abs=0.15)


def test_bursts_last_as_long_as_those_of_the_data():
    """Squares of a common volatility that changes every 50 samples are correlated over 10, not over 200."""
    rng = np.random.default_rng(4)
    volatility = np.repeat(np.sqrt(4 / rng.chisquare(6, 400)), 50)
    drawn = draw_with(6.0, volatility[:, None] * rng.standard_normal((20_000, 30)), rng=rng)
    square = (drawn**2).mean(axis=1)
    rank = np.argsort(np.argsort(square))
    near, distant = (np.corrcoef(rank[lag:], rank[:-lag])[0, 1] for lag in (10, 200))
    assert near > 0.5
    assert abs(distant) < 0.2


def test_equal_volatilities_of_silent_samples_are_put_in_random_order():
    """In order of time they would rise slowly, as if silent samples were autocorrelated."""
    rng = np.random.default_rng(5)
    fitted = fit_null("elliptical", observed_data((_skewed(4000),)), rng=rng)
    null = replace(fitted, volatility=np.zeros(4000))
    ranks = np.argsort(np.argsort(null.draw_volatility(rng=rng)))
    assert abs(np.corrcoef(ranks[1:], ranks[:-1])[0, 1]) < 4 / np.sqrt(4000)


def test_the_largest_burst_is_anywhere_in_time():
    """Of 400 draws a quarter has it in each quarter of the time, though the data have it at the end."""
    data = observed_data((np.random.default_rng(1).standard_normal((100, 2)),))
    null = Elliptical(
        gaussian=Gaussian(data.columns),
        volatility=np.arange(100.0),
        student=StudentFit(degrees_of_freedom=5.0, degrees_of_freedom_err=0.1),
    )
    rng = np.random.default_rng(2)
    places = np.array([null.draw_volatility(rng=rng).argmax() for _ in range(400)])
    counts = np.bincount(places // 25, minlength=4)
    assert np.abs(counts - 100).max() < 4 * np.sqrt(400 * 0.25 * 0.75)
