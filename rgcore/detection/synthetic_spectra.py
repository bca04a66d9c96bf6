"""Spectra of samples of noise with a planted signal: a spiked covariance, one direction or many."""

from collections.abc import Callable

import numpy as np
from scipy.signal import lfilter

__all__ = ["NOISES", "drawn_spectra", "planted_strengths"]

_AT_ONCE = 25  # draws
_STUDENT, _VOLATILITY, _AUTOCORRELATION = 5, 8, 0.5


def _gaussian(shape: tuple[int, ...], rng: np.random.Generator) -> np.ndarray:
    return rng.standard_normal(shape)


def _student(shape: tuple[int, ...], rng: np.random.Generator) -> np.ndarray:
    return rng.standard_t(_STUDENT, shape) * np.sqrt((_STUDENT - 2) / _STUDENT)


def _volatility(shape: tuple[int, ...], rng: np.random.Generator) -> np.ndarray:
    common = np.sqrt((_VOLATILITY - 2) / rng.chisquare(_VOLATILITY, (*shape[:-1], 1)))
    return rng.standard_normal(shape) * common


def _autocorrelated(shape: tuple[int, ...], rng: np.random.Generator) -> np.ndarray:
    share = np.sqrt(1 - _AUTOCORRELATION**2)
    steps = rng.standard_normal(shape)
    steps[..., 0, :] /= share  # so that the first sample has variance 1 as well
    return lfilter([share], [1, -_AUTOCORRELATION], steps, axis=-2)


NOISES: dict[str, Callable[[tuple[int, ...], np.random.Generator], np.ndarray]] = {
    "gaussian": _gaussian,
    "student": _student,
    "volatility": _volatility,
    "autocorrelated": _autocorrelated,
}
"""Noise of variance 1, (..., n_samples, n_variables): independent Gaussian numbers; independent numbers of a Student t
distribution with 5 degrees of freedom; Gaussian samples with one random volatility for all variables, Student t with
8 degrees of freedom together; Gaussian numbers with autocorrelation 0.5 per step."""


def planted_strengths(strength: float, n_directions: int, profile: str) -> np.ndarray:
    """Return the excess variance along each direction of a signal, (n_directions,).

    Parameters
    ----------
    strength : float
        That of the strongest one, above 0, in units of the variance of the noise.
    n_directions : int
    profile : "equal" or "falling"
        All alike, or falling linearly to 0 (at the middle of equal steps).
    """
    if profile == "equal":
        return np.full(n_directions, strength)
    return strength * (1 - (np.arange(n_directions) + 0.5) / n_directions)


def drawn_spectra(
    noise: str, shape: tuple[int, int], strengths: np.ndarray, n_draws: int, *, rng: np.random.Generator
) -> np.ndarray:
    """Return the eigenvalues of the covariance of samples, in units of their mean, largest first.

    The noise is multiplied by the root of a covariance that is 1 + strengths along random orthogonal directions and 1
    across them, so that signal and noise have the same tails and autocorrelation. The directions are drawn once. The
    mean, 0, is not removed.

    Parameters
    ----------
    noise : str
        One of ``NOISES``.
    shape : (n_samples, n_variables)
    strengths : (n_directions,) float array
        No more than variables; none for noise alone.
    n_draws : int
    rng : Generator, advanced in place

    Returns
    -------
    (n_draws, n_variables) float64 array
    """
    n_samples, n_variables = shape
    directions = np.linalg.qr(rng.standard_normal((n_variables, len(strengths))))[0]
    stretched = directions * (np.sqrt(1 + strengths) - 1)
    parts = []
    for start in range(0, n_draws, _AT_ONCE):
        size = min(_AT_ONCE, n_draws - start)
        samples = NOISES[noise]((size, n_samples, n_variables), rng)
        if len(strengths):
            samples += (samples @ directions) @ stretched.T
        values = np.linalg.eigvalsh(samples.transpose(0, 2, 1) @ samples)[:, ::-1]
        parts.append(np.maximum(values, 0.0) / values.mean(axis=1, keepdims=True))
    return np.concatenate(parts)
