"""The standard error of a median over variables that share their samples."""

import numpy as np

from rgcore.stats.jackknife import jackknife_error

__all__ = ["median_error", "median_replicates"]

SMALLEST_ERROR = 0.1  # of the median standard error: one estimate must not take all of the weight


def median_error(values: np.ndarray, replicates: np.ndarray) -> float:
    """Return the standard error of the median, with the arguments of :func:`median_replicates`."""
    return float(jackknife_error(median_replicates(values, replicates)))


def median_replicates(values: np.ndarray, replicates: np.ndarray) -> np.ndarray:
    """Return the median over variables of estimates that share their samples, with one block of time left out each.

    The median of each replicate would follow the one or two variables in the middle, as if the median had their
    standard error: leaving out a block moves the estimates less than the distance between them (the delete-one
    jackknife is inconsistent for medians). The median is therefore made linear first: a shift of the estimates by
    d_i moves it by sum_i w_i d_i, w_i the share of variable i in the density at the median. The density is a sum of
    Gaussians of standard deviation sigma_i / 2, sigma_i the standard error of estimate i. Correlated errors are
    combined with their correlations.

    The variance that results for n variables of equal, independent standard errors sigma, with f the density of the
    true values at the median:

    - true values that spread much more than sigma: sigma / (sqrt(pi) n f), which is exact;
    - equal true values: (5/3) sigma^2 / n, where (pi/2) sigma^2 / n is exact.

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
    distances -= distances.min()  # of an even number, both in the middle have distance 0
    exponents = -0.5 * (distances / widths) ** 2
    weights = np.exp(exponents - exponents.max()) / widths
    weights /= weights.sum()
    return np.median(values) + (replicates - values) @ weights
