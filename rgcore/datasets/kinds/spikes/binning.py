"""Count spikes in bins.

Bins are the intervals [k w, (k + 1) w) of width w counted from time 0 of the recording's own clock. Kept are
the whole bins between the first and the last spike of **all** variables together: no variable defines a range
of its own, and the two bins at the ends, which the recording may cover only in part, are left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rgcore.datasets.size_limits import MAXIMUM_ENTRIES
from rgcore.errors import InputError
from rgcore.series import Samples, replayable
from rgcore.series.block_length import block_length

__all__ = ["BinnedSpikes", "bin_spike_times"]

EDGE = 1e-6  # in bins: the time of a spike this little before an edge was rounded, the spike is on the edge


@dataclass(frozen=True, slots=True, kw_only=True)
class BinnedSpikes:
    """Spike counts.

    Attributes
    ----------
    blocks : Samples
        Fresh (n, n_variables) float64 arrays of counts, NaN for a variable whose spikes are not all known.
    n_bins : int
    first_bin : int
        Number of the first bin, counted from time 0.
    """

    blocks: Samples
    n_bins: int
    first_bin: int


def bin_spike_times(times: list[np.ndarray], bin_width: float, source: str) -> BinnedSpikes:
    """Return spike counts of all variables in their common bins.

    Parameters
    ----------
    times : list of (n_spikes,) float64 arrays
        Seconds, in any order; NaN makes all counts of its variable NaN.
    bin_width : float
        Seconds.
    source : str
        Opens the message of an error.

    Raises
    ------
    InputError
        If there is no spike, no whole bin, or more than ``MAXIMUM_ENTRIES`` counts.
    """
    scaled = [np.asarray(entries) / bin_width for entries in times]  # (n_spikes,) each, in bin widths
    spikes = np.concatenate([np.empty(0), *scaled])
    spikes = spikes[~np.isnan(spikes)]
    if spikes.size == 0:
        raise InputError(f"{source} must hold spikes, found none in {len(times)} variables")
    first = np.ceil(spikes.min() - EDGE)
    n_bins = np.floor(spikes.max() + EDGE) - first
    if n_bins < 1 or n_bins * len(times) > MAXIMUM_ENTRIES:
        raise InputError(
            f"{source} must give 1 to {MAXIMUM_ENTRIES} counts, but its spikes lie from "
            f"{spikes.min() * bin_width:g} to {spikes.max() * bin_width:g} s, {max(n_bins, 0):g} bins of "
            f"{bin_width:g} s for {len(times)} variables"
        )
    bins = tuple(_bin_numbers(entries, first) for entries in scaled)
    return BinnedSpikes(blocks=_counts(bins, int(n_bins)), n_bins=int(n_bins), first_bin=int(first))


@replayable
def _counts(bins: tuple[np.ndarray | None, ...], n_bins: int) -> Iterator[np.ndarray]:
    """Yield counts from the sorted numbers of the bins of every variable's spikes, None where they are unknown."""
    length = block_length(len(bins))
    for start in range(0, n_bins, length):
        n = min(length, n_bins - start)
        counts = np.full((len(bins), n), np.nan)
        for row, numbers in zip(counts, bins, strict=True):
            if numbers is not None:
                low, high = np.searchsorted(numbers, [start, start + n])
                row[:] = np.bincount(numbers[low:high] - start, minlength=n)
        yield counts.T


def _bin_numbers(spikes: np.ndarray, first: float) -> np.ndarray | None:
    if np.isnan(spikes).any():
        return None
    return np.sort((np.floor(spikes + EDGE) - first).astype(np.int64))
