"""What numbers are compared with, and from which deviation on they count as different."""

import numpy as np
from numpy.typing import ArrayLike

__all__ = ["ERRORS_IN_INTERVAL", "GAUSSIAN_KURTOSIS", "LEVEL", "agrees", "beside"]

LEVEL = 2.0  # standard errors from which on a difference counts
ERRORS_IN_INTERVAL = 2 * 1.96  # standard errors from the lower to the upper end of a 95 % interval
GAUSSIAN_KURTOSIS = 3.0


def agrees(difference: ArrayLike, error: ArrayLike) -> np.ndarray:
    """Return where differences are below 2 standard errors in size; False for NaN."""
    return np.abs(np.asarray(difference, dtype=float)) < LEVEL * np.asarray(error, dtype=float)


def beside(difference: ArrayLike, error: ArrayLike) -> np.ndarray:
    """Return "above" or "below" where differences from zero exceed 2 standard errors, else "within"; "" for NaN.

    Parameters
    ----------
    difference, error : array_like of one shape
        ``error`` is the standard error of the difference.
    """
    difference, error = (np.asarray(values, dtype=float) for values in (difference, error))
    above, below = difference > LEVEL * error, difference < -LEVEL * error
    undefined = np.isnan(difference) | np.isnan(error)
    return np.select([undefined, above, below], ["", "above", "below"], "within")
