"""The same samples arranged in another way: bins summed or made one vector, some of the variables, windows in time.

Nothing is held in memory but a batch, or a window.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from rgcore.series.moments import SampleMoments, sample_moments
from rgcore.series.samples import BATCH_ROWS, Samples, batches, replayable

__all__ = ["are_counts", "chosen", "cut", "held", "in_units", "merged", "stacked", "varying"]


@replayable
def merged(samples: Samples, n_bins: int) -> Iterator[np.ndarray]:
    """Yield sums over ``n_bins`` successive samples; what is left at the end, fewer than that, is dropped."""
    for groups in _groups(samples, n_bins):
        yield groups.sum(axis=1)


@replayable
def stacked(samples: Samples, n_bins: int) -> Iterator[np.ndarray]:
    """Yield ``n_bins`` successive samples as one vector, the earliest first; the vectors do not overlap."""
    for groups in _groups(samples, n_bins):
        yield groups.reshape(len(groups), -1)


def _groups(samples: Samples, n_bins: int) -> Iterator[np.ndarray]:
    """Yield (n, n_bins, n_variables) arrays."""
    for _, batch in batches(samples, max(1, BATCH_ROWS // n_bins) * n_bins):
        n_whole = len(batch) // n_bins
        if n_whole:
            yield batch[: n_whole * n_bins].reshape(n_whole, n_bins, -1)


@replayable
def chosen(samples: Samples, variables: np.ndarray) -> Iterator[np.ndarray]:
    """Yield the samples of some variables, given by their numbers."""
    for _, batch in batches(samples):
        yield batch[:, variables]


@replayable
def held(samples: np.ndarray) -> Iterator[np.ndarray]:
    """Yield samples in memory, part of data that were checked as a whole: a short part may look like labels."""
    yield samples


@replayable
def in_units(samples: Samples, units: np.ndarray) -> Iterator[np.ndarray]:
    """Yield each variable divided by its unit, (n_variables,) float64."""
    for _, batch in batches(samples):
        yield batch / units


def varying(samples: Samples, trial_length: int = 0) -> tuple[Samples, SampleMoments]:
    """Return the samples of those variables that vary, and their moments.

    A variable may vary in all of a data set but not in a window, or not in what is left of whole groups of bins.
    ``trial_length`` is that of :func:`rgcore.series.sample_moments`.
    """
    moments = sample_moments(samples, trial_length)
    varies = np.flatnonzero(np.diag(moments.covariance) > 0)
    if len(varies) == len(moments.mean):
        return samples, moments
    samples = chosen(samples, varies)
    return samples, sample_moments(samples, trial_length)


def are_counts(samples: Samples) -> bool:
    """Return whether all entries are whole numbers from 0 on."""
    return all(bool(np.all((batch >= 0) & (batch == np.floor(batch)))) for _, batch in batches(samples))


def cut(samples: Samples, starts: Sequence[int], length: int) -> Iterator[tuple[int, np.ndarray]]:
    """Yield start and samples (length, n_variables) of each window, from one pass.

    Parameters
    ----------
    samples : Samples
    starts : sequence of int
        Ascending numbers of the first samples; windows may overlap and must end within the samples.
    length : int
    """
    waiting, kept, first = list(starts), None, 0
    for _, batch in batches(samples):
        kept = batch if kept is None else np.concatenate([kept, batch])
        while waiting and waiting[0] + length <= first + len(kept):
            start = waiting.pop(0)
            yield start, kept[start - first : start - first + length]
        if not waiting:
            return
        n_done = min(max(0, waiting[0] - first), len(kept))
        kept, first = kept[n_done:], first + n_done
