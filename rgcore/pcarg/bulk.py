"""What of a spectrum noise explains: the Marchenko-Pastur law with the variance of the bulk, and what is above it."""

from dataclasses import dataclass

import numpy as np

from rgcore.pcarg.marchenko_pastur import MarchenkoPastur

__all__ = ["Bulk", "fit_bulk"]

_MOST_STEPS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulk:
    """The noise of a spectrum: ``law`` of all modes but the ``n_above`` that stand above its upper edge."""

    law: MarchenkoPastur
    n_above: int

    def quantiles(self) -> np.ndarray:
        """Return what the law gives at every rank, (n_modes,) float64; NaN for the modes above the edge."""
        return np.concatenate([np.full(self.n_above, np.nan), self.law.quantiles(self.law.n_variables)])

    def misfit(self, variances: np.ndarray) -> float:
        """Return the largest difference between the law and the cumulative fraction of the modes below the edge.

        About 1/N for noise of this law: eigenvalues repel each other and keep their places.
        """
        below = variances[self.n_above :]
        found = (np.arange(len(below)) + 0.5) / len(below)
        present = below > 0
        return float(np.abs(self.law.above(below) - found)[present].max(initial=0.0))


def fit_bulk(variances: np.ndarray, n_samples: int) -> Bulk:
    """Fit the Marchenko-Pastur law to the eigenvalues below its own upper edge.

    Of the modes not above the edge, as many variables of noise are assumed, and sigma^2 is the median, over the
    middle half of them, of eigenvalue over quantile of the law with sigma^2 = 1. This moves the edge; the two steps
    are repeated, from no mode above on, until the number above stays. Modes of high variance (a market, sectors)
    leave the bulk one after another and the quarter of lowest variance does not count either; structure that stays
    inside the bulk is taken for noise and makes sigma^2 of the middle.

    Parameters
    ----------
    variances : (n,) float array, descending
        Eigenvalues of the covariance, with 1/T.
    n_samples : int
        T, at least 2: of independent samples, or the effective number of :class:`rgcore.pcarg.LeftOut`. One degree of
        freedom is taken off for the mean.

    Returns
    -------
    Bulk
    """
    n_above = 0
    for _ in range(_MOST_STEPS):
        law = _law_of(variances[n_above:], n_samples - 1)
        above = int(np.count_nonzero(variances > law.upper))
        if above <= n_above or above > len(variances) - 2 or not variances[above] > 0:
            break
        n_above = above
    return Bulk(law=law, n_above=n_above)


def _law_of(bulk: np.ndarray, n_samples: int) -> MarchenkoPastur:
    unit = MarchenkoPastur(variance=1.0, n_variables=len(bulk), n_samples=n_samples)
    typical = unit.quantiles(len(bulk))
    usable = np.count_nonzero((typical > 0) & (bulk > 0))
    middle = slice(usable // 4, max(usable - usable // 4, 1))
    variance = np.median(bulk[middle] / np.where(typical > 0, typical, 1.0)[middle])
    return MarchenkoPastur(variance=float(variance), n_variables=len(bulk), n_samples=n_samples)
