"""Checks of the Marchenko-Pastur distribution, its fit, tables of spectra and what may be concluded from them.

Each takes the module and returns whether it is right.
"""

from types import SimpleNamespace

import numpy as np
import pandas as pd

from rgcore.pcarg.spectra.marchenko_pastur import MarchenkoPastur
from rgcore.pcarg.spectra.noise_bulk import NoiseBulk
from rgcore.pcarg.spectra.spectral_exponent import power_law_distance
from rgcore.pcarg.spectra.spectrum_analysis import SpectrumAnalysis
from rgcore.stats.jackknife import Estimate

from ..by_hand import same
from .checks_of_spectra import slope_of


def bulk(module):
    """Three modes stand above noise of sigma^2 = 1.7, whose eigenvalues are those expected."""
    noise = 1.7 * MarchenkoPastur(variance=1.0, n_variables=37, n_samples=196).quantiles(37) * 196 / 200
    found = module.fit_noise_bulk(np.concatenate([[30.0, 20.0, 10.0], noise]), 200)
    shifted = SimpleNamespace(n_variables=4, above=lambda values: np.array([0.1, 0.4, 0.6, 0.9]))
    misfit = module.NoiseBulk(distribution=shifted, variance=1.0, n_above=1).misfit(np.ones(5))
    typical = found.quantiles(40)
    return (
        found.n_above == 3
        and same(found.variance, 1.7)
        and same(misfit, 0.025)
        and np.isnan(typical[:3]).all()
        and same(typical[3:], noise)
        and parts_of_the_bulk(module)
    )


def parts_of_the_bulk(module):
    """The middle half of the bulk sets sigma^2; half of the modes stay; eigenvalues 0 are no misfit."""
    typical = MarchenkoPastur(variance=1.0, n_variables=40, n_samples=199).quantiles(40)
    middle = [np.linspace(0.97, 0.999, 10), np.linspace(1.001, 1.09, 10)]  # of median 1
    bent = np.concatenate([np.full(10, 0.97), *middle, np.full(10, 0.6)])
    signal = module.fit_noise_bulk(np.concatenate([10.0 ** np.arange(8, 1, -1), [1.1, 1.0, 0.9]]), 50)
    singular = MarchenkoPastur(variance=1.0, n_variables=200, n_samples=100)
    atom = module.NoiseBulk(distribution=singular, variance=1.0, n_above=0)
    return (
        same(module.fit_noise_bulk(bent * typical * 199 / 200, 200).variance, 1.0)
        and (signal.distribution.n_variables, signal.n_above) == (5, 7)
        and np.isnan(signal.quantiles(10)).tolist() == [True] * 7 + [False] * 3
        and [module._most_outside(np.repeat([1.0, 0.0], each)) for each in ([3, 7], [9, 0], [0, 4])]
        == [2, 4, 0]
        and atom.misfit(singular.quantiles(200)) < 1e-9
    )


def edges(module):
    """At q = 1/2 the density is sqrt((b - s)(s - a)) / (pi s), with the mean 1 and the mean square 3/2."""
    found = module.MarchenkoPastur(variance=1.0, n_variables=100, n_samples=200)
    low, high = (1 - np.sqrt(0.5)) ** 2, (1 + np.sqrt(0.5)) ** 2
    angles = (np.arange(20_000) + 0.5) * np.pi / 20_000
    values = (low + high) / 2 + (high - low) / 2 * np.cos(angles)
    weight = np.sqrt((high - values) * (values - low)) / (np.pi * values)
    mass = np.cumsum(weight * np.sin(angles)) * (high - low) / 2 * np.pi / 20_000
    typical = found.quantiles(4)
    singular = module.MarchenkoPastur(variance=1.0, n_variables=200, n_samples=100)
    noise = module.MarchenkoPastur(variance=2.0, n_variables=50, n_samples=401)
    centre = (np.sqrt(400) + np.sqrt(50)) ** 2  # the median of the Tracy-Widom distribution is -1.2687
    width = np.sqrt(centre) * (1 / 20 + 1 / np.sqrt(50)) ** (1 / 3)
    tail = module.tracy_widom_tail(2.0 * (centre - 1.2687 * width) / 401, noise)
    return (
        same(found.density(values), weight)
        and same([found.lower, found.upper], [low, high])
        and np.allclose(typical, np.interp([0.125, 0.375, 0.625, 0.875], mass, values), atol=1e-3)
        and (singular.quantiles(10)[5:] == 0).all()
        and (singular.quantiles(10)[:5] > 0).all()
        and abs(tail - 0.5) < 0.003
    )


