"""The dichotomized Gaussian null: counts of the thresholds that Gaussian variables exceed."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from rgcore.pcarg.nulls.cards import FitReport, NullCard
from rgcore.pcarg.nulls.fits._orthant_kernels import pair_correlations, pair_covariances
from rgcore.pcarg.nulls.fits.latent_modes import LatentModes, latent_modes
from rgcore.pcarg.nulls.fits.levels import Levels, find_levels, lacking_counts
from rgcore.pcarg.nulls.observed_data import ObservedData
from rgcore.series.temporary_matrix import TemporaryMatrix
from rgcore.stats.nearest_correlation import nearest_correlation

__all__ = ["CARD", "Dichotomized"]

_CLOSE, _MOST_PROJECTIONS = 1e-4, 40  # each projection is an eigendecomposition


@dataclass(frozen=True, slots=True, kw_only=True)
class Dichotomized:
    """Thresholded Gaussian variables with the values and the pair covariances of the data.

    Macke et al., Neural Comput. 21, 397 (2009), for 0 and 1; several thresholds give counts. Among all distributions
    with these means and pair covariances it is close to, but not quite, the one of largest entropy: higher cumulants
    follow from the thresholds, and beyond that there is nothing. Each draw puts the thresholds of a variable where its
    values are those of the data, as often as they are there.

    Attributes
    ----------
    columns : TemporaryMatrix
        The data minus their mean.
    levels : Levels
    modes : LatentModes
        Of the Gaussian variables.
    clipped_pairs : int
        Pairs without a correlation that gives their covariance; it was moved by half a coincidence, or less.
    pair_residual : float
        Root mean square over the pairs of the covariance of the null minus that of the data, over that of the data.
    """

    columns: TemporaryMatrix
    levels: Levels
    modes: LatentModes
    clipped_pairs: int
    pair_residual: float

    def draw(self, *, rng: Generator) -> TemporaryMatrix:
        """Return a draw."""
        normal, drawn = self.columns.empty_like(), self.columns.empty_like()
        self.modes.draw(normal, rng=rng)
        for first, end in normal.variable_groups():
            drawn.write(0, first, self._counted(first, normal.series(first, end)).T)
        return drawn

    def _counted(self, first: int, normal: np.ndarray) -> np.ndarray:
        """Return values minus their mean, (n, n_samples), of the normal variables from number ``first`` on."""
        levels, values = self.levels, np.empty_like(normal)
        for row, series in enumerate(normal):
            own = slice(*levels.starts[first + row : first + row + 2])
            ranks = levels.ranks[own]
            thresholds = np.partition(series, ranks)[ranks]
            values[row] = levels.lowest[first + row]
            for threshold, step in zip(thresholds, levels.steps[own], strict=True):
                values[row] += step * (series >= threshold)
        return values

    def report(self) -> FitReport:
        """Return how many pairs are out of range, and the deviation of pair covariances."""
        return FitReport(clipped_pairs=self.clipped_pairs, pair_residual=self.pair_residual)


def _fit(data: ObservedData, *, rng: Generator) -> Dichotomized:
    """Solve the latent correlation of every pair, and replace the matrix by the nearest one that is a correlation.

    Weighted by the slopes: near in the covariances of the data, of which pairs of rare cells are a small part.
    """
    levels, covariance = find_levels(data), data.moments.covariance
    places = levels.thresholds, levels.steps, levels.starts
    solved, clipped = pair_correlations(*places, covariance, data.columns.n_samples)
    correlation = nearest_correlation(solved, levels.slopes, close=_CLOSE, most_projections=_MOST_PROJECTIONS)
    others = ~np.eye(len(covariance), dtype=bool)
    wanted, found = covariance[others], pair_covariances(*places, correlation, 1.0)[others]
    return Dichotomized(
        columns=data.columns,
        levels=levels,
        modes=latent_modes(data.columns, levels, correlation, data.moments.correlation_time),
        clipped_pairs=int(clipped),
        pair_residual=float(np.sqrt(np.mean((found - wanted) ** 2) / np.mean(wanted**2))),
    )


CARD = NullCard(
    label="dichotomized Gaussian",
    sentence="counts of the thresholds that Gaussian variables exceed, with nothing beyond means and pair covariances",
    keeps="values of each variable; covariances, up to a residual that is reported; autocovariance of each principal "
    "component, nearly",
    loses="everything that values of single variables and pair covariances do not imply",
    fitted="thresholds; latent correlation of every pair; power spectra",
    fit=_fit,
    lacking=lacking_counts,
    keeps_covariance=True,
    keeps_each_series=False,
)
