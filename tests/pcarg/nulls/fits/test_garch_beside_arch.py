"""Likelihood and fit of GARCH(1,1) with Student's t beside those of the package arch."""

import numpy as np
import pytest
from arch import arch_model
from arch.univariate import GARCH, StudentsT
from scipy.optimize import minimize
from scipy.special import gammaln

from rgcore.pcarg.nulls.fits._garch_kernels import garch_cost
from rgcore.pcarg.nulls.fits.garch_fit import fit_garch
from rgcore.series.garch import garch_from_innovations, student_innovations

N_SERIES, N_SAMPLES = 6, 4000


@pytest.fixture(scope="module")
def series():
    """Series (6, 4000) of a = 0.1, b = 0.8 and nu = 8, run in for 500 steps."""
    shape = (N_SAMPLES + 500, N_SERIES)
    innovations = student_innovations(shape, 8.0, rng=np.random.default_rng(5))
    garch_from_innovations(innovations, np.ones(N_SERIES), 0.1, 0.8)
    return innovations[500:].T.copy()


def log_likelihood_of_arch(series, arch, garch, degrees):
    """Mean per sample, the variance of the process being the sample's, and the one it starts from."""
    process, mean = GARCH(1, 0, 1), np.mean(series**2)
    variances = np.empty_like(series)
    start = np.array([mean * (1 - arch - garch), arch, garch])
    process.compute_variance(start, series, variances, mean, process.variance_bounds(series))
    return StudentsT().loglikelihood([degrees], series, variances) / len(series)


@pytest.mark.parametrize("point", [(0.1, 0.8, 8.0), (0.02, 0.97, 4.0), (0.3, 0.2, 30.0)])
def test_the_likelihood_is_that_of_arch(series, point):
    squares, degrees = series[0] ** 2, point[2]
    normal = gammaln((degrees + 1) / 2) - gammaln(degrees / 2) - 0.5 * np.log(np.pi * (degrees - 2))
    found = normal - garch_cost(squares, squares.mean(), *point)
    # 4000 terms of order 1 are summed: at most 4000 u = 4e-13, and 1e-13 from a recursion that keeps 1 / (1 - b) steps
    assert found == pytest.approx(log_likelihood_of_arch(series[0], *point), rel=1e-12)


def test_no_point_that_another_optimizer_finds_is_likelier(series):
    for each, *found in zip(series, *fitted(series), strict=True):
        best = minimize(
            lambda point, each=each: -log_likelihood_of_arch(each, *point),
            found,
            method="L-BFGS-B",
            bounds=[(1e-4, 0.5), (0.1, 0.98), (2.1, 100)],
        )
        missing = N_SAMPLES * (-best.fun - log_likelihood_of_arch(each, *found))
        # z standard errors off the maximum cost z^2 / 2; the simplex stops within 1e-6 per sample, five times which
        # is 0.02: a fifth of a standard error
        assert missing < 0.02


def test_fits_are_those_of_arch_within_a_standard_error(series):
    """arch fits the variance, too. By Hausman's lemma the difference of the two scatters with
    var(ours) - var(its): under one standard error where variance targeting does not double the variance."""
    for each, *found in zip(series, *fitted(series), strict=True):
        model = arch_model(each, mean="Zero", vol="GARCH", p=1, q=1, dist="t", rescale=False)
        fit = model.fit(disp="off", backcast=np.mean(each**2))
        names = ["alpha[1]", "beta[1]", "nu"]
        assert (np.abs(found - fit.params[names]) < fit.std_err[names]).all()


def fitted(series):
    found = fit_garch(series)
    return found.arch, found.garch, found.degrees_of_freedom
