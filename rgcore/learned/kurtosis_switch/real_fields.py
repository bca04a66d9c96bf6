"""Real-valued fields on a torus that share a covariance and differ in their excess kurtosis."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from rgcore.learned.kurtosis_switch.correlations import correlation_of, gaussian_fields, nearest_spectrum
from rgcore.learned.kurtosis_switch.pointwise import Pointwise, pointwise_of_kurtosis

__all__ = ["FIELDS", "RealField"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RealField:
    """A distribution of fields of mean 0 and variance 1.

    Attributes
    ----------
    correlation : (side, side) float64 array
        Exact, by displacement.
    excess_kurtosis : float
        Exact, of a site; NaN where there is no closed form.
    draw : callable
        ``draw(n_samples, rng=rng)`` returns independent fields (n_samples, side, side) float64.
    """

    correlation: np.ndarray
    excess_kurtosis: float
    draw: Callable[..., np.ndarray]


def pointwise_field(correlation: np.ndarray, excess_kurtosis: float) -> RealField:
    """Return a function of a Gaussian field at each site."""
    function = pointwise_of_kurtosis(excess_kurtosis)
    spectrum, reached = _of_gaussian(function, correlation)

    def draw(n_samples: int, *, rng: Generator) -> np.ndarray:
        return function(gaussian_fields(spectrum, n_samples, rng=rng))

    return RealField(correlation=reached, excess_kurtosis=function.excess_kurtosis, draw=draw)


def sum_of_two(correlation: np.ndarray, excess_kurtosis: float) -> RealField:
    """Return the sum of two independent pointwise fields of twice the excess kurtosis, over the root of two."""
    each = pointwise_field(correlation, 2 * excess_kurtosis)

    def draw(n_samples: int, *, rng: Generator) -> np.ndarray:
        return (each.draw(n_samples, rng=rng) + each.draw(n_samples, rng=rng)) / np.sqrt(2)

    return RealField(correlation=each.correlation, excess_kurtosis=each.excess_kurtosis / 2, draw=draw)


def elliptical_field(correlation: np.ndarray, excess_kurtosis: float) -> RealField:
    """Return a Gaussian field times one random factor, whose square is gamma distributed with mean 1.

    Every linear combination of the sites then has the excess kurtosis 3 <s^2> - 3 = 3 / shape.
    """
    spectrum, shape = nearest_spectrum(correlation), 3 / excess_kurtosis

    def draw(n_samples: int, *, rng: Generator) -> np.ndarray:
        factors = np.sqrt(rng.gamma(shape, 1 / shape, size=(n_samples, 1, 1)))
        return factors * gaussian_fields(spectrum, n_samples, rng=rng)

    return RealField(correlation=correlation_of(spectrum), excess_kurtosis=excess_kurtosis, draw=draw)


def phase_randomized_field(correlation: np.ndarray, excess_kurtosis: float) -> RealField:
    """Return the pointwise field with the phases of white noise: the spectrum of each sample is kept, and no more."""
    original = pointwise_field(correlation, excess_kurtosis)

    def draw(n_samples: int, *, rng: Generator) -> np.ndarray:
        fields = original.draw(n_samples, rng=rng)
        noise = np.fft.rfft2(rng.standard_normal(fields.shape))
        moduli = np.abs(np.fft.rfft2(fields))
        return np.fft.irfft2(moduli * noise / np.abs(noise), s=fields.shape[1:])

    return RealField(correlation=original.correlation, excess_kurtosis=float("nan"), draw=draw)


FIELDS = {
    "pointwise": pointwise_field,
    "sum_of_two": sum_of_two,
    "elliptical": elliptical_field,
    "phase_randomized": phase_randomized_field,
}
"""By the names of SOURCES: functions of a correlation (side, side) and an excess kurtosis."""


def _of_gaussian(function: Pointwise, correlation: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the spectrum of the Gaussian field of a function, and the correlation that results."""
    spectrum = nearest_spectrum(function.of_normal(correlation))
    of_normal = np.clip(correlation_of(spectrum), -1, 1)
    return spectrum, function.correlation(of_normal)
