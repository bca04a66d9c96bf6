"""Wide tables: a column per cell, its spike times from above, empty below the last one."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from rgcore.datasets.decisions import Decisions
from rgcore.datasets.formats.arrays.named_arrays import without_other_arrays
from rgcore.datasets.formats.cards import Vectors
from rgcore.datasets.formats.neurodata.spike_columns import keys_of_spikes, spike_columns
from rgcore.datasets.formats.neurodata.spikes_in_rows import spikes_in_rows
from rgcore.datasets.formats.tables.named_columns import TableLayout, numeric_values
from rgcore.datasets.kinds.spikes.stated_unit import Beside, with_stated_unit
from rgcore.datasets.messages import listing
from rgcore.datasets.select_variables import VariableTable, select_variables
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["read_wide_table"]


def read_wide_table(
    frame: "pd.DataFrame", layout: TableLayout, path: Path, settings: DatasetSettings
) -> Vectors:
    """Return the spike times in each column, by its name.

    Raises
    ------
    InputError
        If the config does not name the columns under ``variables`` and it is not clear that they are spike trains: all
        of them ascend, and empty entries follow the last time of at least one.
    """
    names = layout.columns[layout.n_index :]
    kept, selection = select_variables(VariableTable(names=names), settings, str(path))
    chosen = [names[place] for place in kept]
    if settings.variables is None and not _are_trains(frame[chosen], path):
        raise InputError(
            f"times and labels must name the columns of {path} that hold the times of all spikes and their cells, or "
            f"variables those that hold the spike times of one cell each; its columns are {listing(layout.columns)}"
            f"{_advice(names, layout.lists) or _advice_by_numbers(frame, names, layout.named)}"
        )
    values = numeric_values(frame[chosen], path)
    trains = {name: _without_end(column) for name, column in zip(chosen, values.T, strict=True)}
    if settings.variables is None:
        trains = without_other_arrays(trains, str(path))[0]
    made = (
        "each column holds the spike times of a cell, and ends in empty entries (otherwise times and labels)",
    )
    found = Vectors(
        by_name=trains, decisions=layout.decisions.and_then(Decisions(made=made)).and_then(selection)
    )
    return with_stated_unit(found, settings, str(path), list(trains), Beside())


def _advice_by_numbers(frame: "pd.DataFrame", names: Sequence[str], named: bool) -> str:
    """Return the keys for two columns of which one holds integers that come again and again, or three without names."""
    labels = [name for name in names if _is_whole(frame[name]) and 2 * frame[name].nunique() < len(frame)]
    if len(names) == 2 and len(labels) == 1:
        times = names[1 - list(names).index(labels[0])]
        return f": write what is right, such as {keys_of_spikes(times, labels)}"
    if named or any(frame[name].dtype.kind not in "iuf" for name in names):
        return ""
    found = spikes_in_rows(frame[list(names)].to_numpy(np.float64), names)
    return "" if found is None else f": write what is right, such as {keys_of_spikes(*found)}"


def _is_whole(entries: "pd.Series") -> bool:
    """Return whether all entries are whole numbers, also if they are written as 2.000."""
    return entries.dtype.kind in "iu" or (entries.dtype.kind == "f" and bool((entries % 1 == 0).all()))


def _advice(names: Sequence[str], lists: Sequence[str]) -> str:
    """Return the keys for columns that are called like times and cells."""
    found = spike_columns(names, lists)
    return "" if found is None else f": write what is right, such as {keys_of_spikes(*found)}"


def _are_trains(frame: "pd.DataFrame", path: Path) -> bool:
    import pandas as pd  # noqa: PLC0415  (slow to import; parsing a workflow need not pay)

    if not all(map(pd.api.types.is_numeric_dtype, frame.dtypes)):
        return False
    values = numeric_values(frame, path)
    gaps = np.isnan(values)
    only_at_end = (gaps[1:] >= gaps[:-1]).all()
    return bool(gaps.any() and only_at_end and not (np.diff(values, axis=0) < 0).any())


def _without_end(column: np.ndarray) -> np.ndarray:
    """Return the entries up to the last that is there; those before it that are missing stay."""
    there = np.flatnonzero(~np.isnan(column))
    return column[: there[-1] + 1] if there.size else column[:0]
