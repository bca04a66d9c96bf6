"""Checks of influence, GARCH likelihood, levels of counts and the median over variables that share their samples.

Each takes the module and returns whether it is right.
"""

import numpy as np
from scipy.stats import norm, t

from rgcore.pcarg.flow.flow_plan import FlowSettings
from rgcore.pcarg.nulls.observed_data import observed_data
from rgcore.series.moments import sample_moments

from ..by_hand import jackknife, same


def influential_samples(module):
    """Of 400 samples two are left out, those of the largest part in the fourth moments."""
    rng = np.random.default_rng(3)
    samples = rng.standard_t(5, size=(400, 6)) * np.arange(1.0, 7) + 1
    moments, fourth = sample_moments((samples,)), (samples - samples.mean(axis=0)) ** 4
    shares = (fourth / fourth.sum(axis=0)).mean(axis=1)
    most = np.argsort(shares)[-2:]
    settings = FlowSettings(kept=(1.0,), dropped_top=0, scaling="covariance")
    row = module.without_influential((samples,), moments, [settings]).iloc[0]
    others = np.delete(samples, most, axis=0)
    centred = others - others.mean(axis=0)
    kurtosis = np.median((centred**4).mean(axis=0) / (centred**2).mean(axis=0) ** 2)
    return (
        same(module.influence((samples,), moments), shares)
        and row["n_influential"] == 2
        and same([row["influential_share"], row["kurtosis_without"]], [shares[most].sum(), kurtosis])
    )


def garch_likelihood(module):
    """The cost is minus the mean log density of Student t innovations, but for terms without the process."""
    series, variance, arch, garch, nu = np.random.default_rng(2).normal(size=30), 1.3, 0.2, 0.7, 5.0
    squared = [variance]
    for x in series[:-1]:
        squared.append(variance * (1 - arch - garch) + arch * x**2 + garch * squared[-1])
    width = np.sqrt(np.array(squared) * (nu - 2) / nu)
    at_zero = np.log(t.pdf(0, nu) / np.sqrt((nu - 2) / nu))
    expected = at_zero - t.logpdf(series / width, nu).mean() + np.log(width).mean()
    return same(module.garch_cost(series**2, variance, arch, garch, nu), expected)


def bursts():
    """Return 20,000 samples of a GARCH process of variance 8 with a = 0.15, b = 0.8 and nu = 6."""
    noise, series, squared = np.random.default_rng(4).standard_t(6, 20_000) * np.sqrt(4 / 6), [], 8.0
    for each in noise:
        series.append(np.sqrt(squared) * each)
        squared = 8.0 * 0.05 + 0.15 * series[-1] ** 2 + 0.8 * squared
    return np.array(series)


BURSTS = bursts()


def garch_fit(module):
    """The parameters are found within 3 to 5 standard errors, and are those of their free coordinates."""
    found = module.fit_garch(BURSTS[None])
    again = module.parameters_at(module.free_coordinates(found), found.variance)
    ends = module.parameters_at(np.array([[50.0, -50.0], [0.0, 0.0], [50.0, -50.0]]), np.ones(2))
    parameters = [found.arch[0], found.garch[0], found.degrees_of_freedom[0]]
    return (
        np.allclose(parameters, [0.15, 0.8, 6.0], atol=[0.02, 0.02, 0.8])
        and same(found.variance, [np.mean(BURSTS**2)])
        and same(ends.arch + ends.garch, [0.998, 0.0])
        and ends.degrees_of_freedom.tolist() == [200.0, 2.1]
        and same([again.arch[0], again.garch[0], again.degrees_of_freedom[0]], parameters)
    )


def levels(module):
    """A variable above a threshold with probability p has the threshold -ndtri(p), and that slope of its mean."""
    rng = np.random.default_rng(6)
    counts = np.column_stack([rng.poisson(0.5, 300).clip(0, 2), 4 * rng.integers(0, 2, 300)]).astype(float)
    found = module.find_levels(observed_data((counts,)))
    above = [(counts[:, 0] >= 1).mean(), (counts[:, 0] >= 2).mean(), (counts[:, 1] >= 4).mean()]
    thresholds = norm.isf(above)
    density = norm.pdf(thresholds) * np.array([1.0, 1.0, 4.0])
    return (
        same(found.thresholds, thresholds)
        and found.steps.tolist() == [1, 1, 4]
        and found.starts.tolist() == [0, 2, 3]
        and same(found.ranks / 300, 1 - np.array(above))
        and same(found.lowest, -counts.mean(axis=0))
        and same(found.slopes, [density[:2].sum(), density[2]])
    )


def medians(module):
    """The median moves by the shifts of the variables, weighted by their densities at the median."""
    rng = np.random.default_rng(6)
    values = rng.normal(size=8)
    values = np.append(values, np.median(values))  # with hardly any error: it must not take all of the weight
    sizes = np.append(rng.uniform(0.2, 1, 8), 1e-3)
    replicates = values + sizes * rng.normal(size=(6, 9)) / 2
    errors = jackknife(replicates)
    widths = np.maximum(errors, 0.1 * np.median(errors)) / 2
    density = norm.pdf(np.median(values), values, widths)
    moved = np.median(values) + (replicates - values) @ (density / density.sum())
    two = np.array([0.0, 1.0]) + [0.1, 0.3] * rng.normal(
        size=(6, 2)
    )  # both in the middle, whatever their distance
    shares = (1 / jackknife(two)) / (1 / jackknife(two)).sum()
    return (
        same(module.median_replicates(values, replicates), moved)
        and same(module.median_error(values, replicates), jackknife(moved))
        and same(module.median_replicates(np.array([0.0, 1.0]), two), 0.5 + (two - [0, 1]) @ shares)
    )


CHECKS = {
    "flow.influential_samples": influential_samples,
    "flow.median_error": medians,
    "nulls.fits._garch_kernels": garch_likelihood,
    "nulls.fits.garch_fit": garch_fit,
    "nulls.fits.levels": levels,
}
