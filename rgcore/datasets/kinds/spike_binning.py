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
from rgcore.series.block_length import block_length

__all__ = ["BinnedSpikes", "bin_spike_times"]

EDGE = 1e-6  # in bins: the time of a spike this little before an edge was rounded, the spike is on the edge


@dataclass(frozen=True, slots=True, kw_only=True)
class BinnedSpikes:
    """Spike counts as blocks: fresh (n, n_variables) float64 arrays, again each time.

    ``bins`` has for each variable the sorted numbers of its spikes' bins, (n_spikes,) int64, counted from the first bin
    kept, or None where they are unknown: its counts are NaN. ``first_bin`` is the number of that bin from time 0.
    """

    bins: tuple[np.ndarray | None, ...]
    n_bins: int
    first_bin: int

    @property
    def shape(self) -> tuple[int, int]:
        """Number of bins and of variables."""
        return self.n_bins, len(self.bins)

    def __iter__(self) -> Iterator[np.ndarray]:
        """Yield the blocks."""
        length = block_length(len(self.bins))
        for start in range(0, self.n_bins, length):
            n = min(length, self.n_bins - start)
            counts = np.full((len(self.bins), n), np.nan)
            for row, bins in zip(counts, self.bins, strict=True):
                if bins is not None:
                    low, high = np.searchsorted(bins, [start, start + n])
                    row[:] = np.bincount(bins[low:high] - start, minlength=n)
            yield counts.T


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
    return BinnedSpikes(bins=bins, n_bins=int(n_bins), first_bin=int(first))


def _bin_numbers(spikes: np.ndarray, first: float) -> np.ndarray | None:
    if np.isnan(spikes).any():
        return None
    return np.sort((np.floor(spikes + EDGE) - first).astype(np.int64))
