"""The autocorrelation that data have beyond a drive, which draws of the nulls of a shared drive lose.

Draws whose samples are independent given the drive scatter less than data with further autocorrelation: ranks among
them are then too extreme, and p too small. Fourth moments are means over time, whose variance is proportional to the
autocorrelation time: where the data have 1.25 times that of the draws, 8 % of true nulls have p <= 0.05.
"""

from collections.abc import Sequence

import numpy as np
from scipy.fft import irfft, next_fast_len, rfft

from rgcore.series.samples import Samples

__all__ = ["MORE_TIME", "keeps_autocorrelation", "residual_time"]

MORE_TIME = 1.25
"""Autocorrelation time of the data, relative to that of the draws, up to which a test keeps its level well enough."""

N_VARIABLES = 16  # that are followed, at most
LONGEST = 2**16  # samples that are used, at most
LENGTHS = 50  # of the longest lag in the series


def residual_time(samples: Samples, drive: np.ndarray) -> float:
    """Return the autocorrelation time, in samples, of what is left of variables without their mean given the drive.

    The autocorrelations of up to 16 variables are averaged and summed to lags 1, 2, 4, ... below floor(n / 50) of n
    samples, and at least to lag 1; 1/2 plus the largest of these sums is returned. The mean over many variables and
    sums to fixed lags show slow states of spiking cells, of which most of the variance is white.

    Parameters
    ----------
    samples : iterable of (n, n_variables) arrays
    drive : (n_samples,) int array
        Number of the state of the drive in each sample, from 0 on.

    Returns
    -------
    float
        1/2 for independent samples, and where the drive leaves nothing.
    """
    series = _followed(samples, min(len(drive), LONGEST))
    groups = drive[: series.shape[1]]
    size = np.maximum(np.bincount(groups), 1)
    means = np.array([np.bincount(groups, weights=each) / size for each in series])
    left = series - means[:, groups]
    variances = left.var(axis=1)
    left = left[variances > 1e-12 * series.var(axis=1).max()]
    if not len(left):
        return 0.5
    sums = np.cumsum(_autocorrelation(left)[1 : max(2, series.shape[1] // LENGTHS)])
    lags = 2 ** np.arange(len(sums).bit_length())
    return 0.5 + float(sums[lags - 1].max())


def keeps_autocorrelation(own: float, of_draws: Sequence[float]) -> bool:
    """Return whether a null of a shared drive keeps the autocorrelation of data, or has no drive (times NaN).

    The time ``own`` of the data is at most the largest of those of the draws, or ``MORE_TIME`` times their mean.
    """
    return not own > max(np.max(of_draws), MORE_TIME * np.mean(of_draws))


def _followed(samples: Samples, n_samples: int) -> np.ndarray:
    """Return the first samples of some variables, (n_variables, n_samples)."""
    parts, length = [], 0
    for block in samples:
        chosen = np.unique(np.linspace(0, block.shape[1] - 1, N_VARIABLES).astype(int))
        parts.append(block[: n_samples - length, chosen].T)
        length += parts[-1].shape[1]
        if length == n_samples:
            break
    return np.concatenate(parts, axis=1)


def _autocorrelation(series: np.ndarray) -> np.ndarray:
    """Return the mean autocorrelation over the rows at lags 0, 1, ..., (n_samples,)."""
    n_samples = series.shape[1]
    length = next_fast_len(2 * n_samples, real=True)
    power = np.abs(rfft(series, length, axis=1)) ** 2
    covariance = irfft(power, length, axis=1)[:, :n_samples]
    return np.mean(covariance / covariance[:, :1], axis=0)
