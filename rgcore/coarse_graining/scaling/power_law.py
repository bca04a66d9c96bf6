"""Straight lines through logarithms, and how straight they are."""

from dataclasses import dataclass

import numpy as np

__all__ = ["PowerLaw", "fit_power_law"]

MIN_POINTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerLaw:
    """A fitted exponent, and by how much the local exponent changes from the low to the high end of the range.

    Both (n_estimates,). A power law has a change of zero. NaN where there are too few points.
    """

    exponent: np.ndarray
    change: np.ndarray


def fit_power_law(x: np.ndarray, y: np.ndarray, *, curve: np.ndarray, weights: np.ndarray) -> PowerLaw:
    """Fit y ~ x^exponent by least squares of the logarithms; the change comes from a parabola instead of a line.

    Parameters
    ----------
    x : (n_points,) float array
        Positive.
    y : (n_estimates, n_points) float array
        An estimate with an entry that is not positive and finite gets NaN.
    curve : (n_points,) int array
        Which curve a point belongs to: curves share exponent and curvature, each has its own prefactor.
    weights : (n_points,) float array
        Positive, of the squared deviations.
    """
    n_estimates, n_points = y.shape
    missing = np.full(n_estimates, np.nan)
    places = np.log(x)
    own = (curve[:, None] == np.unique(curve)).astype(float)
    if n_points < MIN_POINTS or n_points < own.shape[1] + 2 or len(np.unique(places)) < MIN_POINTS:
        return PowerLaw(exponent=missing, change=missing)
    usable = (np.isfinite(y) & (y > 0)).all(axis=1)
    logarithms = np.log(np.where(usable[:, None], y, 1.0)).T
    root = np.sqrt(weights)[:, None]
    middle = places - places.mean()  # of a well-conditioned parabola
    line = np.column_stack([own, middle])
    parabola = np.column_stack([own, middle, middle**2])
    slope = np.linalg.lstsq(root * line, root * logarithms, rcond=None)[0][-1]
    bend = np.linalg.lstsq(root * parabola, root * logarithms, rcond=None)[0][-1]
    return PowerLaw(
        exponent=np.where(usable, slope, np.nan),
        change=np.where(usable, 2 * bend * np.ptp(places), np.nan),
    )
