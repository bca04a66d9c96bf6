"""Spike times counted in bins.

Bins are the intervals [k w, (k + 1) w) of width w counted from time 0 of the recording's own clock. Kept are
the whole bins between the first and the last spike of **all** variables together: no variable defines a range
of its own, and the two bins at the ends, which the recording may cover only in part, are left out.
"""

from pathlib import Path

import numpy as np

from rgcore.datasets.limits import MAXIMUM_ENTRIES
from rgcore.datasets.recording import Recording, make_recording
from rgcore.datasets.settings import DatasetSettings
from rgcore.datasets.sources.opening import variable_names
from rgcore.datasets.sources.source import read_vector, read_vectors
from rgcore.errors import InputError

__all__ = ["bin_spike_times", "spike_times_recording"]

EDGE = 1e-6  # in bins: a spike this little before an edge is on it, its time was rounded


def spike_times_recording(files: list[Path], settings: DatasetSettings) -> Recording:
    """Read spike times (s) from one file, or from one file per variable, and count them in bins.

    A variable with a missing (NaN) time is missing altogether: which of its bins is short by one is unknown.
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
    return make_recording(
        bin_spike_times(list(times.values()), settings.bin_width, source), tuple(times), source
    )


def bin_spike_times(times: list[np.ndarray], bin_width: float, source: str) -> np.ndarray:
    """Return spike counts of all variables in their common bins.

    Parameters
    ----------
    times : list of (n_spikes,) float64 arrays
        Seconds, in any order.
    bin_width : float
        Seconds.
    source : str
        Opens the message of an error.

    Returns
    -------
    (n_bins, n_variables) float64 array
        Counts; a column of NaN for a variable with a NaN among its times.

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
    return np.column_stack([_counts(entries, first, int(n_bins)) for entries in bins])


def _counts(spikes: np.ndarray, first: float, n_bins: int) -> np.ndarray:
    if np.isnan(spikes).any():
        return np.full(n_bins, np.nan)
    places = np.floor(spikes + EDGE) - first
    inside = places[(places >= 0) & (places < n_bins)].astype(np.int64)
    return np.bincount(inside, minlength=n_bins).astype(np.float64)
