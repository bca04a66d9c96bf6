"""Checks of the fits of nulls and of the tests against their draws, with formulas written out and planted answers.

Each takes the module and returns whether it is right.
"""

from functools import cache

import numpy as np
from scipy.signal import lfilter

from rgcore.pcarg.nulls.elliptical import Elliptical
from rgcore.pcarg.nulls.exclusion.rank_tests import FlowTests
from rgcore.pcarg.nulls.fits.volatility import StudentFit, common_volatility, fit_student
from rgcore.pcarg.nulls.gaussian import Gaussian
from rgcore.pcarg.nulls.observed_data import observed_data
from rgcore.series.moments import sample_moments

from ..by_hand import same


def kurtosis_of(samples):
    """Return the median over the variables of <x^4> / <x^2>^2."""
    return kurtosis_about_zero(samples - samples.mean(axis=0))


def kurtosis_about_zero(values):
    return np.median((values**4).mean(axis=0) / (values**2).mean(axis=0) ** 2)


def scattered_kurtosis():
    """Return the kurtosis of 600 sets of 200 samples of a Student t of nu = 4, and their correlation."""
    rng, correlation = np.random.default_rng(3), 0.5 * np.eye(6) + 0.5
    common = np.sqrt(2 / rng.chisquare(4, (600, 200, 1)))
    samples = common * rng.normal(size=(600, 200, 6)) @ np.linalg.cholesky(correlation).T
    return np.array([kurtosis_of(each) for each in samples]), correlation


KURTOSIS, CORRELATION = scattered_kurtosis()


def volatility(module):
    """From its typical kurtosis nu = 4 is found; the error, of ln(nu - 2), is that between fits half of it away."""
    logs = np.log(KURTOSIS)
    few, typical, many = (
        module.fit_student(kurtosis, 200, CORRELATION, rng=np.random.default_rng(5))
        for kurtosis in np.exp(np.median(logs) + np.std(logs) * np.array([0.5, 0, -0.5]))
    )
    scatter = np.log((many.degrees_of_freedom - 2) / (few.degrees_of_freedom - 2))
    relative = typical.degrees_of_freedom_err / (typical.degrees_of_freedom - 2)
    right = abs(typical.degrees_of_freedom - 4) < 0.3 and abs(relative / scatter - 1) < 0.3
    return right and _mean_squares(module)


def _mean_squares(module):
    rng = np.random.default_rng(7)
    samples = rng.normal(size=(61, 4)) @ rng.normal(size=(4, 4)) + 3  # three modes, at twenty samples each
    values = (samples - samples.mean(axis=0)) / samples.std(axis=0)
    variances, vectors = np.linalg.eigh(np.corrcoef(samples.T))
    scores = values @ vectors[:, 1:] / np.sqrt(variances[1:])
    many = np.corrcoef(rng.normal(size=(30, 40)) @ rng.normal(size=(40, 40)))
    some, root = np.linspace(0, 29, 24).astype(int), module._root_of_some(many)
    spread = same(root @ root.T, many[np.ix_(some, some)])
    return spread and same(
        module.common_volatility((samples,), sample_moments((samples,))), (scores**2).mean(axis=1)
    )


def slow_bursts():
    """Return slow variables with slow bursts: a fit as if samples were independent has too small a kurtosis."""
    rng = np.random.default_rng(1)
    slow = lfilter([np.sqrt(1 - 0.97**2)], [1, -0.97], rng.normal(size=(160, 6)), axis=0)
    return slow * np.repeat(1 + 4 * (rng.random(16) < 0.15), 10)[:, None]


BURSTS = observed_data((slow_bursts(),))


@cache
def fitted_again():
    """Return what five draws of the first fit lack of the kurtosis, and nu of the fit that is repeated with it."""
    target, correlation = kurtosis_of(slow_bursts()), np.corrcoef(slow_bursts().T)
    rng, n_samples = np.random.default_rng(1), len(slow_bursts())
    first = Elliptical(
        gaussian=Gaussian(BURSTS.columns),
        volatility=common_volatility(BURSTS.samples, BURSTS.moments),
        student=fit_student(target, n_samples, correlation, rng=rng),
    )
    draws = [kurtosis_about_zero(np.concatenate(list(first.draw(rng=rng)))) for _ in range(5)]
    lacking = np.prod(target / np.array(draws)) ** (1 / 5)
    return lacking, fit_student(target * lacking, n_samples, correlation, rng=rng).degrees_of_freedom


