"""Covariances on a torus, and Gaussian fields with them."""

import numpy as np
from numpy.random import Generator

__all__ = ["correlation_of", "exponential_spectrum", "gaussian_fields", "nearest_spectrum"]


def exponential_spectrum(side: int, correlation_length: float) -> np.ndarray:
    """Return the variance of each Fourier mode of a field whose correlation falls about as exp(-r / xi).

    (xi^-2 + q^2)^(-3/2), the transform of exp(-r / xi) in the plane, with q^2 = 4 - 2 cos k_1 - 2 cos k_2 of the
    lattice, divided by its mean: positive everywhere, so that a Gaussian field has it whatever the length.

    Returns
    -------
    (side, side) float64 array
        With mean 1, the variance of a site.
    """
    cosines = np.cos(2 * np.pi * np.arange(side) / side)
    squares = 4 - 2 * np.add.outer(cosines, cosines)
    spectrum = (correlation_length**-2 + squares) ** -1.5
    return spectrum / spectrum.mean()


def correlation_of(spectrum: np.ndarray) -> np.ndarray:
    """Return the correlation (side, side) by displacement of a field with the given variance of each mode."""
    return np.fft.ifft2(spectrum).real


def nearest_spectrum(correlation: np.ndarray) -> np.ndarray:
    """Return the spectrum of a correlation, without negative variances and with mean 1.

    Negative variances become 0 and the rest is scaled: what this changes is part of the residual that is reported.
    """
    spectrum = np.maximum(np.fft.fft2(correlation).real, 0)
    return spectrum / spectrum.mean()


def gaussian_fields(spectrum: np.ndarray, n_samples: int, *, rng: Generator) -> np.ndarray:
    """Return independent Gaussian fields (n_samples, side, side) float64 with the given variance of each mode."""
    side = len(spectrum)
    white = np.fft.rfft2(rng.standard_normal((n_samples, side, side)))
    return np.fft.irfft2(white * np.sqrt(spectrum[:, : side // 2 + 1]), s=(side, side))
