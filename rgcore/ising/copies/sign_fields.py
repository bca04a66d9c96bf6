"""Copies of spins: products of signs of Gaussian fields with a given two-point function.

The signs of two Gaussian variables of correlation rho have the correlation (2/pi) arcsin rho. A field of signs with the
two-point function c therefore needs a Gaussian field of correlation sin(pi c / 2), and a product of n independent
fields of signs has c if each has c^(1/n). On a torus a Gaussian field is drawn mode by mode: the Fourier transform of
its correlations, its spectrum, must be nowhere negative. Where that of sin(pi c / 2) is, the nearest spectrum takes its
place, and the two-point function that results is kept beside the one that was asked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from rgcore.arguments.arrays import real_array
from rgcore.arguments.objects import an_instance, generator
from rgcore.arguments.scalars import whole_number
from rgcore.errors import InputError

__all__ = ["SpinCopy", "draw_copy", "fit_copy"]

MOST_FIELDS = 4
SPINS_AT_ONCE = 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SpinCopy:
    """Spins that are products of signs of independent Gaussian fields of one spectrum.

    Attributes
    ----------
    n_fields : int
        1: thresholded ("dichotomized") Gaussian spins.
    spectrum : (side, side) float64 array
        Variance of each Fourier mode of a field, not negative, with mean 1.
    two_point : (side, side) float64 array
        The exact two-point function of the copy, by displacement.
    residual : float
        Largest difference of ``two_point`` from the one that was asked for.
    """

    n_fields: int
    spectrum: np.ndarray
    two_point: np.ndarray
    residual: float


def fit_copy(two_point: np.ndarray, *, n_fields: int = 1) -> SpinCopy:
    """Return the copy whose two-point function is, or is nearest to, a given one.

    Parameters
    ----------
    two_point : (side, side) float array
        By displacement on a torus, 1 at the origin, symmetric under inversion, from -1 to 1; such as that of
        :func:`rgcore.ising.copies.two_point_function.two_point_function`.
    n_fields : int
        How many fields are multiplied, 1 to 4. An even number can give no negative correlation: those become 0.

    Raises
    ------
    InputError
        If ``two_point`` is no correlation on a torus, or ``n_fields`` is out of range.
    """
    wanted = _checked(two_point)
    n_fields = whole_number("n_fields", n_fields, least=1, most=MOST_FIELDS)
    each = wanted if n_fields % 2 else np.maximum(wanted, 0)
    each = np.sign(each) * np.abs(each) ** (1 / n_fields)
    spectrum = _nearest_spectrum(np.fft.fft2(np.sin(np.pi / 2 * each)).real)
    gaussian = np.clip(np.fft.ifft2(spectrum).real, -1, 1)
    gaussian[0, 0] = 1
    reached = (2 / np.pi * np.arcsin(gaussian)) ** n_fields
    return SpinCopy(
        n_fields=n_fields,
        spectrum=spectrum,
        two_point=reached,
        residual=float(np.abs(reached - wanted).max()),
    )


def draw_copy(copy: SpinCopy, n_samples: int, *, rng: Generator) -> np.ndarray:
    """Return independent configurations of a copy.

    Parameters
    ----------
    copy : SpinCopy
        Of :func:`fit_copy`.
    n_samples : int
    rng : Generator

    Returns
    -------
    (n_samples, side, side) int8 array
        -1 and +1.
    """
    an_instance("copy", copy, SpinCopy)
    n_samples = whole_number("n_samples", n_samples, least=1, most=10**9)
    generator("rng", rng)
    configurations = np.ones((n_samples, *copy.spectrum.shape), dtype=np.int8)
    for batch in _batches(configurations):
        for _ in range(copy.n_fields):
            batch[_gaussian_fields(copy.spectrum, len(batch), rng) < 0] *= -1
    return configurations


def _gaussian_fields(spectrum: np.ndarray, n_samples: int, rng: Generator) -> np.ndarray:
    """Return fields (n_samples, side, side) of variance 1 with the given variance of each Fourier mode."""
    side = len(spectrum)
    white = np.fft.rfft2(rng.standard_normal((n_samples, side, side), dtype=np.float32))
    return np.fft.irfft2(white * np.sqrt(spectrum[:, : side // 2 + 1]), s=(side, side))


def _batches(configurations: np.ndarray) -> Iterator[np.ndarray]:
    at_once = max(1, SPINS_AT_ONCE // configurations[0].size)
    for begin in range(0, len(configurations), at_once):
        yield configurations[begin : begin + at_once]


def _nearest_spectrum(spectrum: np.ndarray) -> np.ndarray:
    """Return the spectrum without negative entries and with mean 1 that is nearest in the sum of squares.

    That is max(S - c, 0) with the constant c that gives the mean 1 (projection on a simplex). In sums of squares it is
    also the nearest correlation matrix, since all matrices of a torus have the same eigenvectors.
    """
    if spectrum.min() >= 0:
        return spectrum
    falling = np.sort(spectrum.reshape(-1))[::-1]
    excess = (np.cumsum(falling) - falling.size) / np.arange(1, falling.size + 1)
    last = int(np.flatnonzero(falling > excess)[-1])
    return np.maximum(spectrum - excess[last], 0)


def _checked(two_point: np.ndarray) -> np.ndarray:
    wanted = real_array("two_point", two_point, ("side", "side"))
    if np.abs(wanted).max() > 1 + 1e-9 or abs(wanted[0, 0] - 1) > 1e-9:
        raise InputError(
            "two_point must be 1 at displacement (0, 0) and from -1 to 1 elsewhere, got "
            f"{wanted[0, 0]:g} there and values from {wanted.min():g} to {wanted.max():g}"
        )
    inverted = np.roll(wanted[::-1, ::-1], (1, 1), axis=(0, 1))
    if np.abs(wanted - inverted).max() > 1e-6:
        raise InputError(
            "two_point must be the same at displacement r and -r, "
            f"got differences up to {np.abs(wanted - inverted).max():g}"
        )
    return np.clip((wanted + inverted) / 2, -1, 1)
