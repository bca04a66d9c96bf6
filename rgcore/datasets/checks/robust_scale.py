"""The scale of a short series without its outliers, which its standard deviation would hide.

Among n entries none lies more than sqrt(n) standard deviations from the mean, so that an entry of a short series is
never 15 of them away. The 0.2 % of the entries with the largest deviations from the median are left out instead, at
least two, because one wrong price makes two wrong returns. If more lie beyond, they are part of the distribution, such
as rare events, and the standard deviation is taken.
"""

import numpy as np

from rgcore.datasets.checks.preprocessing import Preprocessing
from rgcore.datasets.checks.summary_statistics import SummaryStatistics
from rgcore.datasets.raw_samples import RawSamples

__all__ = ["is_short", "robust_scale"]

FEWEST_HIDDEN = 5  # equal outliers, that a short series hides
OUTLIERS = 0.002  # of the samples, rounded up
FEWEST_OUTLIERS = 2


def is_short(n_samples: int, *, beyond: float) -> bool:
    """Return whether five equal outliers would lie less than ``beyond`` standard deviations from the mean."""
    return 0 < n_samples < FEWEST_HIDDEN * beyond**2


def robust_scale(
    raw: RawSamples, preprocessing: Preprocessing, found: SummaryStatistics, *, beyond: float
) -> np.ndarray:
    """Return the scale of every variable, (n_variables,) float64, at most its standard deviation.

    Parameters
    ----------
    raw : RawSamples
        Short, see :func:`is_short`.
    preprocessing : Preprocessing
    found : SummaryStatistics
        Of these samples after this preprocessing.
    beyond : float
        How many times the scale from the mean an outlier lies.
    """
    samples = np.concatenate([preprocessing.apply(block) for block in raw.blocks])
    scale = np.array(found.standard_deviation)
    for variable in np.flatnonzero(scale > 0):
        series = samples[:, variable] - found.mean[variable]
        scale[variable] = _scale(series[~np.isnan(series)], scale[variable], beyond)
    return scale


def _scale(series: np.ndarray, deviation: float, beyond: float) -> float:
    """Return the scale of a series of mean 0."""
    n_outliers = max(FEWEST_OUTLIERS, int(np.ceil(OUTLIERS * series.size)))
    distances = np.abs(series - np.median(series))
    inner = series[np.argpartition(distances, series.size - n_outliers - 1)[: series.size - n_outliers]]
    scale = float(inner.std()) if inner.size and np.ptp(inner) else 0.0
    few = np.count_nonzero(np.abs(series) > beyond * scale) <= n_outliers
    return min(scale, deviation) if scale > 0 and few else deviation
