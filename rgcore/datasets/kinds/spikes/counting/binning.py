"""Count spikes in bins.

Bins are the intervals [k w, (k + 1) w) of width w counted from time 0 of the recording's own clock. Kept are
the whole bins between the first and the last spike of **all** variables together: no variable defines a range
of its own, and the two bins at the ends, which the recording may cover only in part, are left out. Where intervals are
given, kept are the bins that lie whole within one of them, one interval after the other; if it is known that all
variables were observed in them, the first and the last spike do not matter.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rgcore.datasets.kinds.spikes.counting.stretches import ANY_TIME, Stretches
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
    stretches : (n_stretches, 2) int64 array
        Of each stretch of successive bins the number of the first, counted from time 0, and of the one after its last.
    repeats : int
        How many trials these are from, one after another.
    """

    blocks: Samples
    n_bins: int
    stretches: np.ndarray
    repeats: int = 1

    def span(self, width: float) -> str:
        """Return what the bins cover, of a width in seconds."""
        n_stretches = len(self.stretches) // self.repeats
        start, stop = width * self.stretches[0, 0], width * self.stretches[n_stretches - 1, 1]
        several = f" in {n_stretches} stretches" if n_stretches > 1 else ""
        trials = f" of {self.repeats} trials" if self.repeats > 1 else ""
        return f"bins of {width:g} s from {start:.10g} to {stop:.10g} s{several}{trials}"


def bin_spike_times(
    times: list[np.ndarray], bin_width: float, source: str, within: Stretches = ANY_TIME
) -> BinnedSpikes:
    """Return spike counts of all variables in their common bins.

    Parameters
    ----------
    times : list of (n_spikes,) float64 arrays
        Seconds, in any order; NaN makes all counts of its variable NaN.
    bin_width : float
        Seconds.
    source : str
        Opens the message of an error.
    within : Stretches
        Where bins must lie.

    Raises
    ------
    InputError
        If there is no spike, no whole bin, or more than ``MAXIMUM_ENTRIES`` counts.
    """
    scaled = [np.asarray(entries) / bin_width for entries in times]  # (n_spikes,) each, in bin widths
    spikes = np.concatenate([np.empty(0), *scaled])
    spikes = spikes[~np.isnan(spikes)]
    if spikes.size == 0:
        raise InputError(
            f"{source} must hold spikes, found none in {len(times)} variables: name others (array, variables)"
        )
    first, stop = np.ceil(spikes.min() - EDGE), np.floor(spikes.max() + EDGE)
    stretches = _whole_bins(within, bin_width, first, stop)
    n_bins = (stretches[:, 1] - stretches[:, 0]).sum()
    if n_bins < 1 or n_bins * len(times) > MAXIMUM_ENTRIES:
        where = "" if within.intervals is None else f" within {len(within.intervals)} intervals"
        raise InputError(
            f"{source} must give 1 to {MAXIMUM_ENTRIES} counts, but its spikes lie from "
            f"{spikes.min() * bin_width:g} to {spikes.max() * bin_width:g} s, {max(n_bins, 0):g} bins of "
            f"{bin_width:g} s{where} for {len(times)} variables: write another bin_width, or time_unit"
        )
    stretches = stretches.astype(np.int64)
    numbers = tuple(_sample_numbers(entries, stretches) for entries in scaled)
    return BinnedSpikes(
        blocks=_counts(numbers, int(n_bins)), n_bins=int(n_bins), stretches=stretches, repeats=within.repeats
    )


def _whole_bins(within: Stretches, bin_width: float, first: float, stop: float) -> np.ndarray:
    """Return (n, 2) numbers of the first and the last bin, excluded, of every stretch that holds whole bins."""
    if within.intervals is None:
        return np.array([[first, stop]])
    scaled = within.intervals / bin_width
    firsts, stops = np.ceil(scaled[:, 0] - EDGE), np.floor(scaled[:, 1] + EDGE)
    if not within.observed:
        firsts, stops = np.maximum(firsts, first), np.minimum(stops, stop)
    whole = stops > firsts
    return np.column_stack([firsts[whole], stops[whole]])


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


def _sample_numbers(spikes: np.ndarray, stretches: np.ndarray) -> np.ndarray | None:
    """Return the sorted numbers of the samples that spikes (in bin widths) fall into; None if a spike is unknown."""
    if np.isnan(spikes).any():
        return None
    bins = np.sort(np.floor(spikes + EDGE).astype(np.int64))
    if len(stretches) == 1:
        return bins - stretches[0, 0]
    place = np.searchsorted(stretches[:, 0], bins, side="right") - 1
    inside = (place >= 0) & (bins < stretches[np.maximum(place, 0), 1])
    place, bins = place[inside], bins[inside]
    lengths = stretches[:, 1] - stretches[:, 0]
    return bins - stretches[place, 0] + (np.cumsum(lengths) - lengths)[place]
