"""Spike times counted in bins.

Bins are the intervals [k w, (k + 1) w) of width w counted from time 0 of the recording's own clock. Kept are
the whole bins between the first and the last spike of **all** variables together: no variable defines a range
of its own, and the two bins at the ends, which the recording may cover only in part, are left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from rgcore.datasets.checks.limits import MAXIMUM_ENTRIES
from rgcore.datasets.formats.interface import read_vector, read_vectors
from rgcore.datasets.formats.opening import variable_names
from rgcore.datasets.kinds.recording import Recording, make_recording
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError
from rgcore.series.block_length import block_length

__all__ = ["BinnedSpikes", "bin_spike_times", "spike_times_recording"]

EDGE = 1e-6  # in bins: a spike this little before an edge is on it, its time was rounded
UNIT_MIX = 500  # times later than the middle variable's last spike: seconds and milliseconds


def spike_times_recording(files: list[Path], settings: DatasetSettings) -> Recording:
    """Read spike times (s) from one file, or from one file per variable, and count them in bins.

    A variable with a missing (NaN) time is missing altogether: which of its bins is short by one is unknown.
    The times are held in memory, the counts are not.

    Raises
    ------
    InputError
        If a time is infinite, or the times cannot be counted in bins; see :func:`bin_spike_times`.
    """
    folder = len(files) > 1
    source = str(files[0].parent if folder else files[0])
    if folder:
        names = variable_names(files)
        times = dict(zip(names, (read_vector(file, settings.array) for file in files), strict=True))
    else:
        times = read_vectors(files[0], settings.array)
    for name, entries in times.items():
        if np.isinf(entries).any():
            index = int(np.argmax(np.isinf(entries)))
            raise InputError(f"{source} must hold finite spike times, variable {name} has inf at {index + 1}")
    _refuse_mixed_units(times, source)
    binned = bin_spike_times(list(times.values()), settings.bin_width, source)
    recording = make_recording(binned, binned.shape, tuple(times), source)
    width, start = settings.bin_width, binned.first_bin * settings.bin_width
    span = f"bins of {width:g} s from {start:.10g} to {start + binned.shape[0] * width:.10g} s"
    return replace(recording, span=span)


@dataclass(frozen=True, slots=True, kw_only=True)
class BinnedSpikes:
    """Spike counts as blocks: fresh (n, n_variables) float64 arrays, again each time.

    ``places`` has for each variable the sorted numbers of its spikes' bins, (n_spikes,) int64, counted from the first
    bin kept, or None where they are unknown: its counts are NaN. ``first_bin`` is the number of that bin from time 0.
    """

    places: tuple[np.ndarray | None, ...]
    n_bins: int
    first_bin: int

    @property
    def shape(self) -> tuple[int, int]:
        """Number of bins and of variables."""
        return self.n_bins, len(self.places)

    def __iter__(self) -> Iterator[np.ndarray]:
        """Yield the blocks."""
        length = block_length(len(self.places))
        for start in range(0, self.n_bins, length):
            n = min(length, self.n_bins - start)
            counts = np.full((len(self.places), n), np.nan)
            for row, places in zip(counts, self.places, strict=True):
                if places is not None:
                    low, high = np.searchsorted(places, [start, start + n])
                    row[:] = np.bincount(places[low:high] - start, minlength=n)
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
    bins = [np.asarray(entries) / bin_width for entries in times]  # (n_spikes,) each, in bin widths
    spikes = np.concatenate([np.empty(0), *bins])
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
    places = tuple(_places(entries, first) for entries in bins)
    return BinnedSpikes(places=places, n_bins=int(n_bins), first_bin=int(first))


def _places(spikes: np.ndarray, first: float) -> np.ndarray | None:
    if np.isnan(spikes).any():
        return None
    return np.sort((np.floor(spikes + EDGE) - first).astype(np.int64))


def _refuse_mixed_units(times: dict[str, np.ndarray], source: str) -> None:
    last = {name: np.nanmax(entries) for name, entries in times.items() if not np.isnan(entries).all()}
    if not last:
        return
    latest, middle = max(last, key=last.__getitem__), float(np.median(list(last.values())))
    if last[latest] > UNIT_MIX * middle > 0:
        raise InputError(
            f"{source} must have all spike times in seconds, but the last spike of {latest} is at {last[latest]:g} and "
            f"that of the middle variable at {middle:g}: is {latest} in milliseconds?"
        )
