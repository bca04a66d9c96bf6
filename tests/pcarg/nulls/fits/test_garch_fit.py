"""The parameters of GARCH processes are recovered from their series."""

import numpy as np
import pytest
from scipy.special import gammaln
from scipy.stats import norm
from scipy.stats import t as student_t

from rgcore.pcarg.nulls.fits._garch_kernels import garch_cost
from rgcore.pcarg.nulls.fits.garch_fit import GarchParameters, fit_garch, free_coordinates, parameters_at
from rgcore.series.garch import garch_from_innovations, student_innovations


def _series(n_series, n_samples, process, seed=1):
    """Return (n_series, n_samples) series of unit variance, after 500 steps from the start."""
    arch, garch, degrees = process
    innovations = student_innovations((n_samples + 500, n_series), degrees, rng=np.random.default_rng(seed))
    garch_from_innovations(innovations, np.ones(n_series), arch, garch)
    return innovations[500:].T.copy()


def log_likelihood(series, variance, arch, garch, degrees):
    """Return the mean log likelihood per sample of one series, started at the mean variance."""
    normal = gammaln((degrees + 1) / 2) - gammaln(degrees / 2) - 0.5 * np.log(np.pi * (degrees - 2))
    return normal - garch_cost(series**2, float(variance), float(arch), float(garch), float(degrees))


def test_the_likelihood_is_that_of_a_loop_over_scipys_student():
    series, (variance, arch, garch, degrees) = _series(1, 300, (0.1, 0.8, 6.0))[0], (1.3, 0.12, 0.7, 5.0)
    current, total = variance, 0.0
    for value in series:
        total += student_t.logpdf(value, degrees, scale=np.sqrt(current * (degrees - 2) / degrees))
        current = variance * (1 - arch - garch) + arch * value**2 + garch * current
    found = log_likelihood(series, variance, arch, garch, degrees)
    assert found == pytest.approx(total / 300, rel=1e-12)


def test_the_likelihood_of_light_tails_without_bursts_is_gaussian():
    series = np.random.default_rng(2).standard_normal(500)
    found = log_likelihood(series, 1.0, 1e-9, 1e-9, 1e7)
    assert found == pytest.approx(norm.logpdf(series).mean(), abs=1e-5)


@pytest.mark.parametrize("process", [(0.07, 0.85, 5.0), (0.1, 0.88, 8.0)])
def test_a_process_is_recovered_within_its_scatter(process):
    fitted = fit_garch(3 * _series(40, 8000, process))
    found = np.array([fitted.arch, fitted.garch, np.log(fitted.degrees_of_freedom)])
    expected = np.array([process[0], process[1], np.log(process[2])])
    error = found.std(axis=1, ddof=1) / np.sqrt(40)
    assert (np.abs(found.mean(axis=1) - expected) < 3.5 * error).all()
    assert (error / expected < 0.03).all()


def test_the_variance_is_the_samples():
    series = 3 * _series(2, 500, (0.1, 0.8, 6.0))
    np.testing.assert_allclose(fit_garch(series).variance, (series**2).mean(axis=1), rtol=1e-12)


def test_no_process_is_more_likely_than_the_fitted_one():
    series = _series(1, 2000, (0.1, 0.8, 6.0), seed=3)
    fitted = fit_garch(series)
    best = free_coordinates(fitted)[:, 0]

    def likelihood(point):
        process = parameters_at(point, fitted.variance[0])
        return log_likelihood(
            series[0], fitted.variance[0], process.arch, process.garch, process.degrees_of_freedom
        )

    for step in np.concatenate([np.eye(3), -np.eye(3)]) * 0.1:
        assert likelihood(best + step) < likelihood(best)


@pytest.mark.parametrize("kind", ["white", "walk"])
def test_fitted_processes_are_stationary(kind):
    series = np.random.default_rng(4).standard_normal((3, 400))
    series = series if kind == "white" else series * np.exp(np.linspace(-2, 2, 400))
    fitted = fit_garch(series)
    assert (fitted.arch >= 0).all()
    assert (fitted.garch >= 0).all()
    assert (fitted.arch + fitted.garch <= 0.998 + 1e-12).all()


def test_the_coordinates_of_a_process_give_the_process():
    fitted = fit_garch(_series(3, 500, (0.1, 0.8, 6.0)))
    back = parameters_at(free_coordinates(fitted), fitted.variance)
    for name in ("arch", "garch", "degrees_of_freedom"):
        np.testing.assert_allclose(getattr(back, name), getattr(fitted, name), rtol=1e-6)


def test_a_constant_series_is_refused():
    with pytest.raises(ValueError, match="must vary, number 1"):
        fit_garch(np.array([[1.0, -1.0, 2.0], [0.0, 0.0, 0.0]]))


def test_a_process_simulated_in_two_parts_is_the_whole():
    process = (0.1, 0.8)
    whole, parts = (student_innovations((100, 3), 6.0, rng=np.random.default_rng(5)) for _ in range(2))
    last = garch_from_innovations(whole, np.ones(3), *process)
    between = garch_from_innovations(parts[:40], np.ones(3), *process)
    np.testing.assert_array_equal(garch_from_innovations(parts[40:], between, *process), last)
    np.testing.assert_array_equal(whole, parts)


def test_coordinates_lead_back_to_the_parameters():
    """Of weak and of strong bursts, of short and of long memory, of heavy and of thin tails."""
    processes = GarchParameters(
        variance=np.array([1.0, 2.0, 0.5, 3.0]),
        arch=np.array([0.0005, 0.4, 0.001, 0.05]),
        garch=np.array([0.9, 0.002, 0.005, 0.9475]),
        degrees_of_freedom=np.array([2.2, 4.0, 30.0, 150.0]),
    )
    found = parameters_at(free_coordinates(processes), processes.variance)
    for name in ("variance", "arch", "garch", "degrees_of_freedom"):
        np.testing.assert_allclose(getattr(found, name), getattr(processes, name), rtol=1e-9)
