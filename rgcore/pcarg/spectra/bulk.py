"""What of a spectrum noise explains: the Marchenko-Pastur law with the variance of the bulk, and what is above it."""

from dataclasses import dataclass

import numpy as np

from rgcore.pcarg.spectra.marchenko_pastur import MarchenkoPastur

__all__ = ["Bulk", "fit_bulk"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulk:
    """The noise of a spectrum.

    Attributes
    ----------
    law : MarchenkoPastur
        Of the bulk: all modes that are not above the upper edge, or the lower half if fewer are left. As many samples
        as were given less one for the mean and one for each mode outside.
    variance : float
        sigma^2 of the noise. The law's own is smaller by its number of samples over that given: eigenvalues have 1/T,
        and the modes outside take their part of the noise with them.
    n_above : int
        Modes above the upper edge.
    """

    law: MarchenkoPastur
    variance: float
    n_above: int

    def quantiles(self, n_modes: int) -> np.ndarray:
        """Return what the law gives at every rank of all modes, (n_modes,) float64; NaN for those above the edge."""
        outside = np.full(n_modes - self.law.n_variables, np.nan)
        typical = np.concatenate([outside, self.law.quantiles(self.law.n_variables)])
        typical[: self.n_above] = np.nan
        return typical

    def misfit(self, variances: np.ndarray) -> float:
        """Return the largest difference between the law and the cumulative fraction of the modes of the bulk.

        One to 3.5 times 1/N for noise of this law: eigenvalues repel each other and keep their places.
        """
        bulk = variances[len(variances) - self.law.n_variables :]
        found = (np.arange(len(bulk)) + 0.5) / len(bulk)
        return float(np.abs(self.law.above(bulk) - found)[bulk > 0].max(initial=0.0))


def fit_bulk(variances: np.ndarray, n_samples: int) -> Bulk:
    """Fit the Marchenko-Pastur law to the eigenvalues below its own upper edge.

    Of the modes not above the edge, as many variables of noise are assumed, and sigma^2 is the median, over the
    middle half of them, of eigenvalue over quantile of the law with sigma^2 = 1. This moves the edge; the two steps
    are repeated, from no mode above on, until no more come above, or half of the modes are. Modes of high variance (a
    market, sectors) leave the bulk one after another and the quarter of lowest variance does not count either.
    Structure that stays inside the bulk is taken for noise; where noise is not alike in all directions, or T is so
    large that the law is narrower than the structure, no law fits, and :meth:`Bulk.misfit` says so.

    Parameters
    ----------
    variances : (n,) float array, descending
        Eigenvalues of the covariance, with 1/T.
    n_samples : int
        T, at least 2: of independent samples, or the effective number of :class:`LeftOut`.

    Returns
    -------
    Bulk
    """
    most, n_outside = _most_outside(variances), 0
    while True:
        law = _law_of(variances[n_outside:], max(n_samples - 1 - n_outside, 1))
        n_above = int(np.count_nonzero(variances > law.upper))
        if n_above <= n_outside or n_outside == most:
            return Bulk(law=law, variance=law.variance * n_samples / law.n_samples, n_above=n_above)
        n_outside = min(n_above, most)


def _most_outside(variances: np.ndarray) -> int:
    """Return half of the modes, but so few that one in the bulk has a variance."""
    return min(len(variances) // 2, max(np.count_nonzero(variances) - 1, 0))


def _law_of(bulk: np.ndarray, n_samples: int) -> MarchenkoPastur:
    unit = MarchenkoPastur(variance=1.0, n_variables=len(bulk), n_samples=n_samples)
    typical = unit.quantiles(len(bulk))
    usable = np.count_nonzero((typical > 0) & (bulk > 0))
    middle = slice(usable // 4, max(usable - usable // 4, 1))
    variance = np.median(bulk[middle] / np.where(typical > 0, typical, 1.0)[middle])
    return MarchenkoPastur(variance=float(variance), n_variables=len(bulk), n_samples=n_samples)
