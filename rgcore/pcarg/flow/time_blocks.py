"""Blocks of time, and errors from leaving one out at a time."""

import numpy as np

from rgcore.stats.jackknife import jackknife_error

__all__ = ["FEWEST_BLOCKS", "N_BLOCKS", "block_edges", "block_number", "median_error", "median_replicates"]

N_BLOCKS = 20
FEWEST_BLOCKS = 5  # an error from five is itself known to 35 %
CORRELATION_TIMES = 20  # in a block: the jackknife's error is then 1/40 too small for one exponential
SMALLEST_ERROR = 0.1  # of the median error: one estimate must not take all of the weight


def block_number(n_samples: int, correlation_time: float) -> int:
    """Return how many blocks of time errors should come from.

    20, or as many as are at least 20 integrated autocorrelation times long, but no fewer than 5, and never more
    than there are samples: with a memory beyond a hundredth of the samples errors are too small, and no choice of
    blocks mends it.

    Parameters
    ----------
    n_samples : int
        At least 2.
    correlation_time : float
        In samples; 1/2 if they are independent.
    """
    long_enough = int(n_samples / (CORRELATION_TIMES * correlation_time))
    return min(n_samples, N_BLOCKS, max(FEWEST_BLOCKS, long_enough))


def block_edges(n_samples: int, n_blocks: int) -> np.ndarray:
    """Return the (n_blocks + 1,) sample numbers at which blocks of time begin and end.

    The blocks differ by at most one sample in length. They must be longer than the correlation time of the
    data for the errors to be right.

    Raises
    ------
    ValueError
        If there are fewer than two blocks, or fewer samples than blocks.
    """
    if not 2 <= n_blocks <= n_samples:
        raise ValueError(f"there must be 2 to n_samples = {n_samples} blocks of time, got {n_blocks}")
    return np.arange(n_blocks + 1) * n_samples // n_blocks


def median_error(values: np.ndarray, replicates: np.ndarray) -> float:
    """Return the standard error of the median: the jackknife of :func:`median_replicates`, whose arguments it has."""
    return float(jackknife_error(median_replicates(values, replicates)))


def median_replicates(values: np.ndarray, replicates: np.ndarray) -> np.ndarray:
    """Return the median over variables of estimates that share their samples, with one block of time left out each.

    The median of each replicate would follow the one or two variables in the middle, as if the median had their
    error: leaving out a block moves the estimates less than the distance between them (the delete-one jackknife
    is inconsistent for medians). The median is therefore made linear first: a shift of the estimates by d_i moves
    it by sum_i w_i d_i, w_i the share of variable i in the density at the median. The density is a sum of
    Gaussians of standard deviation sigma_i / 2, sigma_i the error of estimate i. For n variables of equal
    independent errors this gives the variance sigma / (sqrt(pi) n f), which is exact, where they spread with
    density f much more than their errors, and (5/3) sigma^2 / n, for the exact (pi/2) sigma^2 / n, where there
    is nothing but error.
    Correlated errors are combined with their correlations.

    Parameters
    ----------
    values : (n_variables,) float array
    replicates : (n_blocks, n_variables) float array
        The same with one block of time left out.

    Returns
    -------
    (n_blocks,) float64 array
        Scattered about the median of ``values``.
    """
    errors = jackknife_error(replicates)
    widths = np.maximum(errors, SMALLEST_ERROR * np.median(errors)) / 2
    widths = np.maximum(widths, np.finfo(np.float64).tiny ** 0.25)  # estimates without any error
    distances = np.abs(values - np.median(values))
    distances -= distances.min()  # of an even number, both in the middle are as near as can be
    exponents = -0.5 * (distances / widths) ** 2
    weights = np.exp(exponents - exponents.max()) / widths
    weights /= weights.sum()
    return np.median(values) + (replicates - values) @ weights
