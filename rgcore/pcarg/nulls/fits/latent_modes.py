"""Modes of the normal variables behind thresholded ones: how they mix, and the power spectrum of each."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from scipy.fft import irfft, next_fast_len, rfft

from rgcore.pcarg.nulls.fits._orthant_kernels import pair_covariances
from rgcore.pcarg.nulls.fits.levels import Levels
from rgcore.series.temporary_matrix import TemporaryMatrix

__all__ = ["LatentModes", "latent_modes"]

_AT_ONCE = 8  # modes whose waves are in memory together
_SMALLEST = 1e-12  # of the largest variance of a mode
_FEWEST_LAGS, _LAGS_PER_TIME = 20, 20
_SCALES = np.sin(np.linspace(-np.pi / 2, np.pi / 2, 17))


@dataclass(frozen=True, slots=True, kw_only=True)
class LatentModes:
    """Independent stationary Gaussian processes, and what normal variable each combination of them is.

    Attributes
    ----------
    mixing : (n_modes, n_variables) float64 array
    amplitudes : (n_modes, n_frequencies) float64 array
        Root of the power of each frequency of a circle of ``n_circle`` samples.
    n_circle : int
        Longer than the series, so that no draw has a seam.
    """

    mixing: np.ndarray
    amplitudes: np.ndarray
    n_circle: int

    def draw(self, drawn: TemporaryMatrix, *, rng: Generator) -> None:
        """Fill an empty matrix with samples of the normal variables, of unit variance each."""
        n_samples, n_modes = drawn.n_samples, len(self.mixing)
        modes = TemporaryMatrix.by_variable(n_samples, n_modes, in_memory=drawn.in_memory)
        for first in range(0, n_modes, _AT_ONCE):
            some = self.amplitudes[first : first + _AT_ONCE]
            waves = rng.standard_normal((*some.shape, 2)).view(np.complex128)[..., 0]
            waves *= some
            series = irfft(waves, n=self.n_circle, axis=1, overwrite_x=True)[:, :n_samples]
            modes.write(0, first, series.T)
        start = 0
        for block in modes:
            drawn.write(start, 0, block @ self.mixing)
            start += len(block)


def latent_modes(
    columns: TemporaryMatrix, levels: Levels, correlation: np.ndarray, correlation_time: float
) -> LatentModes:
    """Return modes with the given correlations whose autocorrelations lead to those of the data.

    The modes are the eigenvectors u_k of D R D, R the latent correlation and D the slopes: to first order in R the
    covariance that the variables share. If R were multiplied by a at some lag, the projection of the counts on u_k had
    the autocovariance sum_ij u_ik u_jk g_ij(a R_ij), g_ij the covariance of a pair of counts, at that lag. The
    autocorrelation of the mode is the a at which this is the autocovariance of the data: exact if all modes have one
    autocorrelation. Lags up to 10 correlation times count fully, and up to 20 with a weight that falls to 0; negative
    power is set to 0.

    Parameters
    ----------
    columns : TemporaryMatrix
        The data minus their mean.
    levels : Levels
        Of the data.
    correlation : (n_variables, n_variables) float64 array
        R, positive semidefinite with unit diagonal.
    correlation_time : float
        In samples.
    """
    slopes = levels.slopes
    variances, vectors = np.linalg.eigh(correlation * np.outer(slopes, slopes))
    large = variances > _SMALLEST * variances.max()
    variances, vectors = variances[large], vectors[:, large]
    n_samples = columns.n_samples
    n_lags = int(min(n_samples // 2, max(_FEWEST_LAGS, np.ceil(_LAGS_PER_TIME * correlation_time))))
    n_circle = next_fast_len(n_samples + n_lags, real=True)
    expected = _autocovariances(levels, correlation, vectors)
    scores = _projected(columns, vectors)
    amplitudes = np.empty((len(variances), n_circle // 2 + 1))
    for mode, curve in enumerate(expected):
        found = _lagged(scores.series(mode, mode + 1)[0], n_lags, n_circle)
        amplitudes[mode] = _amplitudes(np.interp(found, curve, _SCALES), n_circle)
    return LatentModes(
        mixing=(vectors * np.sqrt(variances)).T / slopes, amplitudes=amplitudes, n_circle=n_circle
    )


def _autocovariances(levels: Levels, correlation: np.ndarray, vectors: np.ndarray) -> np.ndarray:
    """Return what projections of the counts have, (n_modes, n_scales), where R is multiplied by each scale."""
    places = levels.thresholds, levels.steps, levels.starts
    curves = [
        np.einsum(
            "ik,ij,jk->k", vectors, pair_covariances(*places, correlation, scale), vectors, optimize=True
        )
        for scale in _SCALES
    ]
    return np.maximum.accumulate(curves, axis=0).T


def _projected(columns: TemporaryMatrix, vectors: np.ndarray) -> TemporaryMatrix:
    scores = TemporaryMatrix.by_variable(columns.n_samples, vectors.shape[1], in_memory=columns.in_memory)
    start = 0
    for block in columns:
        scores.write(start, 0, block @ vectors)
        start += len(block)
    return scores


def _lagged(series: np.ndarray, n_lags: int, n_circle: int) -> np.ndarray:
    """Return the autocovariances at lags from 0 on, (n_lags,), with 1/T at every lag."""
    waves = rfft(series, n=n_circle)
    return irfft(waves.real**2 + waves.imag**2, n=n_circle)[:n_lags] / len(series)


def _amplitudes(correlations: np.ndarray, n_circle: int) -> np.ndarray:
    """Return the factor of complex normal waves whose transform has these autocorrelations, and unit variance."""
    n_lags = len(correlations)
    weighted = correlations * np.minimum(1, 2 - 2 * np.arange(n_lags) / n_lags)
    around = np.zeros(n_circle)
    around[:n_lags] = weighted
    around[-n_lags + 1 :] = weighted[:0:-1]
    around[0] = 1.0
    power = np.maximum(rfft(around).real, 0)
    multiplicity = np.full(len(power), 2.0)  # waves to the left and to the right
    multiplicity[0] = 1.0
    if n_circle % 2 == 0:
        multiplicity[-1] = 1.0
    power *= n_circle / (multiplicity @ power)
    return np.sqrt(n_circle * power / multiplicity)
