"""Several tests at once: p-values corrected by Holm's step-down procedure."""

import numpy as np
from numpy.typing import ArrayLike

__all__ = ["holm"]


def holm(p_values: ArrayLike) -> np.ndarray:
    """Return p-values corrected for their number (Holm, Scand. J. Stat. 6, 65 (1979)).

    The probability that any true hypothesis has a corrected p-value of at most q is at most q, whatever the dependence
    between the tests.

    Parameters
    ----------
    p_values : (n,) array_like
        NaN where there is no test: it stays NaN and does not count.

    Returns
    -------
    (n,) float64 array
        From 0 to 1, in the same order.
    """
    given = np.asarray(p_values, dtype=np.float64)
    corrected = np.full(given.shape, np.nan)
    tested = np.flatnonzero(~np.isnan(given))
    rising = tested[np.argsort(given[tested], kind="stable")]
    scaled = given[rising] * np.arange(len(rising), 0, -1)
    corrected[rising] = np.minimum(np.maximum.accumulate(scaled), 1.0)
    return corrected
