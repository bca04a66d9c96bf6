"""Times in which the activity of clusters decays, from its autocorrelation C at the lags of ``block_sums``.

    correlation time   -1 / ln C(1)
    relaxation time    tau of C(lag) = amplitude exp(-lag / tau)

A sum of spikes is a signal that all its cells share, with an autocorrelation time, and spiking noise that is white. The
share of the noise falls as cells are summed: C(1) grows with the size of a cluster even where time has one scale only.
The relaxation time has the amplitude fitted beside it and is free of that.
"""

from typing import NamedTuple

import numpy as np

from rgcore.coarse_graining.block_sums import LAGS
from rgcore.stats.jackknife import jackknife_error

__all__ = ["RESOLVED", "DecayTimes", "decay_times", "resolved_lags"]

RESOLVED = 3.0  # standard errors from which on a difference, a bend or an autocorrelation is not zero


class DecayTimes(NamedTuple):
    """Both times (samples), and the share of white noise in the variance: 1 - amplitude.

    All (n_estimates, n_levels), NaN where they are not defined.
    """

    correlation_time: np.ndarray
    relaxation_time: np.ndarray
    white_noise_share: np.ndarray


def resolved_lags(autocorrelation: np.ndarray) -> np.ndarray:
    """Return (n_lags, n_levels) up to which lag C of all samples is 3 jackknife standard errors above zero.

    Parameters
    ----------
    autocorrelation : (1 + n_blocks, n_lags, n_levels) float64 array
        Row 0 from all samples, the others with one block of time left out.
    """
    above = autocorrelation[0] > RESOLVED * jackknife_error(autocorrelation[1:])
    return np.logical_and.accumulate(above, axis=0)


def decay_times(autocorrelation: np.ndarray, used: np.ndarray) -> DecayTimes:
    """Return both times of every estimate.

    ln C is fitted by a straight line over the used lags, at least two, weights C^2 of row 0: standard errors of C vary
    little from lag to lag, those of ln C are that over C.

    Parameters
    ----------
    autocorrelation : (n_estimates, n_lags, n_levels) float64 array
        Of ``LAGS``.
    used : (n_lags, n_levels) bool array
        Which lags count: an unbroken range from the first on.
    """
    correlation = np.where(used[0], _time_of(autocorrelation[:, 0]), np.nan)
    weights = np.where(used, autocorrelation[0] ** 2, 0.0)
    defined = (used.sum(axis=0) >= 2) & ((autocorrelation > 0) | ~used).all(axis=1)
    logarithm = np.log(np.where(used & defined[:, None], autocorrelation, 1.0))
    slope, height = _line(
        np.array(LAGS, dtype=float)[:, None], logarithm, np.where(used.any(axis=0), weights, 1.0)
    )
    falls = defined & (slope < 0)
    return DecayTimes(
        correlation_time=correlation,
        relaxation_time=np.where(falls, -1 / np.where(falls, slope, -1.0), np.nan),
        white_noise_share=np.where(falls, 1 - np.exp(np.where(falls, height, 0.0)), np.nan),
    )


def _time_of(correlation: np.ndarray) -> np.ndarray:
    """Return -1 / ln C(1), exact for an exponential; NaN if C(1) is not between 0 and 1."""
    usable = (correlation > 0) & (correlation < 1)
    return np.where(usable, -1 / np.log(np.where(usable, correlation, 0.5)), np.nan)


def _line(x: np.ndarray, y: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return slope and value at 0 of weighted straight lines; x (n_lags, 1), y (n_estimates, n_lags, n_levels)."""
    total = weights.sum(axis=0)
    middle = (weights * x).sum(axis=0) / total
    spread = (weights * (x - middle) ** 2).sum(axis=0)
    mean = (weights * y).sum(axis=1) / total
    slope = (weights * (x - middle) * y).sum(axis=1) / np.where(spread > 0, spread, 1.0)
    return slope, mean - slope * middle
