"""Tests of widths with few replicas: ratios of paired widths, and whether a width depends on temperature."""

import numpy as np
from scipy.stats import f as f_distribution
from scipy.stats import t as t_distribution

from rgcore.stats.student import mean_interval

__all__ = ["temperature_test", "width_ratio"]

ROUNDING = 1e-9  # of logarithms of widths that do not vary


def width_ratio(widths: np.ndarray, of_networks: np.ndarray) -> dict[str, float]:
    """Return the ratio of widths in the same order of replicas, with its interval and the p-value of the ratio 1.

    Replicas share their configurations, so that logarithms of ratios are averaged over replicas, with Student's t.

    Parameters
    ----------
    widths, of_networks : (n_replicas,) float arrays
        Lattice spacings.

    Returns
    -------
    dict
        ``ratio``, ``ratio_low``, ``ratio_high`` (95 %), ``ratio_p_value``; NaN unless every replica has both widths,
        the last three with fewer than two replicas.
    """
    names = ("ratio", "ratio_low", "ratio_high")
    if len(widths) != len(of_networks) or not len(widths):
        return dict.fromkeys((*names, "ratio_p_value"), float("nan"))
    logs = np.log(widths / of_networks)
    interval = mean_interval(logs)
    return dict(zip(names, map(float, np.exp(interval)), strict=True)) | {"ratio_p_value": _p_value(logs)}


def temperature_test(widths: np.ndarray, lengths: np.ndarray) -> dict[str, float | int]:
    """Return how widths depend on temperature.

    Temperatures at which a replica has no width are left out.

    Parameters
    ----------
    widths : (n_temperatures, n_replicas) float array
        Lattice spacings.
    lengths : (n_temperatures, n_replicas) float array
        Correlation lengths of the configurations, lattice spacings.

    Returns
    -------
    dict
        ``n_temperatures`` that are left; ``growth``, the largest mean width over the smallest; ``exponent``,
        ``exponent_low``, ``exponent_high``: the slope of ln width over ln correlation length, mean over replicas with
        its 95 % interval, NaN where a length is 0 or infinite; ``temperature_p_value`` of no dependence at all (one-way
        analysis of variance of ln width). NaN with fewer than two temperatures, or replicas.
    """
    kept = np.isfinite(widths).all(axis=1)
    logs, lengths = np.log(widths[kept]), lengths[kept]
    found = {"n_temperatures": len(logs)}
    names = ("exponent", "exponent_low", "exponent_high")
    if len(logs) < 2:
        return found | dict.fromkeys(("growth", *names, "temperature_p_value"), float("nan"))
    means = widths[kept].mean(axis=1)
    slopes = _slopes(logs, lengths)
    return (
        found
        | {"growth": float(means.max() / means.min())}
        | dict(zip(names, mean_interval(slopes), strict=True))
        | {"temperature_p_value": _analysis_of_variance(logs)}
    )


def _standard_error(values: np.ndarray) -> float:
    return float(values.std(ddof=1) / np.sqrt(len(values)))


def _p_value(values: np.ndarray) -> float:
    """Return the two-sided p-value of mean zero; 0 or 1 for values that do not vary."""
    if len(values) < 2 or not np.isfinite(values).all():
        return float("nan")
    error, mean = _standard_error(values), abs(float(values.mean()))
    if error < ROUNDING:
        return float(mean < ROUNDING)
    return float(2 * t_distribution.sf(mean / error, len(values) - 1))


def _analysis_of_variance(values: np.ndarray) -> float:
    """Return the p-value of equal means of the rows of values (n_groups, n), n at least 2."""
    n_groups, n = values.shape
    if n < 2:
        return float("nan")
    between = n * values.mean(axis=1).var(ddof=1)
    within = values.var(axis=1, ddof=1).mean()
    if within < ROUNDING**2:
        return float(between < ROUNDING**2)
    return float(f_distribution.sf(between / within, n_groups - 1, n_groups * (n - 1)))


def _slopes(logs: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """Return the least-squares slope of each column of logs over the logarithms of lengths, (n_replicas,)."""
    if not (np.isfinite(lengths) & (lengths > 0)).all():
        return np.full(logs.shape[1], np.nan)
    apart = np.log(lengths) - np.log(lengths).mean(axis=0)
    return (apart * logs).sum(axis=0) / np.square(apart).sum(axis=0)
