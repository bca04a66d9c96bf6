"""Checks of the null of factors with bursts, with formulas written out.

Each takes the module and returns whether it is right.
"""

from dataclasses import replace
from functools import cache

import numpy as np

from rgcore.pcarg.modes.principal_components import principal_components
from rgcore.pcarg.nulls.factor_garch import FactorGarch
from rgcore.pcarg.nulls.fits.garch_fit import GarchParameters, fit_garch, free_coordinates, parameters_at
from rgcore.pcarg.nulls.observed_data import observed_data
from rgcore.series.moments import sample_moments

from ..by_hand import same
from .checks_of_draws import centred, joined

LOADINGS = np.array([[2.0], [-1.0], [0.5]])
LAGGED = np.array([0.2, 0.1, 0.52, 0.3])
"""b of four processes, the third of which forgets most slowly."""


def processes(n_series, nu):
    """Return processes with a = 0.3 and b = 0.2."""
    return GarchParameters(
        variance=np.ones(n_series),
        arch=np.full(n_series, 0.3),
        garch=np.full(n_series, 0.2),
        degrees_of_freedom=np.full(n_series, nu),
    )


def returns():
    """Return 200 samples of 5 variables of different sizes with two common factors."""
    null = FactorGarch(
        n_samples=200,
        loadings=np.array([[0.7, 0.3], [2.0, -1.0], [-3.0, 1.0], [1.0, 2.0], [0.6, -1.2]]),
        residual=np.array([0.3, 0.9, 1.5, 0.6, 0.5]),
        processes=processes(7, 5.0),
    )
    return joined(null.draw(rng=np.random.default_rng(5))) + 1


def first_fit(samples):
    """Return factors above the edge, and the processes of them and of what they leave."""
    values = centred(samples) / samples.std(axis=0)
    modes = principal_components(sample_moments((samples,)), "correlation")
    n_factors = (modes.variances > (1 + np.sqrt(5 / 200)) ** 2).sum()
    weights, scale = modes.components[:, :n_factors], np.sqrt(modes.variances[:n_factors])
    factors = values @ weights / scale
    left = values - values @ weights @ weights.T
    return FactorGarch(
        n_samples=200,
        loadings=samples.std(axis=0)[:, None] * weights * scale,
        residual=left.std(axis=0) * samples.std(axis=0),
        processes=fit_garch(np.column_stack([factors, left]).T),
    )


@cache
def expected_fit():
    """Return the first fit, and its free coordinates less the bias that fits to its draws have."""
    rng, first = np.random.default_rng(6), first_fit(returns())
    again = first_fit(joined(first.draw(rng=rng)))
    before, after = free_coordinates(first.processes), free_coordinates(again.processes)
    bias = np.median(after[:, again.loadings.shape[1] :], axis=1) - np.median(before[:, 2:], axis=1)
    pilots = [first_fit(joined(first.draw(rng=rng))).processes for _ in range(5)]
    tails = np.mean([free_coordinates(each)[2, :2] for each in pilots])
    corrected = np.column_stack([before[:, :2], before[:, 2:] - bias[:, None]])
    corrected[2, :2] += before[2, :2].mean() - tails
    return first, parameters_at(corrected, np.ones(7))


def factor_garch(module):
    return (
        [module.factor_number(*each) for each in _spectra()] == [2, 2, 20]
        and _simulation(module)
        and _fit(module)
        and _batches(module)
    )


def _fit(module):
    first, expected = expected_fit()
    found = module.CARD.fit(observed_data((returns(),)), rng=np.random.default_rng(6))
    names = ("arch", "garch", "degrees_of_freedom")
    return (
        np.allclose(found.loadings, first.loadings)
        and first.loadings.shape == (5, 2)
        and np.allclose(found.residual, first.residual)
        and all(np.allclose(getattr(found.processes, n), getattr(expected, n), rtol=1e-4) for n in names)
    )


def _spectra():
    """Two modes above the edge (1 + 1/2)^2 = 2.25, all but one of three, and twenty of thirty."""
    return (np.array([4.0, 2.3, 2.2, 0.5]), 16), (np.array([9.0, 9.0, 9.0]), 300), (np.full(30, 9.0), 300)


def _simulation(module):
    residual = np.array([0.5, 1.0, 2.0])
    null = module.FactorGarch(
        n_samples=2000, loadings=LOADINGS, residual=residual, processes=processes(4, 12.0)
    )
    draw = joined(null.draw(rng=np.random.default_rng(7)))
    tails = replace(null.processes, degrees_of_freedom=np.array([4.0, 5.0, 7.0, 40.0]))
    report = replace(null, processes=tails).report()
    expected = LOADINGS @ LOADINGS.T + np.diag(residual**2)
    squares = [centred(draw[:, [0]] ** 2).ravel(), centred(draw[:, [2]] ** 2).ravel()]
    bursts = [np.mean(each[1:] * each[:-1]) / each.var() for each in squares]
    return (
        draw.shape == (2000, 3)
        and (report.degrees_of_freedom, report.n_factors) == (6.0, LOADINGS.shape[1])
        and np.abs(draw.T @ draw / 2000 - expected).max() < 0.5
        and all(0.1 < each < 0.5 for each in bursts)
    )


def _batches(module):
    """A draw of two batches is the recursion over all innovations, after a run-in of 10 / (1 - a - b) = 26.3 samples.

    Every pass over it is the same.
    """
    residual, arch, garch = np.array([0.5, 1.0, 2.0]), np.array([0.3, 0.1, 0.1, 0.2]), LAGGED
    null = module.FactorGarch(
        n_samples=5000,
        loadings=LOADINGS,
        residual=residual,
        processes=replace(processes(4, 12.0), arch=arch, garch=garch),
    )
    anew = module._simulated(null, np.random.default_rng(8).spawn(1)[0])
    draws = [joined(blocks) for blocks in (null.draw(rng=np.random.default_rng(8)), anew, anew)]
    series = np.random.default_rng(8).spawn(1)[0].standard_t(12, (5027, 4)) * np.sqrt(10 / 12)
    variance = np.ones(4)
    for step in series:
        step *= np.sqrt(variance)  # noqa: PLW2901  (in place)
        variance = 1 - arch - garch + arch * step**2 + garch * variance
    expected = series[27:, :1] @ LOADINGS.T + series[27:, 1:] * residual
    return all(same(draw, expected) for draw in draws)


CHECKS = {"nulls.factor_garch": factor_garch}
