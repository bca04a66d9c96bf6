"""The Marchenko-Pastur distribution of the eigenvalues of noise, its edge, and the distribution of the largest one."""

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaincc

__all__ = ["FALSE_ABOVE_EDGE", "MarchenkoPastur", "marchenko_pastur_edge", "tracy_widom_tail"]

FALSE_ABOVE_EDGE = 0.17
"""Mean number of eigenvalues of white noise above the edge, for large N and T (0.14 at N = 100)."""

_N_ANGLES = 4_000
_SHAPE, _SCALE, _SHIFT = 46.446, 0.186054, 9.84801  # of the gamma distribution, Chiani (2014), table I


@dataclass(frozen=True, slots=True, kw_only=True)
class MarchenkoPastur:
    """The Marchenko-Pastur distribution: eigenvalues of the covariance (with 1/T) of white noise, N and T large.

    With q = N/T and a, b = (1 -+ sqrt q)^2 sigma^2 the density is sqrt((b - s)(s - a)) / (2 pi q sigma^2 s) between
    a and b; if N > T the fraction 1 - T/N of the eigenvalues is 0. Mean sigma^2, mean square (1 + q) sigma^4.

    Attributes
    ----------
    variance : float
        sigma^2 of every variable.
    n_variables, n_samples : int
        N and T; T independent samples.
    """

    variance: float
    n_variables: int
    n_samples: int

    @property
    def lower(self) -> float:
        """Smallest of the eigenvalues above 0: a."""
        ratio = np.sqrt(self.n_variables / self.n_samples)
        return float(self.variance * (1 - ratio) ** 2)

    @property
    def upper(self) -> float:
        """Largest eigenvalue: b."""
        return marchenko_pastur_edge(self.variance, self.n_variables, self.n_samples)

    @property
    def atom(self) -> float:
        """Fraction of the eigenvalues that are 0."""
        return max(0.0, 1 - self.n_samples / self.n_variables)

    def density(self, eigenvalues: np.ndarray) -> np.ndarray:
        """Return the density, per unit of eigenvalue, of the part above 0; its integral is 1 - ``atom``."""
        values = np.asarray(eigenvalues, dtype=np.float64)
        inside = (values > self.lower) & (values < self.upper)
        safe = np.where(inside, values, 1.0)
        root = np.sqrt(np.where(inside, (self.upper - values) * (values - self.lower), 0.0))
        return root / (2 * np.pi * self.n_variables / self.n_samples * self.variance * safe)

    def above(self, eigenvalues: np.ndarray) -> np.ndarray:
        """Return the fraction of all N eigenvalues that exceed each of the given ones, which are at least 0."""
        edges, mass = self._mass_above()
        return np.interp(-np.asarray(eigenvalues, dtype=np.float64), -edges, mass)

    def quantiles(self, n_modes: int) -> np.ndarray:
        """Return the typical spectrum of ``n_modes``: entry r, from 0, is exceeded by the fraction (r + 1/2)/n_modes.

        Returns
        -------
        (n_modes,) float64 array, descending; 0 in the atom
        """
        edges, mass = self._mass_above()
        fraction = (np.arange(n_modes) + 0.5) / n_modes
        return np.where(fraction < 1 - self.atom, np.interp(fraction, mass, edges), 0.0)

    def _mass_above(self):
        """Return eigenvalues from the upper edge down, and the fraction of all that exceeds each.

        With s = (a + b)/2 + (b - a)/2 cos(theta) the density is smooth at both edges.
        """
        middle, half = (self.lower + self.upper) / 2, (self.upper - self.lower) / 2
        bounds = np.linspace(0.0, np.pi, _N_ANGLES + 1)
        centres = (bounds[1:] + bounds[:-1]) / 2  # no angle is pi, where N = T would give 0/0
        mass = np.concatenate([[0.0], np.cumsum(np.sin(centres) ** 2 / (middle + half * np.cos(centres)))])
        return middle + half * np.cos(bounds), mass / mass[-1] * (1 - self.atom)


def tracy_widom_tail(largest: float, noise: MarchenkoPastur) -> float:
    """Return the probability that white noise of this distribution has an eigenvalue of at least ``largest``.

    Centre and width of Johnstone, Ann. Statist. 29, 295 (2001), for real samples; for the Tracy-Widom distribution
    the gamma approximation of Chiani, J. Multivariate Anal. 129, 69 (2014), whose far tail is right in order of
    magnitude.

    Parameters
    ----------
    largest : float
    noise : MarchenkoPastur
        Of independent samples that are Gaussian, or nearly so.

    Returns
    -------
    float
        0 to 1.
    """
    rows, columns = np.sqrt(max(noise.n_samples - 1, 1)), np.sqrt(noise.n_variables)
    centre = (rows + columns) ** 2
    width = (rows + columns) * (1 / rows + 1 / columns) ** (1 / 3)
    score = (largest / noise.variance * noise.n_samples - centre) / width
    return float(gammaincc(_SHAPE, max(score + _SHIFT, 0.0) / _SCALE))


def marchenko_pastur_edge(variance: float, n_variables: int, n_samples: int) -> float:
    """Return (1 + sqrt(N/T))^2 sigma^2, the largest eigenvalue of the covariance of white noise, N, T large.

    Parameters
    ----------
    variance : float
        sigma^2, the variance of each of the N variables of the noise.
    n_variables, n_samples : int
        N and T; T independent samples (eigenvalues of autocorrelated noise are larger).
    """
    return float(variance * (1 + np.sqrt(n_variables / n_samples)) ** 2)
