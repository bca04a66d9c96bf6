"""Variables made independent: each one shifted around the circle of time by a random offset of its own.

Every variable keeps its values, and its autocorrelation but for one seam; correlations between variables at equal times
are gone.
"""

import numpy as np
from numpy.random import Generator

__all__ = ["circularly_shifted", "draw_offsets"]


def draw_offsets(n_samples: int, n_variables: int, *, rng: Generator) -> np.ndarray:
    """Return a random offset for each variable, (n_variables,) int64 from 0 to n_samples - 1; ``rng`` is advanced."""
    return rng.integers(0, n_samples, size=n_variables)


def circularly_shifted(samples: np.ndarray, *, rng: Generator) -> np.ndarray:
    """Return samples with each variable shifted; from a file: :meth:`rgcore.series.TemporaryMatrix.shifted`.

    Parameters
    ----------
    samples : (n_samples, n_variables) array
        Time along the first axis. Left untouched.
    rng : Generator, advanced in place

    Returns
    -------
    (n_samples, n_variables) float64 array
    """
    samples = np.asarray(samples, dtype=np.float64)
    offsets = draw_offsets(*samples.shape, rng=rng)
    return np.stack(
        [np.roll(column, offset) for column, offset in zip(samples.T, offsets, strict=True)], axis=1
    )
