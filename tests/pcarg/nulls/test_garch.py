"""Laws with bursts of volatility are read back from their series."""

import numpy as np
import pytest
from scipy.stats import norm
from scipy.stats import t as student_t

from rgcore.pcarg.nulls.garch_fit import fit_garch, free_coordinates, garch_log_likelihood, laws_at
from rgcore.stats import garch_from_innovations, student_innovations


def _series(n_series, n_samples, law, seed=1):
    """Return (n_series, n_samples) series of unit variance, run in for 500 steps."""
    shock, memory, degrees = law
    innovations = student_innovations((n_samples + 500, n_series), degrees, rng=np.random.default_rng(seed))
    garch_from_innovations(innovations, np.ones(n_series), shock, memory)
    return innovations[500:].T.copy()


def test_the_likelihood_is_that_of_a_loop_over_scipys_student():
    series, (variance, shock, memory, degrees) = _series(1, 300, (0.1, 0.8, 6.0))[0], (1.3, 0.12, 0.7, 5.0)
    current, total = variance, 0.0
    for value in series:
        total += student_t.logpdf(value, degrees, scale=np.sqrt(current * (degrees - 2) / degrees))
        current = variance * (1 - shock - memory) + shock * value**2 + memory * current
    found = garch_log_likelihood(series, variance, shock, memory, degrees)
    assert found == pytest.approx(total / 300, rel=1e-12)


def test_the_likelihood_of_light_tails_without_bursts_is_gaussian():
    series = np.random.default_rng(2).standard_normal(500)
    found = garch_log_likelihood(series, 1.0, 1e-9, 1e-9, 1e7)
    assert found == pytest.approx(norm.logpdf(series).mean(), abs=1e-5)


@pytest.mark.parametrize("law", [(0.07, 0.85, 5.0), (0.1, 0.88, 8.0)])
def test_a_law_is_read_back_within_its_scatter(law):
    laws = fit_garch(3 * _series(40, 8000, law))
    found = np.array([laws.shock, laws.memory, np.log(laws.degrees_of_freedom)])
    expected = np.array([law[0], law[1], np.log(law[2])])
    error = found.std(axis=1, ddof=1) / np.sqrt(40)
    assert (np.abs(found.mean(axis=1) - expected) < 3.5 * error).all()
    assert (error / expected < 0.03).all()


def test_the_variance_is_the_samples():
    series = 3 * _series(2, 500, (0.1, 0.8, 6.0))
    np.testing.assert_allclose(fit_garch(series).variance, (series**2).mean(axis=1), rtol=1e-12)


def test_no_law_is_better_than_the_fitted_one():
    series = _series(1, 2000, (0.1, 0.8, 6.0), seed=3)
    laws = fit_garch(series)
    best = free_coordinates(laws)[:, 0]

    def likelihood(point):
        law = laws_at(point, laws.variance[0])
        return garch_log_likelihood(
            series[0], laws.variance[0], law.shock, law.memory, law.degrees_of_freedom
        )

    for step in np.concatenate([np.eye(3), -np.eye(3)]) * 0.1:
        assert likelihood(best + step) < likelihood(best)


@pytest.mark.parametrize("kind", ["white", "walk"])
def test_fitted_laws_are_stationary(kind):
    series = np.random.default_rng(4).standard_normal((3, 400))
    series = series if kind == "white" else series * np.exp(np.linspace(-2, 2, 400))
    laws = fit_garch(series)
    assert (laws.shock >= 0).all()
    assert (laws.memory >= 0).all()
    assert (laws.shock + laws.memory <= 0.998 + 1e-12).all()


def test_coordinates_of_a_law_lead_back_to_it():
    laws = fit_garch(_series(3, 500, (0.1, 0.8, 6.0)))
    back = laws_at(free_coordinates(laws), laws.variance)
    for name in ("shock", "memory", "degrees_of_freedom"):
        np.testing.assert_allclose(getattr(back, name), getattr(laws, name), rtol=1e-6)


def test_a_constant_series_is_refused():
    with pytest.raises(ValueError, match="must vary, number 1"):
        fit_garch(np.array([[1.0, -1.0, 2.0], [0.0, 0.0, 0.0]]))


def test_a_process_goes_on_where_it_was():
    law = (0.1, 0.8)
    whole, parts = (student_innovations((100, 3), 6.0, rng=np.random.default_rng(5)) for _ in range(2))
    last = garch_from_innovations(whole, np.ones(3), *law)
    between = garch_from_innovations(parts[:40], np.ones(3), *law)
    np.testing.assert_array_equal(garch_from_innovations(parts[40:], between, *law), last)
    np.testing.assert_array_equal(whole, parts)
