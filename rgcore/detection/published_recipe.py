"""The canonical dimension as in the published program of Finotello, Lahoche and Samary (arXiv:2507.01064).

What differs from :mod:`rgcore.detection.running_dimension`: isolated eigenvalues are left out, from the largest one
down to the first that is less than N^(-1/2) above the next; the density is smoothed in the eigenvalue s, by a
Gaussian kernel of 0.3 N^(-1/5) standard deviations of the eigenvalues, and ends at the largest one left, s_+; and
momenta are k^2 = 1/(s - s_-) - 1/(s_+ - s_-) with the lower Marchenko-Pastur edge s_-, which is taken as known. The
dimensions are taken at fixed k^2, from N^(-1/2) to 0.7.
"""

import numpy as np
from scipy.special import ndtr

from rgcore.detection.running_dimension import canonical_dimensions

__all__ = ["published_quartic"]

_NARROW, _HIGHEST_MOMENTUM, _N_MOMENTA = 0.3, 0.7, 24


def published_quartic(spectrum: np.ndarray, lower: float) -> float:
    """Return dim(u_4) of a spectrum, in the mean over k^2.

    Parameters
    ----------
    spectrum : (n_variables,) float64 array
        Eigenvalues in units of the variance of the noise, largest first.
    lower : float
        s_-.
    """
    values = spectrum[_isolated(spectrum) :]
    width = _NARROW * len(values) ** -0.2 * values.std(ddof=1)
    momenta = np.linspace(len(spectrum) ** -0.5, _HIGHEST_MOMENTUM, _N_MOMENTA)
    distance = 1 / (momenta + 1 / (values[0] - lower))  # s - s_-
    scaled = (lower + distance[:, None] - values) / width
    kernel = np.exp(-(scaled**2) / 2)
    number = ndtr((values[0] - values) / width).sum() - ndtr(scaled).sum(axis=1)
    density = kernel.sum(axis=1) / np.sqrt(2 * np.pi) / width
    slope = (scaled * kernel).sum(axis=1) / kernel.sum(axis=1) / width  # of -ln density by s
    count_slope = momenta * density * distance**2 / number
    density_slope = 1 + momenta * (slope * distance**2 - 2 * distance)
    return float(canonical_dimensions(count_slope, density_slope)[0].mean())


def _isolated(spectrum: np.ndarray) -> int:
    """Return the number of eigenvalues above the first gap, from the top, that is below N^(-1/2)."""
    close = spectrum[:-1] - spectrum[1:] <= len(spectrum) ** -0.5
    return int(np.argmax(close)) if close.any() else 0
