"""The bootstrap: intervals for any statistic of independent values."""

from collections.abc import Callable

import numpy as np
from numpy.random import Generator

__all__ = ["bootstrap_interval"]


def bootstrap_interval(
    values: np.ndarray,
    estimator: Callable[[np.ndarray], np.ndarray | float],
    *,
    n_resamples: int = 1000,
    rng: Generator,
) -> tuple[np.ndarray | float, np.ndarray | float]:
    """Return the 95 % percentile interval of a statistic of independent values.

    Parameters
    ----------
    values : (n, ...) array
        Independent along the first axis.
    estimator : callable
        Takes a resampled (n, ...) array and returns a number or an array.
    n_resamples : int
        At least 100.
    rng : Generator, advanced in place

    Returns
    -------
    (low, high)
        The 2.5 % and 97.5 % quantiles over resamples with replacement.

    Raises
    ------
    ValueError
        If there are no values, or fewer than 100 resamples are asked for.
    """
    sample = np.asarray(values)
    if len(sample) < 1 or n_resamples < 100:
        raise ValueError(f"need values and at least 100 resamples, got {len(sample)} and {n_resamples}")
    draws = (rng.integers(0, len(sample), size=len(sample)) for _ in range(n_resamples))
    low, high = np.quantile([estimator(sample[draw]) for draw in draws], [0.025, 0.975], axis=0)
    return (float(low), float(high)) if np.ndim(low) == 0 else (low, high)
