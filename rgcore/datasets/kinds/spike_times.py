"""Spike times, counted in bins."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from rgcore.datasets.decisions import NO_DECISIONS, Decisions, all_of
from rgcore.datasets.formats.cards import Vectors
from rgcore.datasets.keys.sampling import ObservationKeys, SamplingKeys, StretchKeys
from rgcore.datasets.keys.selection import SelectionKeys
from rgcore.datasets.keys.spikes import SpikeKeys, SpikeTimeKeys
from rgcore.datasets.keys.tables import TableKeys
from rgcore.datasets.kinds.cards import FileKindCard
from rgcore.datasets.kinds.spikes.counting.binning import bin_spike_times
from rgcore.datasets.kinds.spikes.counting.repeats import in_stretches
from rgcore.datasets.kinds.spikes.find_trains import check_trains, find_trains, source_of
from rgcore.datasets.kinds.spikes.padding import without_padding
from rgcore.datasets.kinds.spikes.plausibility.rates import (
    implausible,
    refuse_intervals,
    refuse_mixed_units,
    refuse_other_unit,
    refuse_signals,
    spike_rates,
)
from rgcore.datasets.kinds.spikes.plausibility.silence import silences
from rgcore.datasets.kinds.spikes.time_unit import trains_in_seconds
from rgcore.datasets.raw_samples import RawSamples, ReaderWarnings
from rgcore.datasets.settings import DatasetSettings
from rgcore.datasets.size_limits import MINIMUM_SAMPLES
from rgcore.errors import InputError

__all__ = ["CARD", "read_spike_times"]


def read_spike_times(files: list[Path], settings: DatasetSettings) -> RawSamples:
    """Read spike times from a file, from a folder in a known layout or from one file per variable, and count them.

    A variable with a missing (NaN) time is missing altogether, because the bin of that spike is unknown. The times are
    held in memory, the counts are not.

    Raises
    ------
    InputError
        If a time is infinite, the unit of the times is unclear, or they cannot be counted in bins.
    """
    source = source_of(files)
    found = find_trains(files, settings)
    _refuse_infinite(found, source)
    unpadded, padding = dict(found.by_name), NO_DECISIONS
    if found.repeats is None:
        unpadded, padding = without_padding(found.by_name, source)
        refuse_signals(unpadded, source)
    refuse_intervals(unpadded, source)
    trains = trains_in_seconds(replace(found, by_name=unpadded), settings, source)
    trains, stretches = in_stretches(found, trains, settings, source)
    refuse_mixed_units(trains.by_name, source)
    rates = spike_rates(trains.by_name, settings.bin_width)
    if not trains.stated:
        refuse_other_unit(rates, source)
    binned = bin_spike_times(list(trains.by_name.values()), settings.bin_width, source, stretches)
    if binned.n_bins < MINIMUM_SAMPLES:
        raise InputError(
            f"{source} must hold at least {MINIMUM_SAMPLES} samples, found {binned.n_bins} "
            f"({binned.span(settings.bin_width)}): write a smaller bin_width, in seconds"
        )
    silent = silences(trains.by_name) if stretches.intervals is None else ()
    return RawSamples(
        blocks=binned.blocks,
        n_samples=binned.n_bins,
        variables=tuple(trains.by_name),
        source=source,
        span=binned.span(settings.bin_width),
        n_trials=binned.repeats,
        decisions=all_of(
            [
                found.decisions,
                stretches.decisions,
                padding,
                trains.decisions,
                rates.decisions(),
                _missing(trains.by_name, settings, source),
            ]
        ),
        warnings=ReaderWarnings(whole=(*implausible(rates, trains.stated), *silent)),
    )


def _missing(trains: Mapping[str, np.ndarray], settings: DatasetSettings, source: str) -> Decisions:
    """Return how many spike times are missing, in how many cells; InputError under ``missing: error``."""
    n_missing = {name: n for name, train in trains.items() if (n := int(np.isnan(train).sum()))}
    if not n_missing:
        return NO_DECISIONS
    total, n_cells = sum(n_missing.values()), len(n_missing)
    if settings.missing == "error":
        raise InputError(
            f"{source} must have no missing spike time under missing: error, found {total} in {n_cells} of "
            f"{len(trains)} cells, the first in {next(iter(n_missing))}: write missing: drop_variables to leave out "
            "these cells, or delete what stands for no spike"
        )
    times = "1 spike time is" if total == 1 else f"{total} spike times are"
    cells = "1 cell, which is" if n_cells == 1 else f"{n_cells} cells, which are"
    return Decisions(made=(f"{times} missing in {cells} missing altogether (missing)",))


def _refuse_infinite(found: Vectors, source: str) -> None:
    for name, entries in found.by_name.items():
        if np.isinf(entries).any():
            index = int(np.argmax(np.isinf(entries)))
            raise InputError(
                f"{source} must hold finite spike times, variable {name} has inf at {index + 1}: delete it, or "
                "write NaN if a time is missing"
            )


CARD = FileKindCard(
    sentence="spike times of cells in seconds, counted in bins of equal width",
    read=read_spike_times,
    counts=True,
    check_headers=check_trains,
    keys=(TableKeys, SamplingKeys, StretchKeys, ObservationKeys, SpikeKeys, SpikeTimeKeys, SelectionKeys),
    required=("bin_width",),
)
