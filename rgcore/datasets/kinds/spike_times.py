"""Spike times, counted in bins."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from rgcore.datasets.keys.sampling import SamplingKeys, StretchKeys
from rgcore.datasets.keys.selection import SelectionKeys
from rgcore.datasets.keys.spikes import SpikeKeys, SpikeTimeKeys
from rgcore.datasets.keys.tables import TableKeys
from rgcore.datasets.kinds.cards import FileKindCard
from rgcore.datasets.kinds.spikes.binning import bin_spike_times
from rgcore.datasets.kinds.spikes.find_trains import check_trains, find_trains, source_of
from rgcore.datasets.kinds.spikes.stretches import common_stretches
from rgcore.datasets.kinds.spikes.time_unit import trains_in_seconds
from rgcore.datasets.raw_samples import RawSamples
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError

__all__ = ["CARD"]

UNIT_MIX = 500  # times later than the middle variable's last spike: seconds and milliseconds


def read_spike_times(files: list[Path], settings: DatasetSettings) -> RawSamples:
    """Read spike times from one file, from a folder or from one file per variable, and count them in bins.

    A variable with a missing (NaN) time is missing altogether, because the bin of that spike is unknown. The times are
    held in memory, the counts are not.

    Raises
    ------
    InputError
        If a time is infinite, or the times cannot be counted in bins; see :func:`bin_spike_times`.
    """
    source = source_of(files)
    found = find_trains(files, settings)
    times = trains_in_seconds(found, settings, source)
    for name, entries in times.items():
        if np.isinf(entries).any():
            index = int(np.argmax(np.isinf(entries)))
            raise InputError(f"{source} must hold finite spike times, variable {name} has inf at {index + 1}")
    _refuse_mixed_units(times, source)
    stretches = common_stretches(found, settings, source)
    binned = bin_spike_times(list(times.values()), settings.bin_width, source, stretches)
    return RawSamples(
        blocks=binned.blocks,
        n_samples=binned.n_bins,
        variables=tuple(times),
        source=source,
        span=binned.span(settings.bin_width),
        decisions=found.decisions.and_then(stretches.decisions),
    )


def _refuse_mixed_units(times: Mapping[str, np.ndarray], source: str) -> None:
    last = {name: np.nanmax(entries) for name, entries in times.items() if not np.isnan(entries).all()}
    if not last:
        return
    latest, middle = max(last, key=last.__getitem__), float(np.median(list(last.values())))
    if last[latest] > UNIT_MIX * middle > 0:
        raise InputError(
            f"{source} must have all spike times in seconds, but the last spike of {latest} is at {last[latest]:g} and "
            f"that of the middle variable at {middle:g}: is {latest} in milliseconds?"
        )


CARD = FileKindCard(
    sentence="spike times of cells in seconds, counted in bins of equal width",
    read=read_spike_times,
    check_headers=check_trains,
    keys=(TableKeys, SamplingKeys, StretchKeys, SpikeKeys, SpikeTimeKeys, SelectionKeys),
    required=("bin_width",),
)
