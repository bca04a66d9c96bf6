"""Intervals of areas under the ROC that count models, of which there are few."""

import numpy as np
from scipy.special import ndtr, ndtri
from scipy.stats import t as student

__all__ = ["area_interval"]

_COVERED = 0.95


def area_interval(area: float, resampled: np.ndarray, n_yes: int, n_no: int) -> tuple[float, float]:
    """Return the 95 % interval of an area, on a probit scale on which it stays between 0 and 1.

    The distance of the ends is the standard deviation of the resampled areas times the quantile of Student's t with
    n_yes + n_no - 2 degrees of freedom, and at least one standard error of Hanley and McNeil, Radiology 143, 29 (1982),
    for so many independent scores: an area of 1 in all resamples does not prove an area of 1. In simulated benches
    these intervals cover the true area in more than 90 % of the cases, percentiles of the resamples in fewer.

    Parameters
    ----------
    area : float
        NaN has the interval of NaN.
    resampled : (n_resamples,) float64 array
        Areas of resampled models; NaN are ignored.
    n_yes, n_no : int
        Models of each answer.
    """
    usable = resampled[np.isfinite(resampled)]
    if np.isnan(area) or len(usable) < 2:
        return np.nan, np.nan
    edge = 1 / (2 * n_yes * n_no)
    centre, places = (ndtri(np.clip(each, edge, 1 - edge)) for each in (area, usable))
    quantile = student.ppf((1 + _COVERED) / 2, max(n_yes + n_no - 2, 1))
    half = max(quantile * np.std(places, ddof=1), _standard_error(centre, n_yes, n_no))
    low, high = ndtr([centre - half, centre + half])
    return float(low) if area > 0 else 0.0, float(high) if area < 1 else 1.0


def _standard_error(centre: float, n_yes: int, n_no: int) -> float:
    """Return the standard error of Hanley and McNeil on the probit scale."""
    area = ndtr(abs(centre))
    q_yes, q_no = area / (2 - area), 2 * area**2 / (1 + area)
    variance = area * (1 - area) + (n_yes - 1) * (q_yes - area**2) + (n_no - 1) * (q_no - area**2)
    density = np.exp(-(centre**2) / 2) / np.sqrt(2 * np.pi)
    return float(np.sqrt(variance / (n_yes * n_no)) / density)
