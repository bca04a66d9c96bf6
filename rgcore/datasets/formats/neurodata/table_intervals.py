"""Intervals of time that a table of the file lists, such as its trials and epochs."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from rgcore.datasets.decisions import Decisions
from rgcore.datasets.formats.arrays.choose_array import choose_array
from rgcore.datasets.formats.arrays.hdf5_links import has_link, item_within
from rgcore.datasets.formats.arrays.hdf5_tree import is_group
from rgcore.datasets.formats.neurodata.dynamic_table import plain_columns, ragged_column, row_ids
from rgcore.datasets.keys.sampling import During
from rgcore.datasets.keys.selection import SelectionKeys
from rgcore.datasets.select_variables import VariableTable, select_variables
from rgcore.datasets.time_intervals import joined_intervals
from rgcore.errors import InputError

__all__ = ["intervals_of_table", "rows_of_table"]

START, STOP = "start_time", "stop_time"
FOLDER = "intervals"


def intervals_of_table(file: Any, during: During, path: Path) -> tuple[np.ndarray, Decisions]:
    """Return the joined intervals (s) of :func:`rows_of_table`."""
    intervals, decisions = rows_of_table(file, during, path)
    return joined_intervals(intervals), decisions


def rows_of_table(file: Any, during: During, path: Path) -> tuple[np.ndarray, Decisions]:
    """Return the intervals (s) of the rows of a table that ``during`` names, (n, 2), and how many there are.

    Parameters
    ----------
    file : h5py File
    during : During
        The name of a table in ``intervals``, such as "trials", or its place in the file; or the same with what columns
        must hold, {"trials": {"condition": "left"}}.
    path : Path

    Raises
    ------
    InputError
        If there is no such table, column or row, or a row ends before it starts.
    """
    name, columns = (during, {}) if isinstance(during, str) else next(iter(during.items()))
    table = _table(file, name, path)
    where = f"table {name} of {path}"
    names = tuple(f"row {number}" for number in row_ids(table, where))
    held = plain_columns(table, path)
    held |= {column: ragged_column(table, column, where, path) for column in columns if column not in held}
    rows, _ = select_variables(VariableTable(names=names, columns=held), _as_selection(columns), where)
    intervals = np.column_stack([held[START], held[STOP]]).astype(np.float64)[rows]
    known = np.isfinite(intervals).all(axis=1)
    _refuse_wrong(intervals[known], where)
    phrase = f"{len(rows)} of {len(names)} intervals of {name} are read (during)"
    if not known.all():
        phrase += f", without {np.sum(~known)} whose start or stop is missing"
    return intervals[known], Decisions(made=(phrase,))


def _as_selection(columns: Mapping[str, Any]) -> SelectionKeys:
    return SelectionKeys(select=dict(columns)) if columns else SelectionKeys()


def _table(file: Any, name: str, path: Path) -> Any:
    for place in (f"{FOLDER}/{name}", name):
        found = item_within(file, place, path)
        if found is not None and is_group(found) and has_link(found, START) and has_link(found, STOP):
            return found
    names = []

    def note(place: str, item: Any) -> None:
        if is_group(item) and has_link(item, START) and has_link(item, STOP):
            names.append(place.removeprefix(f"{FOLDER}/"))

    file.visititems(note)
    return file[choose_array(path, name, names)]


def _refuse_wrong(intervals: np.ndarray, where: str) -> None:
    wrong = intervals[:, 1] < intervals[:, 0]
    if wrong.any():
        start, stop = intervals[int(np.argmax(wrong))]
        raise InputError(
            f"{where} must have intervals that end after they start, found {start:g} to {stop:g} s"
        )
