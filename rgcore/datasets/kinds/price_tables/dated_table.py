"""A table of prices or returns whose columns of dates are found."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rgcore.datasets.decisions import Decisions
from rgcore.datasets.formats.open_file import read_table
from rgcore.datasets.formats.tables.named_columns import TableLayout
from rgcore.datasets.kinds.price_tables.dates.date_columns import (
    date_columns,
    dates_by_name,
    label_columns,
    parts_of_dates,
)
from rgcore.datasets.kinds.price_tables.dates.days import dated_index
from rgcore.datasets.kinds.price_tables.dates.times import Times, read_times
from rgcore.datasets.messages import in_yaml
from rgcore.datasets.settings import DatasetSettings

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["DatedTable", "dated_table", "open_dated_table", "without_selection"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedTable:
    """A table with dates.

    Attributes
    ----------
    frame : DataFrame
        As in the file.
    times : Times
        Dates of its rows as written.
    index : DatetimeIndex
        The days or moments that they are.
    labels : list of str
        Columns of a stored index, or of the key ``index``, that are no dates: they may hold names, but no values.
    columns : list of str
        All other columns.
    path : Path
    decisions : Decisions
    """

    frame: "pd.DataFrame"
    times: Times
    index: "pd.DatetimeIndex"
    labels: list[str]
    columns: list[str]
    path: Path
    decisions: Decisions


def without_selection(settings: DatasetSettings) -> DatasetSettings:
    """Return settings by which all columns are read: names of shares may stand elsewhere than in the header."""
    return settings.model_copy(update={"variables": None, "exclude": None, "select": None})


def open_dated_table(path: Path, settings: DatasetSettings) -> DatedTable:
    """Read a table and find its dates; of columns whose names suffice, only the dates and the one ``array`` names.

    Raises
    ------
    InputError
        If no column, or several, may hold dates, or dates can be read in several ways; names the key to write.
    """

    def needed(layout: TableLayout) -> tuple[str, ...]:
        dates = dates_by_name(layout.columns, settings, path) if settings.array in layout.columns else []
        return (*dates, settings.array) if dates else layout.columns

    return dated_table(*read_table(path, without_selection(settings), needed), path, settings)


def dated_table(
    frame: "pd.DataFrame", layout: TableLayout, path: Path, settings: DatasetSettings
) -> DatedTable:
    """Return a table that was read, with its dates; raises as :func:`open_dated_table`."""
    dates = date_columns(frame, settings, path)
    times = read_times(_joined(frame, dates, settings), settings.date_format, path)
    index, decisions = dated_index(times, settings.resolution, path)
    found = f"dates are in column {' and '.join(dates)} (date_column: {_as_yaml(dates)})"
    labels = label_columns(list(layout.columns), layout.n_index, settings, path)
    return DatedTable(
        frame=frame,
        times=times,
        index=index,
        labels=[name for name in labels if name not in dates],
        columns=[name for name in layout.columns if name not in (*dates, *labels)],
        path=path,
        decisions=layout.decisions.and_then(Decisions(made=(found,))).and_then(decisions),
    )


def _joined(frame: "pd.DataFrame", dates: list[str], settings: DatasetSettings) -> "pd.Series":
    """Return the column of dates, or several of them, such as date and time, as one text."""
    if len(dates) == 1:
        return frame[dates[0]]
    if settings.date_format is None and sorted(parts := parts_of_dates(dates)) == sorted(dates):
        year, month, day = (frame[name].astype(str).str.strip().str.zfill(2) for name in parts)
        return (
            (year + "-" + month + "-" + day)
            .where(frame[dates].notna().all(axis=1))
            .rename(" and ".join(parts))
        )
    first, *others = (frame[name].astype(str).str.strip() for name in dates)
    joined = first.str.cat(others, sep=" ").where(frame[dates].notna().all(axis=1))
    return joined.rename(" and ".join(dates))


def _as_yaml(names: list[str]) -> str:
    return in_yaml(names[0]) if len(names) == 1 else f"[{', '.join(map(in_yaml, names))}]"