def elliptical(module):
    """sqrt(w) has mean square 1 and the order in time of the data; the fit is repeated with what draws lack."""
    known = module.Elliptical(
        gaussian=Gaussian(BURSTS.columns),
        volatility=np.arange(20_000.0) ** 2,
        student=StudentFit(degrees_of_freedom=12.0, degrees_of_freedom_err=0.7),
    )
    values = known.draw_volatility(rng=np.random.default_rng(4))
    starts = {known.draw_volatility(rng=np.random.default_rng(seed)).argmin() for seed in range(3)}
    lacking, expected = fitted_again()
    report = known.report()
    return (
        (report.degrees_of_freedom, report.degrees_of_freedom_err) == (12.0, 0.7)
        and (np.diff(np.append(values, values[0])) < 0).sum() == 1
        and len(starts) == 3
        and abs((values**2).mean() - 1) < 0.015  # 4 standard errors
        and abs(np.var(values**2) - 2 / 8) < 0.05
        and abs(lacking - 1) > 0.05
        and same(module.CARD.fit(BURSTS, rng=np.random.default_rng(1)).student.degrees_of_freedom, expected)
    )


def rank_tests(module):
    rng = np.random.default_rng(1)
    curves, flows = rng.normal(size=(20, 5)) + np.array([[1.5, 0, 0, 0, 0]] + [[0] * 5] * 19), [0, 0, 0, 1, 1]
    others = [np.delete(curves, row, axis=0) for row in range(20)]
    deviations = np.array(
        [
            (curve - other.mean(axis=0)) / other.std(axis=0, ddof=1)
            for curve, other in zip(curves, others, strict=True)
        ]
    )
    largest = np.abs(deviations[:, :3]).max(axis=1), np.abs(deviations[:, 3:]).max(axis=1)
    either = np.maximum(*largest)
    found = module.flow_tests(curves, np.array(flows))
    ranks = [1 + sum(draw >= each[0] for draw in each[1:]) for each in largest]
    together = [1 + sum(draw >= each[0] for draw in either[1:]) for each in largest]
    return (
        same(module.leave_one_out_deviations(curves), deviations)
        and same(found.deviations, deviations[0])
        and same(found.p_values, np.array(ranks) / 20)
        and same(found.p_together, np.array(together) / 20)
        and module.rank_p_value(np.array([1.0, 2.0, 3.0]), 2.0) == 0.75
        and _holm(module)
    )


def _holm(module):
    """Three nulls with the smallest p 0.01, 0.013 and 0.2: 0.03, max(0.03, 0.026) and 0.2."""

    def tested(*p_values):
        nothing = np.zeros(1)
        return FlowTests(deviations=nothing, p_values=nothing, p_together=np.array(p_values), n_draws=99)

    found = module.corrected_p_values(
        {"b": tested(0.013, 0.4), "a": tested(0.5, 0.01), "c": tested(0.2, 0.9)}
    )
    expected = {"a": [1.0, 0.03], "b": [0.03, 0.8], "c": [0.2, 0.9]}
    return all(same(found[name], values) for name, values in expected.items())


def residual_time(module):
    """Autocorrelation of what the state of a drive leaves, to lags 1, 2, 4 of 250 / 50; of 16 of 20 variables."""
    rng = np.random.default_rng(5)
    drive, decay = rng.integers(0, 3, 250), np.linspace(0.3, 0.9, 20)
    series = np.transpose([lfilter([1.0], [1, -each], rng.normal(size=250)) for each in decay])
    series += 4.0 * drive[:, None]
    left = series[:, np.linspace(0, 19, 16).astype(int)]
    for state in range(3):
        left[drive == state] -= left[drive == state].mean(axis=0)
    lagged = [np.mean((left[lag:] * left[:-lag]).sum(axis=0) / (left**2).sum(axis=0)) for lag in range(1, 5)]
    expected = 0.5 + max(np.cumsum(lagged)[[0, 1, 3]])
    return (
        same(module.residual_time((series[:100], series[100:]), drive), expected)
        and module.keeps_autocorrelation(1.24, [1.0, 1.0])
        and module.keeps_autocorrelation(1.9, [0.5, 2.0])
        and not module.keeps_autocorrelation(1.26, [1.0, 1.0])
    )


CHECKS = {
    "nulls.fits.volatility": volatility,
    "nulls.elliptical": elliptical,
    "nulls.exclusion.rank_tests": rank_tests,
    "nulls.exclusion.residual_time": residual_time,
}
