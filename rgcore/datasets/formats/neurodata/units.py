"""Units tables: spike times of units, what the table holds about each, and when each was observed.

A units table keeps the spikes (s) of all units one after the other in ``spike_times``; ``spike_times_index`` holds
where each unit's end, and ``id`` what it is called (NWB schema 2, Units; HDMF's VectorIndex). ``obs_intervals`` holds
the intervals in which each unit was observed, in the same way.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from rgcore.datasets.decisions import NO_DECISIONS, Decisions
from rgcore.datasets.formats.arrays.choose_array import choose_array
from rgcore.datasets.formats.arrays.hdf5_links import has_link, item_within, refuse_outside_data
from rgcore.datasets.formats.arrays.hdf5_tree import is_group
from rgcore.datasets.formats.neurodata.dynamic_table import checked_ends, plain_columns, row_ids
from rgcore.datasets.select_variables import VariableTable
from rgcore.datasets.time_intervals import common_intervals, joined_intervals, total_length
from rgcore.errors import InputError

__all__ = ["UnitsTable", "other_tables"]

UNITS = "units"
PROCESSED = "processing"
TIMES = "spike_times"
OBSERVED = "obs_intervals"


class UnitsTable:
    """The units table of an open file.

    Parameters
    ----------
    file : h5py File
    array : str or None
        Its place in the file; None is ``units``, or the only table of this type.
    path : Path

    Raises
    ------
    InputError
        If there is no such table, a column of it is missing, or an id comes twice.
    """

    def __init__(self, file: Any, array: str | None, path: Path) -> None:
        self.name = _place(file, array, path)
        self._table, self._path = item_within(file, self.name, path), path
        self.where = f"table {self.name} of {path}"
        for column in (TIMES, f"{TIMES}_index", "id"):
            if not has_link(self._table, column):
                found = ", ".join(sorted(self._table))
                raise InputError(f"{self.where} must have the column {column}, found {found}")
            refuse_outside_data(self._item(column), path)
        self.names = [f"unit_{number}" for number in row_ids(self._table, self.where)]

    def variables(self) -> VariableTable:
        """Return the units, unit_<id>, with what the table holds about each."""
        return VariableTable(names=tuple(self.names), columns=plain_columns(self._table, self._path))

    def trains(self, names: Sequence[str]) -> dict[str, np.ndarray]:
        """Return the spike times of units by name, in seconds; InputError if the index cannot be right."""
        times = self._item(TIMES)[()]
        if times.ndim != 1:
            raise InputError(f"{self.where} must have one row of {TIMES}, found shape {times.shape}")
        starts = checked_ends(self._table, TIMES, len(times), self.where, self.names)
        rows = {name: row for row, name in enumerate(self.names)}
        return {name: times[starts[rows[name]] : starts[rows[name] + 1]] for name in names}

    def observed(self, names: Sequence[str]) -> tuple[np.ndarray | None, Decisions]:
        """Return the joined intervals (s) in which all of these units were observed; None if the table has none.

        Raises
        ------
        InputError
            If intervals are wrong, a unit has none, or they have nothing in common.
        """
        if not has_link(self._table, OBSERVED):
            return None, NO_DECISIONS
        intervals = self._intervals()
        starts = checked_ends(self._table, OBSERVED, len(intervals), self.where, self.names)
        rows = {name: row for row, name in enumerate(self.names)}
        own = {
            name: joined_intervals(intervals[starts[rows[name]] : starts[rows[name] + 1]]) for name in names
        }
        common = common_intervals(own.values())
        if not len(common):
            shortest = min(own, key=lambda name: total_length(own[name]))
            raise InputError(
                f"{self.where} must have {OBSERVED} that its {len(own)} selected units share, but they share none; "
                f"{shortest} has the fewest, {total_length(own[shortest]):g} s: leave it out (exclude), or write "
                f"{OBSERVED}: ignore"
            )
        every = total_length(joined_intervals(np.concatenate(list(own.values()))))
        phrase = (
            f"bins lie within the {OBSERVED} that all units share, {total_length(common):.10g} of {every:.10g} s "
            f"({OBSERVED}: ignore)"
        )
        return common, Decisions(made=(phrase,))

    def _intervals(self) -> np.ndarray:
        item = self._item(OBSERVED)
        refuse_outside_data(item, self._path)
        intervals = np.asarray(item[()], dtype=np.float64)
        if intervals.ndim != 2 or intervals.shape[1] != 2:
            raise InputError(
                f"{self.where} must have {OBSERVED} of a start and a stop, found shape {intervals.shape}"
            )
        wrong = ~(intervals[:, 0] <= intervals[:, 1]) | ~np.isfinite(intervals).all(axis=1)
        if wrong.any():
            start, stop = intervals[int(np.argmax(wrong))]
            raise InputError(
                f"{self.where} must have {OBSERVED} that end after they start, found {start:g} to {stop:g}: if it "
                f"should not matter, write {OBSERVED}: ignore"
            )
        return intervals

    def _item(self, column: str) -> Any:
        return item_within(self._table, column, self._path)


def _place(file: Any, array: str | None, path: Path) -> str:
    """Return where the units table is."""
    named = item_within(file, array or UNITS, path)
    if named is not None and is_group(named) and has_link(named, TIMES):
        return (array or UNITS).strip("/")
    found = _tables_in(file)
    if not found and array is None:
        raise InputError(
            f"{path} must have a table of units with {TIMES}, as NWB 2 has, but it has none: if each train is an array "
            "of its own, as in NWB 1, call the file .h5 and name them, such as array: processing/spike_train/*/data"
        )
    return choose_array(path, array, found)


def other_tables(file: Any, read: str) -> Decisions:
    """Return which other tables of units the processed data of a file hold, as what is left out."""
    import h5py  # noqa: PLC0415  (a quarter of a second that parsing a workflow need not pay)

    link = file.get(PROCESSED, getlink=True) if has_link(file, PROCESSED) else None
    if not isinstance(link, h5py.HardLink) or not is_group(file[PROCESSED]):
        return NO_DECISIONS
    paths = [f"{PROCESSED}/{name}" for name in _tables_in(file[PROCESSED])]
    return Decisions(left_out=tuple((path, f"array is {read}") for path in paths if path != read))


def _tables_in(group: Any) -> list[str]:
    """Return the paths of the groups inside that hold spike times."""
    found = []

    def note(name: str, item: Any) -> None:
        if is_group(item) and has_link(item, TIMES):
            found.append(name)

    group.visititems(note)
    return found
