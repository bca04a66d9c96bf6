"""Variables made independent: each one shifted around the circle of time by a random offset of its own.

Every variable keeps its values, and its autocorrelation but for one seam; correlations between variables at equal times
are gone.
"""

from collections.abc import Iterator

import numpy as np
from numpy.random import Generator

from rgcore.series.samples import Samples, replayable
from rgcore.series.temporary_matrix import TemporaryMatrix

__all__ = ["circularly_shifted", "draw_offsets", "shifted_samples"]


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


def shifted_samples(columns: TemporaryMatrix, *, rng: Generator) -> Samples:
    """Return samples that are stored by variable, with each variable shifted as :func:`circularly_shifted` does.

    They can be gone through any number of times; ``rng`` is advanced once.
    """
    return _shifted(columns, draw_offsets(*columns.shape, rng=rng))


@replayable
def _shifted(columns: TemporaryMatrix, offsets: np.ndarray) -> Iterator[np.ndarray]:
    return columns.shifted(offsets)
