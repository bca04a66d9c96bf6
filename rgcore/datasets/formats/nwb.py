"""Spike times of units in Neurodata Without Borders files, which are HDF5 files.

A units table keeps the spikes (s) of all units one after the other in ``spike_times``; ``spike_times_index`` holds
where each unit's end, and ``id`` what it is called (NWB schema 2, Units; HDMF's VectorIndex).
"""

from pathlib import Path
from typing import Any

import numpy as np

from rgcore.datasets.formats.arrays.choose_array import choose_array
from rgcore.datasets.formats.arrays.hdf5_links import (
    contents_of_group,
    has_link,
    item_within,
    refuse_outside_data,
)
from rgcore.datasets.formats.arrays.hdf5_tree import open_hdf5
from rgcore.datasets.formats.cards import ArrayReader, FormatCard, VectorReader, Vectors
from rgcore.datasets.formats.hdf5 import (
    count_hdf5_numbers,
    hdf5_array,
    hdf5_header,
    hdf5_shapes,
)
from rgcore.datasets.select_variables import VariableTable
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError

__all__ = ["CARD"]

UNITS = "units"
COLUMNS = ("spike_times", "spike_times_index", "id")


def read_nwb_units(path: Path, settings: DatasetSettings, names: tuple[str, ...]) -> Vectors:
    """Return the spike times of the units of these names, unit_<id>.

    Parameters
    ----------
    path : Path
    settings : DatasetSettings
        Whose ``array`` is the units table inside the file; None is ``units``.
    names : tuple of str

    Raises
    ------
    InputError
        If there is no such table, a column of it is missing, the index does not ascend to the number of spikes,
        or an id comes twice.
    """
    with open_hdf5(path) as file:
        name, table = _table(path, settings.array, file)
        where = f"table {name} of {path}"
        times, ends, ids = (table[column][()] for column in COLUMNS)
    if ends.dtype.kind not in "iu" or times.ndim != 1 or ends.shape != ids.shape:
        raise InputError(
            f"{where} must have one spike_times_index per id and one row of spike_times, found shapes "
            f"{ends.shape}, {ids.shape} and {times.shape}"
        )
    starts = np.concatenate([[0], ends]).astype(np.int64)
    falls = np.flatnonzero(np.diff(starts) < 0)
    if falls.size:
        row = int(falls[0])
        raise InputError(
            f"{where} must have a spike_times_index that never falls, found {starts[row + 1]} after {starts[row]} "
            f"in row {row + 1} (unit_{ids[row]})"
        )
    if starts[-1] != len(times):
        raise InputError(
            f"{where} must have a spike_times_index that ends with the number of spikes, {len(times)}, "
            f"found {starts[-1]}"
        )
    if len(set(ids.tolist())) < len(ids):
        twice = next(number for number in ids.tolist() if ids.tolist().count(number) > 1)
        raise InputError(f"{where} must name each unit once, but id {twice} comes twice")
    rows = zip(ids, starts[:-1], starts[1:], strict=True)
    trains = {f"unit_{number}": times[start:stop] for number, start, stop in rows}
    return Vectors(by_name={name: trains[name] for name in names})


def nwb_units(path: Path, settings: DatasetSettings) -> VariableTable:
    """Return the names of the units."""
    with open_hdf5(path) as file:
        return VariableTable(
            names=tuple(f"unit_{number}" for number in _table(path, settings.array, file)[1]["id"][()])
        )


def _table(path: Path, array: str | None, file: Any) -> tuple[str, dict[str, Any]]:
    found = []

    def note(name: str, item: Any) -> None:
        if not hasattr(item, "shape") and has_link(item, COLUMNS[0]):
            found.append(name)

    file.visititems(note)
    named = item_within(file, array or UNITS, path)
    if hasattr(named, "keys") and has_link(named, COLUMNS[0]):
        name = (array or UNITS).strip("/")
    else:
        name = choose_array(path, array, found)
    table = dict(contents_of_group(file[name], path))
    for column in COLUMNS:
        if column not in table:
            raise InputError(
                f"table {name} of {path} must have the column {column}, found {', '.join(table)}"
            )
        refuse_outside_data(table[column], path)
    return name, table


CARD = FormatCard(
    sentence="Neurodata Without Borders: units tables of spike times, and any other array of the HDF5 file",
    suffixes=(".nwb",),
    arrays=ArrayReader(
        shapes=hdf5_shapes, array=hdf5_array, n_numbers=count_hdf5_numbers, header=hdf5_header
    ),
    vectors=VectorReader(variables=nwb_units, read=read_nwb_units),
)
