"""The null of returns has the covariance it was fitted to, and does not exclude its own draws."""

from dataclasses import replace

import numpy as np
import pytest

from rgcore.pcarg.flow.kurtosis_flow import FlowSettings
from rgcore.pcarg.flow.moment_flow import flow_table
from rgcore.pcarg.modes.principal_components import principal_components
from rgcore.pcarg.nulls import factor_garch
from rgcore.pcarg.nulls.draws import fit_null
from rgcore.pcarg.nulls.exclusion.rank_tests import flow_tests
from rgcore.pcarg.nulls.factor_garch import FactorGarch, factor_number
from rgcore.pcarg.nulls.fits.garch_fit import GarchParameters
from rgcore.pcarg.nulls.observed_data import observed_data
from rgcore.series.moments import sample_moments

N_VARIABLES, N_FACTORS = 40, 2


def _null(n_samples, arch=0.07, garch=0.85, degrees=5.0):
    """Return a market of loading 0.5, and one group against the other of loading 0.4."""
    loadings = np.column_stack([np.full(N_VARIABLES, 0.5), np.repeat([0.4, -0.4], N_VARIABLES // 2)])
    n_series = N_VARIABLES + N_FACTORS
    processes = GarchParameters(
        variance=np.ones(n_series),
        arch=np.full(n_series, arch),
        garch=np.full(n_series, garch),
        degrees_of_freedom=np.full(n_series, degrees),
    )
    residual = np.full(N_VARIABLES, np.sqrt(1 - 0.25 - 0.16))
    return FactorGarch(n_samples=n_samples, loadings=loadings, residual=residual, processes=processes)


def _fitted(samples, rng):
    return fit_null("factor_garch", observed_data(samples), rng=rng)


def test_draws_have_the_covariance_of_loadings_and_residuals():
    null = _null(100_000, arch=0.03, garch=0.5, degrees=30.0)
    (drawn,) = null.draw(rng=np.random.default_rng(1))
    expected = null.loadings @ null.loadings.T + np.diag(null.residual**2)
    error = 1.5 * np.sqrt((1 + expected**2) / 100_000)  # of nearly Gaussian samples
    assert (np.abs(drawn.T @ drawn / 100_000 - expected) < 4.5 * error).all()


def test_factors_and_loadings_are_found():
    rng = np.random.default_rng(2)
    true = _null(4000)
    fitted = _fitted(true.draw(rng=rng), rng)
    assert fitted.loadings.shape == (N_VARIABLES, N_FACTORS)
    common = fitted.loadings @ fitted.loadings.T
    assert np.abs(common - true.loadings @ true.loadings.T).max() < 0.12
    assert np.abs(np.median(fitted.residual / true.residual) - 1) < 0.03


def test_a_fitted_null_keeps_the_variance_of_every_variable():
    rng = np.random.default_rng(3)
    samples = _null(1000).draw(rng=rng)
    fitted = _fitted(samples, rng)
    total = (fitted.loadings**2).sum(axis=1) + fitted.residual**2
    np.testing.assert_allclose(total, samples[0].var(axis=0), rtol=1e-10)


@pytest.mark.repetitions
def test_tails_and_bursts_of_residuals_are_recovered_without_bias():
    """Uncorrected, the degrees of freedom come out more than 6 % too high: 5.5 in place of 5."""
    degrees, persistence = [], []
    for seed in range(5):
        rng = np.random.default_rng(10 + seed)
        processes = _fitted(_null(2000).draw(rng=rng), rng).processes
        degrees.append(np.median(processes.degrees_of_freedom[N_FACTORS:]))
        persistence.append(np.median((processes.arch + processes.garch)[N_FACTORS:]))
    error = np.std(degrees, ddof=1) / np.sqrt(5)
    assert abs(np.mean(degrees) - 5.0) < 3 * error
    assert error < 0.15
    assert np.mean(persistence) == pytest.approx(0.92, abs=0.03)


@pytest.mark.repetitions
def test_tails_of_factors_of_equal_eigenvalues_are_corrected():
    """Four factors of equal strength are found as mixtures, whose tails are lighter than their own."""
    groups = np.kron(np.eye(4), np.ones((N_VARIABLES // 4, 1)))
    found = []
    many = GarchParameters(
        variance=np.ones(N_VARIABLES + 4),
        arch=np.full(N_VARIABLES + 4, 0.05),
        garch=np.full(N_VARIABLES + 4, 0.5),
        degrees_of_freedom=np.full(N_VARIABLES + 4, 5.0),
    )
    true = replace(
        _null(2000), loadings=0.7 * groups, residual=np.full(N_VARIABLES, np.sqrt(1 - 0.49)), processes=many
    )
    for seed in range(5):
        rng = np.random.default_rng(20 + seed)
        found.append(np.log(_fitted(true.draw(rng=rng), rng).processes.degrees_of_freedom[:4] - 2).mean())
    error = np.std(found, ddof=1) / np.sqrt(5)
    assert abs(np.mean(found) - np.log(3)) < 3.5 * error
    assert error < 0.2


@pytest.mark.repetitions
def test_draws_of_a_factor_garch_null_are_not_excluded_from_the_null_fitted_to_them():
    rng, settings, p_values = (
        np.random.default_rng(5),
        [FlowSettings(kept=(1.0, 0.5, 0.25), dropped_top=2)],
        [],
    )
    for _ in range(6):
        samples = _null(1000).draw(rng=rng)
        null = _fitted(samples, rng)
        flows = [samples, *(null.draw(rng=rng) for _ in range(19))]
        tables = [flow_table(each, sample_moments(each), settings, n_blocks=2) for each in flows]
        curves = np.log([table["kurtosis_median"] for table in tables])
        p_values.append(flow_tests(curves, np.zeros(3, dtype=int)).p_values[0])
    assert np.sum(np.array(p_values) <= 0.1) <= 2  # 3 of 6 at a chance of 0.1 each happen once in 60


def test_a_large_draw_is_simulated_anew_and_the_same(monkeypatch):
    kept, rngs = _null(5000), [np.random.default_rng(6) for _ in range(2)]
    whole = kept.draw(rng=rngs[0])[0]
    monkeypatch.setattr(factor_garch, "MOST_IN_MEMORY", 1000)
    anew = kept.draw(rng=rngs[1])
    for _ in range(2):
        assert np.array_equal(np.concatenate(list(anew)), whole)


def test_white_noise_has_no_factors():
    rng = np.random.default_rng(7)
    samples = (rng.standard_normal((2000, 20)),)
    modes = principal_components(sample_moments(samples), "correlation")
    assert factor_number(0.97 * modes.variances, 2000) == 0
    fitted = _fitted((rng.standard_normal((300, 3)),), rng)
    assert fitted.loadings.shape[0] == 3


def test_processes_are_those_of_the_first_twenty_thousand_samples():
    """Their order in time sets bursts: turned round after 20,000 it changes nothing, before it does."""
    rng = np.random.default_rng(8)
    samples = _null(21_000).draw(rng=rng)[0][:, :3]
    early, late = samples.copy(), samples.copy()
    early[15_000:20_000], late[20_000:] = samples[15_000:20_000][::-1], samples[20_000:][::-1]
    whole, early, late = (
        factor_garch._uncorrected(observed_data((each,))).processes.arch for each in (samples, early, late)
    )
    np.testing.assert_allclose(late, whole, rtol=1e-4)
    assert np.abs(early / whole - 1).max() > 1e-3
