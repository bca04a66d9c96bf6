"""Spike times of all cells in one array and their cells in another, both in one file."""

import math
from dataclasses import replace
from pathlib import Path

import numpy as np

from rgcore.datasets.decisions import Decisions
from rgcore.datasets.formats.arrays.hdf5_links import contents_of_group, item_within
from rgcore.datasets.formats.arrays.hdf5_tree import open_hdf5
from rgcore.datasets.formats.arrays.time_attributes import stated_time_unit
from rgcore.datasets.formats.cards import VectorReader, Vectors
from rgcore.datasets.formats.format_of_file import format_card
from rgcore.datasets.formats.hdf5 import is_hdf5
from rgcore.datasets.formats.open_file import open_array
from rgcore.datasets.kinds.spikes.all_spikes import AllSpikes, is_companion, refuse_noise_label
from rgcore.datasets.messages import listing
from rgcore.datasets.select_variables import VariableTable
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError

__all__ = ["LABELLED_ARRAYS", "with_population"]

TIMESTAMPS, NODE_IDS = "timestamps", "node_ids"  # of a SONATA file, /spikes/<population>/


def with_population(path: Path, settings: DatasetSettings) -> DatasetSettings:
    """Return the settings with ``times`` and ``labels`` of the population of a SONATA file; unchanged for other files.

    Raises
    ------
    InputError
        If there are several populations and ``array`` names none of them.
    """
    if settings.times is not None or not is_hdf5(path):
        return settings
    with open_hdf5(path) as file:
        group = item_within(file, settings.array or "spikes", path)
        if group is None or not hasattr(group, "keys"):
            return settings
        if _is_population(group):
            found = [group.name]
        else:
            found = [item.name for _, item in contents_of_group(group, path) if _is_population(item)]
    if len(found) > 1:
        names = [name.strip("/") for name in found]
        raise InputError(f"array must name the population of {path} to read; it holds {listing(names)}")
    if not found:
        return settings
    return settings.model_copy(
        update={"array": found[0].strip("/"), "times": TIMESTAMPS, "labels": (NODE_IDS,)}
    )


def _is_population(group: object) -> bool:
    return hasattr(group, "keys") and {TIMESTAMPS, NODE_IDS} <= set(group)


def _labelled_units(path: Path, settings: DatasetSettings) -> VariableTable:
    others = _others(path, settings)
    spikes = _all_spikes(path, settings)
    if set(settings.select or ()) & set(others):
        spikes = spikes.selected(settings)[0]
    refuse_noise_label(spikes.names(), settings, str(path))
    return VariableTable(names=spikes.names(), others=others)


def _read_labelled(path: Path, settings: DatasetSettings, names: tuple[str, ...]) -> Vectors:
    time_name, labels = _name(settings.times, settings), [_name(each, settings) for each in settings.labels]
    spikes, selected = _all_spikes(path, settings).selected(settings)
    found = spikes.trains(settings).only(names)
    made = (f"array {time_name} holds the spike times of all cells and {' and '.join(labels)} their cells",)
    return replace(
        found,
        decisions=Decisions(made=made).and_then(selected).and_then(found.decisions),
        time_unit=stated_time_unit(path, [time_name], settings.time_unit),
    )


def _all_spikes(path: Path, settings: DatasetSettings) -> AllSpikes:
    """Return all spikes, with what lies beside them in arrays of the same length and may be labels or trials."""
    excluded = settings.exclude or ()
    return AllSpikes(
        times=_flat(
            open_array(path, time_name := _name(settings.times, settings)).numbers(), time_name, path
        ),
        labels={name: _labels(path, _name(name, settings)) for name in settings.labels},
        others={
            name: _labels(path, _name(name, settings))
            for name in _others(path, settings)
            if name not in excluded
        },
        time_name=settings.times,
        where=f"{path} under times and labels",
    )


def _others(path: Path, settings: DatasetSettings) -> tuple[str, ...]:
    """Return the arrays as long as that of the times, and beside it, that are called like labels or trials."""
    shapes = format_card(path).arrays.shapes(path)
    time_name, group = _name(settings.times, settings), _name("", settings)
    beside = {
        name.removeprefix(group): math.prod(shape) for name, shape in shapes.items() if name.startswith(group)
    }
    n_spikes = math.prod(shapes.get(time_name, (-1,)))
    found = [
        name for name, size in beside.items() if size == n_spikes and is_companion(name) and "/" not in name
    ]
    given = [] if settings.repeat is None or settings.repeat in found else [settings.repeat]
    return tuple(name for name in (*found, *given) if name not in (settings.times, *settings.labels))


def _name(name: str, settings: DatasetSettings) -> str:
    """Return the name of an array in the file: that in the group ``array`` if there is one."""
    return name if settings.array is None else f"{settings.array.strip('/')}/{name.strip('/')}"


def _labels(path: Path, name: str) -> np.ndarray:
    return _flat(open_array(path, name).whole(), name, path)


def _flat(values: np.ndarray, name: str, path: Path) -> np.ndarray:
    if sum(extent != 1 for extent in values.shape) > 1:
        raise InputError(f"array {name} of {path} must be one vector, found an array of shape {values.shape}")
    return values.ravel()


LABELLED_ARRAYS = VectorReader(variables=_labelled_units, read=_read_labelled)
"""Reads the arrays that the keys ``times`` and ``labels`` name."""
