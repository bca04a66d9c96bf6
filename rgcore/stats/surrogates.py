"""Series that keep what each variable does alone, and lose what the variables do together."""

import numpy as np
from numpy.random import Generator

__all__ = ["circularly_shifted"]


def circularly_shifted(samples: np.ndarray, *, rng: Generator) -> np.ndarray:
    """Return the samples with each variable shifted in time around the circle by an offset of its own.

    Every variable keeps its values, and its correlations in time but for one seam; equal-time correlations
    between variables are gone.

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
    offsets = rng.integers(0, len(samples), size=samples.shape[1])
    return np.stack(
        [np.roll(column, offset) for column, offset in zip(samples.T, offsets, strict=True)], axis=1
    )
