"""Spike times in the unit of their files become seconds, after checking that this can be their unit."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rgcore.datasets.decisions import Decisions
from rgcore.datasets.formats.cards import Vectors
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError

__all__ = ["TrainsInSeconds", "trains_in_seconds"]

PER_SECOND = {"s": 1.0, "ms": 1e3, "us": 1e6}
COARSEST = (
    0.1  # bins: with single precision this coarse, 2.5 % of the last spikes are counted in a neighbouring bin
)
FEWEST_SPIKES = 20  # that show whether times are integers


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainsInSeconds:
    """Spike times (s) of every cell, (n_spikes,) float64 each.

    ``stated`` is True if the config or the file states their unit, False if seconds are a guess.
    """

    by_name: Mapping[str, np.ndarray]
    stated: bool
    decisions: Decisions


def trains_in_seconds(found: Vectors, settings: DatasetSettings, source: str) -> TrainsInSeconds:
    """Return the spike times in seconds.

    The unit is that of the key ``time_unit``, else what the file states, else seconds.

    Raises
    ------
    InputError
        If times are in samples and nothing gives the sampling rate, all of them are integers and nothing states their
        unit, or they are stored with single precision that cannot resolve a bin.
    """
    trains, stated = found.by_name, settings.time_unit or found.time_unit
    per_second = _per_second(stated or "s", found, settings, source)
    if stated is None:
        _refuse_integers(found, source)
    _refuse_coarse(trains, settings.bin_width * per_second, stated or "s", source)
    return TrainsInSeconds(
        by_name={name: entries / per_second for name, entries in trains.items()}
        if per_second != 1
        else trains,
        stated=stated is not None,
        decisions=Decisions(made=(_phrase(stated, found, settings),)),
    )


def _phrase(stated: str | None, found: Vectors, settings: DatasetSettings) -> str:
    if stated == "samples" and settings.sampling_rate is not None:
        others = {name: rate for name, rate in found.rates.items() if rate != settings.sampling_rate}
        if others:
            held = " and ".join(f"{name} is {rate:.12g}" for name, rate in others.items())
            return f"times are in samples of sampling_rate: {settings.sampling_rate:.12g}, though {held}"
    if stated is None:
        return "times are taken as seconds (time_unit: s)"
    if settings.time_unit is not None and found.time_unit not in (None, settings.time_unit):
        return f"times are in {stated} (time_unit: {stated}), though the file states {found.time_unit}"
    by = "" if settings.time_unit is not None else f", as {found.stated_by}"
    return f"times are in {stated}{by} (time_unit: {stated})"


def _per_second(unit: str, found: Vectors, settings: DatasetSettings, source: str) -> float:
    if unit != "samples" and settings.sampling_rate is not None:
        raise InputError(
            f"sampling_rate has a meaning for times in samples alone, but nothing states that those of {source} are: "
            "write time_unit: samples, or leave it out"
        )
    if unit != "samples":
        return PER_SECOND[unit]
    rate = settings.sampling_rate or found.sampling_rate
    if rate is None:
        raise InputError(
            f"sampling_rate must be given for {source}, whose times are in samples, but there is none (samples per "
            f"second){_rate_beside(found)}"
        )
    return rate


def _rate_beside(found: Vectors) -> str:
    """Return the number of samples per second that lies beside the times, as a key to write."""
    return "".join(
        f"; if {name} is theirs, write sampling_rate: {rate:.12g}" for name, rate in found.rates.items()
    )


def _of_rate_beside(found: Vectors) -> str:
    """Return the keys for times in samples of a rate that lies beside them, as the beginning of what to write."""
    return "".join(
        f"write time_unit: samples and sampling_rate: {rate:.12g} if they count samples of {name}, else "
        for name, rate in found.rates.items()
    )


def _refuse_integers(found: Vectors, source: str) -> None:
    trains = found.by_name
    n_spikes = sum(entries.size for entries in trains.values())
    fractional = ((entries != np.floor(entries)) & ~np.isnan(entries) for entries in trains.values())
    if n_spikes < FEWEST_SPIKES or any(spikes.any() for spikes in fractional):
        return
    largest = max(
        (np.nanmax(entries) for entries in trains.values() if not np.isnan(entries).all()), default=0
    )
    raise InputError(
        f"{source} must hold spike times in seconds where nothing states their unit, but all {n_spikes} are integers, "
        f"up to {largest:.15g}: {_of_rate_beside(found)}write time_unit: ms, us, or samples with sampling_rate; or s "
        "if they are whole seconds"
    )


def _refuse_coarse(trains: Mapping[str, np.ndarray], bin_width: float, unit: str, source: str) -> None:
    """Raise InputError if all times have only the digits of single precision, and their spacing is a bin or nearly so.

    ``bin_width`` is in the unit of the times.
    """
    latest = max(
        (np.nanmax(np.abs(train)) for train in trains.values() if not np.isnan(train).all()), default=0.0
    )
    spacing = float(np.spacing(np.float32(latest)))
    if spacing <= COARSEST * bin_width:
        return
    if all((train.astype(np.float32) == train)[~np.isnan(train)].all() for train in trains.values()):
        raise InputError(
            f"{source} must hold spike times that resolve {COARSEST:g} of a bin, but they are in single precision: "
            f"near the last spike, at {latest:g} {unit}, its numbers are {spacing:.2g} {unit} apart, and a bin is "
            f"{bin_width:g} {unit}: save them as float64 from the start, or write a bin_width ten times the spacing"
        )
