"""The likelihood of widths against normal distributions, and fits against planted hypotheses."""

import numpy as np
import pandas as pd
import pytest
from scipy.integrate import quad
from scipy.stats import multivariate_normal, norm

from rgcore.learned.size_hypotheses.covariates import covariates_of
from rgcore.learned.size_hypotheses.fit import fit_hypothesis
from rgcore.learned.size_hypotheses.likelihood import log_likelihoods
from rgcore.learned.size_hypotheses.widths import Widths

from .planted import BY_NAME, PLANTED, widths


def of_runs(log_width, limit, condition):
    """Widths with errors of measure of their own; of the conditions only the number matters."""
    n = len(log_width)
    of_measure = 0.01 * (1 + np.arange(n))
    conditions = pd.DataFrame(index=range(max(condition) + 1))
    return Widths(
        log_width=np.array(log_width),
        limit=np.array(limit),
        of_measure=of_measure,
        condition=np.array(condition),
        replica=np.arange(n),
        conditions=conditions,
        converged=np.full(n, True),
        n_not_localized=0,
    )


def test_measured_widths_have_the_density_of_a_normal_distribution():
    given = of_runs([0.1, 0.3, 0.2, 0.9], [0, 0, 0, 0], [0, 0, 0, 1])
    means, runs, conditions = np.array([0.25, 0.7]), 0.1, 0.3
    found = log_likelihoods(means, runs, conditions, given)
    for number, chosen in enumerate([[0, 1, 2], [3]]):
        covariance = np.diag(runs**2 + given.of_measure[chosen] ** 2) + conditions**2
        exact = multivariate_normal([means[number]] * len(chosen), covariance)
        assert found[number] == pytest.approx(exact.logpdf(given.log_width[chosen]), abs=1e-10)


@pytest.mark.parametrize(
    "limits", [[1, 0, 0, 0], [0, 0, -1, 0], [1, 1, 0, 0], [1, -1, 0, 1], [1, 1, 1, 1], [-1, -1, 0, 0]]
)
def test_limits_have_the_probability_of_all_of_them(limits):
    given = of_runs([0.1, 0.3, 0.2, 0.25], limits, [0, 0, 0, 0])
    mean, runs, conditions = 0.28, 0.05, 0.2
    deviation = np.hypot(runs, given.of_measure)

    def joint(missed):
        z = (given.log_width - mean - missed) / deviation
        each = np.select(
            [given.limit == 1, given.limit == -1], [norm.sf(z), norm.cdf(z)], norm.pdf(z) / deviation
        )
        return np.prod(each) * norm.pdf(missed, scale=conditions)

    exact, _ = quad(joint, -2, 2, points=[-0.2, 0.0, 0.2], limit=400, epsabs=1e-13)
    found = log_likelihoods(np.array([mean]), runs, conditions, given)
    assert found[0] == pytest.approx(np.log(exact), abs=1e-5)


@pytest.mark.parametrize("name", PLANTED)
def test_planted_parameters_are_found_within_their_errors(name):
    """Over repetitions, deviations in units of the standard errors are those of a normal distribution."""
    deviations = []
    for seed in range(100, 112):
        given = widths((name, PLANTED[name]), rng=np.random.default_rng(seed))
        fit = fit_hypothesis(BY_NAME[name], "measured", given, covariates_of(given.conditions))
        n = len(PLANTED[name])
        deviations.append((fit.values[:n] - PLANTED[name]) / np.sqrt(np.diag(fit.covariance)))
    deviations = np.array(deviations)
    assert np.abs(deviations.mean(axis=0)).max() < 4 / np.sqrt(12)
    of_normal = np.sqrt(2 / np.pi)  # the mean modulus, 0.8, whose standard error is 0.6 / sqrt(12)
    assert np.abs(np.abs(deviations).mean(axis=0) - of_normal).max() < 3 * 0.6 / np.sqrt(12)


def test_scatter_of_runs_and_of_conditions_are_told_apart():
    found = []
    for seed in range(8):
        rng = np.random.default_rng(seed)
        given = widths(("tiling", PLANTED["tiling"]), rng=rng, of_runs=0.02, of_conditions=0.1)
        found.append(
            fit_hypothesis(BY_NAME["tiling"], "none", given, covariates_of(given.conditions)).scatter
        )
    assert np.mean(found, axis=0) == pytest.approx([0.02, 0.1], rel=0.15)


def test_covariates_have_their_planted_effect():
    rng = np.random.default_rng(3)
    options = {"l1": [0.0, 1e-3, 2e-3], "n_epochs": [500, 2000], "slopes": (-0.1, -0.05), "n_replicas": 2}
    given = widths(("tiling", PLANTED["tiling"]), rng=rng, **options)
    covariates = covariates_of(given.conditions)
    assert covariates.names == ("l1_slope", "epochs_power")
    fit = fit_hypothesis(BY_NAME["tiling"], "none", given, covariates)
    errors = np.sqrt(np.diag(fit.covariance))
    np.testing.assert_array_less(np.abs(fit.values[:3] - [np.log(1.3), -0.1, -0.05]), 4 * errors)
    assert errors.max() < 0.02


def test_a_covariate_that_varies_with_the_sites_alone_is_left_out():
    given = widths(("tiling", (0.0,)), rng=np.random.default_rng(4), side=[16, 32], n_hidden=[64])
    assert covariates_of(given.conditions).names == ()
    more = widths(("tiling", (0.0,)), rng=np.random.default_rng(4), side=[16, 32])
    assert covariates_of(more.conditions).names == ("side_power",)


def test_fits_start_near_the_widths_whatever_values_covariates_have():
    """With epochs far from their unit the intercept of the covariates is part of the factor."""
    epochs = {"n_epochs": [20, 40], "temperature": ["2.4", "2.9"], "n_hidden": [64], "n_replicas": 1}
    given = widths(
        ("constant", PLANTED["constant"]), rng=np.random.default_rng(1), **epochs, slopes=(0.0, -0.3)
    )
    fit = fit_hypothesis(BY_NAME["constant"], "none", given, covariates_of(given.conditions))
    assert fit.scatter[1] < 0.2
    assert fit.values[0] == pytest.approx(np.log(3), abs=1)
