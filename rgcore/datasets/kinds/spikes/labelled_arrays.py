"""Spike times of all cells in one array and their cells in another, both in one file."""

from pathlib import Path

import numpy as np

from rgcore.datasets.decisions import Decisions
from rgcore.datasets.formats.arrays.hdf5_links import contents_of_group, item_within
from rgcore.datasets.formats.arrays.hdf5_tree import open_hdf5
from rgcore.datasets.formats.arrays.labelled_spikes import labels_present, spikes_by_label, unit_name
from rgcore.datasets.formats.arrays.time_attributes import stated_time_unit
from rgcore.datasets.formats.cards import VectorReader, Vectors
from rgcore.datasets.formats.hdf5 import is_hdf5
from rgcore.datasets.formats.open_file import open_array
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
    return settings.model_copy(update={"array": found[0].strip("/"), "times": TIMESTAMPS, "labels": NODE_IDS})


def _is_population(group: object) -> bool:
    return hasattr(group, "keys") and {TIMESTAMPS, NODE_IDS} <= set(group)


def _labelled_units(path: Path, settings: DatasetSettings) -> VariableTable:
    labels = _labels(path, settings)
    return VariableTable(names=tuple(map(unit_name, labels_present(labels, str(path)))))


def _read_labelled(path: Path, settings: DatasetSettings, names: tuple[str, ...]) -> Vectors:
    time_name = _name(settings.times, settings)
    times = _flat(open_array(path, time_name).numbers(), time_name, path)
    trains = spikes_by_label(times, _labels(path, settings), f"{path} under times and labels")
    made = (
        f"{time_name} holds the spike times of all cells and {_name(settings.labels, settings)} their cells",
    )
    return Vectors(
        by_name={name: trains[name] for name in names},
        decisions=Decisions(made=made),
        time_unit=stated_time_unit(path, [time_name], settings.time_unit),
    )


def _labels(path: Path, settings: DatasetSettings) -> np.ndarray:
    name = _name(settings.labels, settings)
    return _flat(open_array(path, name).whole(), name, path)


def _name(name: str, settings: DatasetSettings) -> str:
    """Return the name of an array in the file: that in the group ``array`` if there is one."""
    return name if settings.array is None else f"{settings.array.strip('/')}/{name.strip('/')}"


def _flat(values: np.ndarray, name: str, path: Path) -> np.ndarray:
    if sum(extent != 1 for extent in values.shape) > 1:
        raise InputError(f"array {name} of {path} must be one vector, found an array of shape {values.shape}")
    return values.ravel()


LABELLED_ARRAYS = VectorReader(variables=_labelled_units, read=_read_labelled)
"""Reads the arrays that the keys ``times`` and ``labels`` name."""
