"""Spike times of all cells in one column of an array, and their cells in another: a row per spike.

The keys ``times`` and ``labels`` name the columns v000, v001, ...; columns lie along the shorter axis, because MATLAB
stores v7.3 files transposed.
"""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from rgcore.datasets.decisions import Decisions
from rgcore.datasets.formats.arrays.large_arrays import LargeArray
from rgcore.datasets.formats.arrays.time_attributes import stated_time_unit
from rgcore.datasets.formats.broken_files import report_broken_file
from rgcore.datasets.formats.cards import VectorReader, Vectors
from rgcore.datasets.formats.format_of_file import format_card
from rgcore.datasets.formats.neurodata.spike_columns import keys_of_spikes
from rgcore.datasets.formats.open_file import open_array
from rgcore.datasets.kinds.spikes.all_spikes import AllSpikes, refuse_noise_label
from rgcore.datasets.raw_samples import default_names
from rgcore.datasets.select_variables import VariableTable
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError

__all__ = ["COLUMNS_OF_ARRAY", "NamedShape", "names_columns", "only_matrix", "refuse_row_per_spike"]

NamedShape = tuple[str, tuple[int, int]]
"""Name and shape of an array."""
MOST_COLUMNS = 8
LOOKED_AT = 100_000  # rows
FEWEST = 20  # spikes, whose labels come again and again


def only_matrix(path: Path, settings: DatasetSettings) -> NamedShape | None:
    """Return name and shape of the array that the config names, or of the only one of a file; None if it is no matrix.

    None also for .nwb files.
    """
    reader = format_card(path).arrays
    if path.suffix.lower() == ".nwb":
        return None
    with report_broken_file(path):
        shapes = reader.shapes(path)
    named = None if settings.array is None or reader.one_per_file else settings.array.strip("/")
    name = next(iter(shapes)) if named is None and len(shapes) == 1 else named
    if name not in shapes or len(shapes[name]) != 2 or 1 in shapes[name] or 0 in shapes[name]:
        return None
    return name, shapes[name]


def names_columns(found: NamedShape | None, settings: DatasetSettings) -> bool:
    """Return whether ``times`` is the name of a column, such as v000, of what :func:`only_matrix` found."""
    return found is not None and settings.times in _names(found[1])


def refuse_row_per_spike(path: Path, found: NamedShape | None) -> None:
    """Raise InputError if the columns of what :func:`only_matrix` found look like time and cell of every spike."""
    if found is None or not _names(found[1]):
        return
    array = open_array(path, found[0])
    if array.dtype.kind not in "iuf":
        return
    columns = _columns(array, LOOKED_AT)
    labels = [name for name, entries in columns.items() if _like_labels(entries)]
    times = [name for name, entries in columns.items() if name not in labels and _like_times(entries)]
    if len(times) == 1 and labels and len(labels) + len(times) == len(columns):
        raise InputError(
            f"{array} must hold a spike train per row or column, but its columns {times[0]} and {' and '.join(labels)} "
            f"look like the time and the cell of every spike: write {keys_of_spikes(times[0], labels)}"
        )


def _names(shape: tuple[int, int]) -> tuple[str, ...]:
    """Return the names of columns; none of an array with many of them."""
    return default_names(min(shape)) if min(shape) <= MOST_COLUMNS else ()


def _columns(array: LargeArray, most: int | None = None) -> dict[str, np.ndarray]:
    """Return the columns by their names, up to some row."""
    long = int(np.argmax(array.shape))
    slices = tuple(slice(0, most) if axis == long else slice(None) for axis in (0, 1))
    values = array.numbers(slices)
    return dict(zip(_names(array.shape), values if long == 1 else values.T, strict=True))


def _like_labels(entries: np.ndarray) -> bool:
    whole = np.isfinite(entries).all() and (entries == np.floor(entries)).all()
    return bool(whole) and len(entries) >= FEWEST and 2 * len(np.unique(entries)) < len(entries)


def _like_times(entries: np.ndarray) -> bool:
    return bool(
        np.isfinite(entries).all() and entries.min() >= 0 and 2 * len(np.unique(entries)) > len(entries)
    )


def _all_spikes(path: Path, settings: DatasetSettings) -> AllSpikes:
    array = open_array(path, only_matrix(path, settings)[0])
    columns = _columns(array)
    for key, name in (("times", settings.times), *(("labels", name) for name in settings.labels)):
        if name not in columns:
            raise InputError(
                f"{array} must hold the column {name} of {key}, but its columns are {', '.join(columns)}"
            )
    return AllSpikes(
        times=columns[settings.times],
        labels={name: columns[name] for name in settings.labels},
        others=_others(columns, settings),
        nameless=tuple(name for name in columns if name != settings.repeat),
        time_name=settings.times,
        where=f"{array} in the columns {settings.times} and {', '.join(settings.labels)}",
    )


def _others(columns: Mapping[str, np.ndarray], settings: DatasetSettings) -> dict[str, np.ndarray]:
    """Return the other columns that may be part of a label, and that of the trials."""
    known = (settings.times, *settings.labels, *(settings.exclude or ()))
    return {
        name: entries
        for name, entries in columns.items()
        if name not in known and (name == settings.repeat or _like_labels(entries))
    }


def _cells(path: Path, settings: DatasetSettings) -> VariableTable:
    names = _all_spikes(path, settings).names()
    refuse_noise_label(names, settings, str(path))
    return VariableTable(names=names, others=_names(only_matrix(path, settings)[1]))


def _read_cells(path: Path, settings: DatasetSettings, names: tuple[str, ...]) -> Vectors:
    array = only_matrix(path, settings)[0]
    found = _all_spikes(path, settings).trains(settings)
    unit = stated_time_unit(path, [array], settings.time_unit)
    made = (
        f"each row of array {array} is a spike, at the time in column {settings.times} and of the cell in "
        f"{' and '.join(settings.labels)}",
    )
    decisions = Decisions(made=made).and_then(found.decisions)
    return Vectors(
        by_name={name: found.by_name[name] for name in names},
        repeats=None if found.repeats is None else {name: found.repeats[name] for name in names},
        repeat_names=found.repeat_names,
        decisions=decisions,
        time_unit=unit,
    )


COLUMNS_OF_ARRAY = VectorReader(variables=_cells, read=_read_cells)
"""Reads the columns that the keys ``times`` and ``labels`` name."""
