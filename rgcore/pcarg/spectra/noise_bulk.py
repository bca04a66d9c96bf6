"""The part of a spectrum that noise explains: the Marchenko-Pastur distribution fitted to its bulk."""

from dataclasses import dataclass

import numpy as np

from rgcore.pcarg.spectra.marchenko_pastur import MarchenkoPastur

__all__ = ["NoiseBulk", "fit_noise_bulk"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoiseBulk:
    """The noise of a spectrum.

    Attributes
    ----------
    distribution : MarchenkoPastur
        Of the bulk: all modes that are not above the upper edge, or the lower half if fewer are left. Its number of
        samples is that given minus one for the mean and one for each mode outside.
    variance : float
        sigma^2 of the noise. That of ``distribution`` is smaller by the ratio of its number of samples to that given:
        eigenvalues have 1/T, and the modes outside contain a part of the noise.
    n_above : int
        Modes above the upper edge.
    """

    distribution: MarchenkoPastur
    variance: float
    n_above: int

    def quantiles(self, n_modes: int) -> np.ndarray:
        """Return the typical eigenvalue of the noise at every rank, (n_modes,) float64; NaN above the edge."""
        outside = np.full(n_modes - self.distribution.n_variables, np.nan)
        typical = np.concatenate([outside, self.distribution.quantiles(self.distribution.n_variables)])
        typical[: self.n_above] = np.nan
        return typical

    def misfit(self, variances: np.ndarray) -> float:
        """Return the largest difference between the distribution and the cumulative fraction of the modes of the bulk.

        1/N to 3.5/N for noise of this distribution: eigenvalues repel each other, so that they are evenly spaced.
        """
        bulk = variances[len(variances) - self.distribution.n_variables :]
        found = (np.arange(len(bulk)) + 0.5) / len(bulk)
        return float(np.abs(self.distribution.above(bulk) - found)[bulk > 0].max(initial=0.0))


def fit_noise_bulk(variances: np.ndarray, n_samples: int) -> NoiseBulk:
    """Fit the Marchenko-Pastur distribution to the eigenvalues below its own upper edge.

    The number of noise variables is the number of modes not above the edge, and sigma^2 is the median, over the middle
    half of them, of eigenvalue over quantile of the distribution with sigma^2 = 1. This moves the edge; the two steps
    are repeated, beginning with no mode above, until no more come above, or half of the modes are. Modes of high
    variance (a market, sectors) leave the bulk one after another, and the quarter of lowest variance does not count
    either. Structure inside the bulk counts as noise; where the noise has unequal variances, or T is so large that the
    distribution is narrower than the structure, none fits, and :meth:`NoiseBulk.misfit` is large.

    Parameters
    ----------
    variances : (n,) float array, descending
        Eigenvalues of the covariance, with 1/T.
    n_samples : int
        T, at least 2: of independent samples, or the effective number of ``LeaveOneBlockOut``.

    Returns
    -------
    NoiseBulk
    """
    most, n_outside = _most_outside(variances), 0
    while True:
        distribution = _distribution_of(variances[n_outside:], max(n_samples - 1 - n_outside, 1))
        n_above = int(np.count_nonzero(variances > distribution.upper))
        if n_above <= n_outside or n_outside == most:
            return NoiseBulk(
                distribution=distribution,
                variance=distribution.variance * n_samples / distribution.n_samples,
                n_above=n_above,
            )
        n_outside = min(n_above, most)


def _most_outside(variances: np.ndarray) -> int:
    """Return half of the modes, or less, such that one mode in the bulk has a variance."""
    return min(len(variances) // 2, max(np.count_nonzero(variances) - 1, 0))


def _distribution_of(bulk: np.ndarray, n_samples: int) -> MarchenkoPastur:
    unit = MarchenkoPastur(variance=1.0, n_variables=len(bulk), n_samples=n_samples)
    typical = unit.quantiles(len(bulk))
    usable = np.count_nonzero((typical > 0) & (bulk > 0))
    middle = slice(usable // 4, max(usable - usable // 4, 1))
    variance = np.median(bulk[middle] / np.where(typical > 0, typical, 1.0)[middle])
    return MarchenkoPastur(variance=float(variance), n_variables=len(bulk), n_samples=n_samples)
