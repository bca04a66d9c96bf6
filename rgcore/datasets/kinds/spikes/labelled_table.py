"""Long tables: a row per spike, with its time in one column and its cell in another."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from rgcore.datasets.decisions import Decisions
from rgcore.datasets.formats.arrays.labelled_spikes import spikes_by_label
from rgcore.datasets.formats.cards import Vectors
from rgcore.datasets.formats.open_file import read_table, table_layout
from rgcore.datasets.formats.tables.named_columns import numeric_values
from rgcore.datasets.kinds.spikes.stated_unit import Beside, with_stated_unit
from rgcore.datasets.kinds.spikes.wide_table import read_wide_table
from rgcore.datasets.messages import listing, nearest_first
from rgcore.datasets.select_variables import VariableTable, select_variables
from rgcore.datasets.settings import DatasetSettings
from rgcore.datasets.size_limits import GLANCE_ROWS
from rgcore.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["check_table", "read_table_of_spikes"]

SMALL = 5_000_000  # bytes of a table that is read before a run
PAIRS = (("spike_time", "unit_id"), ("timestamps", "node_ids"))  # of times and labels that need no key


def check_table(path: Path, settings: DatasetSettings) -> None:
    """Raise InputError if a table has no columns of times and labels, and no column per cell as far as that is seen."""
    layout = table_layout(path, settings, GLANCE_ROWS)
    if _columns(list(layout.columns), path, settings) is None and path.stat().st_size <= SMALL:
        read_table_of_spikes(path, settings)


def read_table_of_spikes(path: Path, settings: DatasetSettings) -> Vectors:
    """Return the spike times of the cells that the config selects: by label, or by column if there are no labels.

    A column that holds one entry per cell can be selected by.

    Raises
    ------
    InputError
        If a column is not there, a label is missing, or a time is no number.
    """
    frame, layout = read_table(path, settings)
    pair = _columns(list(frame.columns), path, settings)
    if pair is None:
        return read_wide_table(frame, layout, path, settings)
    times, labels = pair
    where = f"{path} in the columns {times} and {labels}"
    if frame[labels].isna().any():
        row = int(np.argmax(frame[labels].isna().to_numpy())) + 1
        raise InputError(
            f"{path} must hold the cell of every spike in column {labels}, but row {row} has none"
        )
    trains = spikes_by_label(numeric_values(frame[[times]], path)[:, 0], frame[labels].to_numpy(), where)
    columns = {name: _per_cell(frame, name, labels, path) for name in settings.select or () if name in frame}
    kept, selection = select_variables(
        VariableTable(names=tuple(trains), columns=columns), settings, str(path)
    )
    names = [list(trains)[place] for place in kept]
    made = (f"each row is a spike, at the time in column {times} and of the cell in column {labels}",)
    found = Vectors(
        by_name={name: trains[name] for name in names},
        decisions=layout.decisions.and_then(Decisions(made=made)).and_then(selection),
    )
    return with_stated_unit(found, settings, str(path), [times], Beside())


def _columns(columns: list[str], path: Path, settings: DatasetSettings) -> tuple[str, str] | None:
    """Return the columns of times and labels: those that the config names, or a pair that can be nothing else."""
    if settings.times is None:
        return next((pair for pair in PAIRS if set(pair) <= set(columns)), None)
    for key, name in (("times", settings.times), ("labels", settings.labels)):
        if name not in columns:
            held = listing(nearest_first(name, columns))
            raise InputError(f"{path} must hold the column {name} of {key}, but its columns are {held}")
    return settings.times, settings.labels


def _per_cell(frame: "pd.DataFrame", name: str, labels: str, path: Path) -> list:
    """Return the one entry that each cell has in a column, in the order of the labels."""
    groups = frame.groupby(labels, sort=True)[name]
    several = groups.nunique(dropna=False) > 1
    if several.any():
        cell = several.index[int(np.argmax(several.to_numpy()))]
        raise InputError(
            f"{path} must hold one entry per cell in column {name} of select, but cell {cell} of {labels} has several"
        )
    return groups.first().tolist()