def spectrum_verdicts(module):
    names = ["alpha", "alpha_err", "alpha_cleaned", "alpha_cleaned_err", "alpha_noise"]
    summary = pd.DataFrame(
        {
            "alpha_last_rank": [0, 30, 30],
            "alpha_distance": [0.01, 0.05, 0.051],
            "mp_misfit": [0.05, 0.051, 0.04],
            "mp_variables": 100,
            "n_samples": [999, 1000, 1001],
            "n_variables": 100,
            "effective_samples": [499, 500, 501],
            **dict.fromkeys(names, 1.2),
        }
    )
    found = module.spectrum_verdicts(summary)
    return (
        found["has_exponent"].tolist() == [False, True, False]
        and found[names].notna().all(axis=1).tolist() == [False, True, False]
        and found[names].isna().all(axis=1).tolist() == [True, False, True]
        and found["mp_fits"].tolist() == [True, False, True]
        and found["few_samples"].tolist() == [True, False, False]
        and found["correlated_samples"].tolist() == [True, False, False]
    )


def tables(module):
    """Between the edges of 150 and of 600 samples there are modes."""
    ranks = np.arange(1, 13)
    variances = np.concatenate([12 * (ranks - 0.5) ** -(0.7 + 0.007 * ranks), np.linspace(1.4, 0.4, 28)])
    noise = MarchenkoPastur(variance=0.8, n_variables=34, n_samples=140)
    known = SpectrumAnalysis(
        variances=variances,
        variances_err=0.1 * variances,
        cleaned=variances + 1,
        cleaned_err=0.2 * variances,
        n_samples=600,
        effective_samples=150,
        n_blocks=10,
        bulk=NoiseBulk(distribution=noise, variance=9.0, n_above=11),
        noise_variance_err=0.01,
        n_reproduced=9,
        alpha_ranks=(2, 9),
        alpha=Estimate(0.5, 0.1),
        alpha_cleaned=Estimate(0.6, 0.2),
    )
    row = module.spectrum_summary({"covariance": known}, "set").iloc[0]
    edge = (1 + np.sqrt(40 / 600)) ** 2 * variances.mean()
    whole = MarchenkoPastur(variance=9.0, n_variables=40, n_samples=150)
    of_noise = MarchenkoPastur(variance=1.0, n_variables=40, n_samples=150).quantiles(40)
    rows = module.spectrum_table({"covariance": known}, "set")
    pairs = [(1, 8), (1, 9), (2, 9)]  # at least 8 modes and a factor 4, up to the 9 that are reproduced
    straight = [pair for pair in pairs if power_law_distance(variances, *pair) <= 0.05]
    lower, upper = (0.8 * (1 + sign * np.sqrt(34 / 140)) ** 2 for sign in (-1, 1))
    misfit = np.abs(noise.above(variances[6:]) - (np.arange(34) + 0.5) / 34).max()
    slopes = [slope_of(variances, *pair) for pair in straight]
    plain = {"n_variables": 40, "n_samples": 600, "effective_samples": 150, "n_blocks": 10, "n_reproduced": 9}
    plain |= {"mp_variance": 9.0, "mp_variance_err": 0.01, "mp_samples": 140, "mp_variables": 34}
    plain |= {"n_above_edge": 11, "n_above_edge_expected": 0.17, "alpha": 0.5, "alpha_err": 0.1}
    plain |= {"alpha_cleaned": 0.6, "alpha_cleaned_err": 0.2, "alpha_first_rank": 2, "alpha_last_rank": 9}
    return (
        0.01 < row["largest_p_value"] < 0.99
        and row["n_above_naive_edge"] == (variances > edge).sum()
        and row["largest_p_value"] == module.tracy_widom_tail(variances[0], whole)
        and same(row["share_above_edge"], variances[:11].sum() / variances.sum())
        and same(row["alpha_noise"], slope_of(of_noise, 2, 9))
        and same([row["alpha_least"], row["alpha_largest"]], (min(slopes), max(slopes)))
        and len(slopes) > 1
        and {name: row[name] for name in plain} == plain
        and same([row["mp_lower"], row["mp_upper"]], [lower, upper])
        and same(row["mp_misfit"], misfit)
        and (rows["mp_variance"] == 9.0).all()
        and np.isnan(rows["mp_quantile"]).tolist() == [True] * 11 + [False] * 29
        and same(rows["mp_quantile"][11:], noise.quantiles(34)[5:])
        and rows["rank"].tolist() == list(range(1, 41))
        and (rows["above_edge"] == (variances > 0.8 * (1 + np.sqrt(34 / 140)) ** 2)).all()
        and same(rows[["eigenvalue", "eigenvalue_err"]].T, [variances, 0.1 * variances])
        and same(rows["eigenvalue_cleaned_err"], known.cleaned_err)
        and same(rows["mp_edge"], np.full(40, upper))
        and same(rows["eigenvalue_cleaned"], variances + 1)
        and (rows[["n_variables", "n_samples"]] == [40, 600]).all(axis=None)
        and same(row["alpha_distance"], power_law_distance(variances, 2, 9))
    )


CHECKS = {
    "spectra.noise_bulk": bulk,
    "spectra.marchenko_pastur": edges,
    "spectra.spectrum_verdicts": spectrum_verdicts,
    "spectra.spectrum_table": tables,
}
