"""Intervals of means of few numbers, by Student's t distribution."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

__all__ = ["COVERAGE", "interval_reach", "mean_interval"]

COVERAGE = 0.95
"""Of intervals."""


def interval_reach(n: ArrayLike) -> np.ndarray | float:
    """Return by how many standard errors a 95 % interval reaches to either side of the mean of n independent numbers.

    12.7 for two, 1.96 for many; NaN for fewer than two. ``n`` is a number or an array.
    """
    return stdtrit(np.asarray(n) - 1, (1 + COVERAGE) / 2)


def mean_interval(values: np.ndarray) -> tuple[float, float, float]:
    """Return the mean of independent values (n,) and the ends of its 95 % interval, NaN for fewer than two."""
    n, mean = len(values), float(np.mean(values))
    half = float(interval_reach(n) * np.std(values, ddof=1) / np.sqrt(n)) if n > 1 else float("nan")
    return mean, mean - half, mean + half
