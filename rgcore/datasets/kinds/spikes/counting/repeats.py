"""Trials laid one after another: spikes that count from the start of their trial get times on one axis.

All trials give the same bins. Without the key ``during``, these lie between the first and the last spike of all trials
together, as :mod:`rgcore.datasets.kinds.spikes.counting.binning` describes it for a recording.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from rgcore.datasets.decisions import Decisions
from rgcore.datasets.formats.cards import Vectors
from rgcore.datasets.kinds.spikes.counting.binning import EDGE
from rgcore.datasets.kinds.spikes.counting.stretches import Stretches, common_stretches
from rgcore.datasets.kinds.spikes.time_unit import TrainsInSeconds
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError

__all__ = ["in_stretches"]

SILENT = (
    20  # mean intervals between spikes of all cells: a trial that ends earlier is shorter than the others
)


def in_stretches(
    found: Vectors, trains: TrainsInSeconds, settings: DatasetSettings, source: str
) -> tuple[TrainsInSeconds, Stretches]:
    """Return spike times (s) and the stretches of time that they are counted in, trials one after another.

    Raises
    ------
    InputError
        If trials differ in length and ``during`` does not name the part that all have; as
        :func:`rgcore.datasets.kinds.spikes.counting.stretches.common_stretches` otherwise.
    """
    stretches = common_stretches(found, settings, source)
    if found.repeats is None and settings.repeat is not None:
        raise InputError(
            f"repeat names the trial of every spike beside its time and its cell, but {source} has no such array or "
            "column: leave it out"
        )
    if found.repeats is None:
        return trains, stretches
    width, n_repeats = settings.bin_width, len(found.repeat_names)
    first, last = _ends(trains.by_name, found.repeats, n_repeats)
    if stretches.intervals is None:
        _refuse_unequal(first, last, found, settings, source)
        low, high = np.ceil(first.min() / width - EDGE), np.floor(last.max() / width + EDGE)
        inside = np.array([[low, high]]) * width
    else:
        inside = stretches.intervals
    n_bins = (
        np.ceil(max(last.max(), inside.max()) / width) - np.floor(min(first.min(), inside.min()) / width) + 1
    )
    shifts = np.arange(n_repeats) * n_bins * width
    by_name = {name: train + shifts[found.repeats[name]] for name, train in trains.by_name.items()}
    made = (
        f"{n_repeats} trials follow one another, each with the bins from {inside[0, 0]:.10g} to "
        f"{inside[-1, 1]:.10g} s (repeat: {settings.repeat})"
    )
    return replace(trains, by_name=by_name), Stretches(
        intervals=(inside + shifts[:, None, None]).reshape(-1, 2),
        observed=True,
        repeats=n_repeats,
        decisions=Decisions(made=(made,)),
    )


def _ends(
    trains: Mapping[str, np.ndarray], repeats: Mapping[str, np.ndarray], n_repeats: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return the times of the first and the last spike of every trial, (n_repeats,) each; inf and -inf without any."""
    first, last = np.full(n_repeats, np.inf), np.full(n_repeats, -np.inf)
    for name, train in trains.items():
        np.fmin.at(first, repeats[name], train)
        np.fmax.at(last, repeats[name], train)
    return first, last


def _refuse_unequal(
    first: np.ndarray, last: np.ndarray, found: Vectors, settings: DatasetSettings, source: str
) -> None:
    n_spikes = sum(np.bincount(codes, minlength=len(first)) for codes in found.repeats.values())
    silent = SILENT * (last - first) / np.maximum(n_spikes, 1)
    short = np.flatnonzero((last.max() - last > silent) | (first - first.min() > silent))
    if short.size:
        trial = int(short[0])
        common = f"[[{first.max():.6g}, {last.min():.6g}]]"
        raise InputError(
            f"{source} must have trials of equal length for repeat: {settings.repeat}, but spikes of "
            f"{found.repeat_names[trial]} lie from {first[trial]:.6g} to {last[trial]:.6g} s, and those of all from "
            f"{first.min():.6g} to {last.max():.6g} s: write which part of a trial is read, such as during: {common}"
        )
