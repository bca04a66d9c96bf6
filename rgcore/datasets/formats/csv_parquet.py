"""Columns of .csv and .parquet files.

The first line of a CSV file names its columns unless all of its entries are numbers other than 0, 1, 2, ...;
a file without names gets v000, v001, ... An index that pandas stored in a Parquet file comes before the columns
and is marked as such: it holds dates or counts rows, it is no variable.
"""

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from rgcore.datasets.formats.opening import reading
from rgcore.datasets.naming import default_names
from rgcore.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["TableLayout", "csv_options", "numeric_values", "read_table_file", "table_layout"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLayout:
    """Names and number of rows of a table.

    The first ``n_index`` of ``columns`` are a stored index; ``named`` says whether the file itself names them.
    """

    columns: tuple[str, ...]
    n_rows: int
    n_index: int = 0
    named: bool = True


def table_layout(path: Path, limit: int | None = None) -> TableLayout:
    """Return the layout of a table; of a CSV file only the first ``limit`` lines are looked at.

    Raises
    ------
    InputError
        If it is not a table, a line of a CSV has more or fewer entries than the first (as the last line of a
        truncated file), or a column name is missing or comes twice.
    """
    with reading(path):
        layout = _parquet_layout(path) if path.suffix.lower() == ".parquet" else _csv_layout(path, limit)
    for position, column in enumerate(layout.columns):
        if not column.strip():
            raise InputError(f"{path} must name every column, but column {position + 1} has no name")
    if len(set(layout.columns)) != len(layout.columns):
        twice = next(column for column in layout.columns if layout.columns.count(column) > 1)
        raise InputError(f"{path} must name each column once, but {twice} comes twice")
    return layout


def _parquet_layout(path: Path) -> TableLayout:
    import pyarrow.parquet as pq  # noqa: PLC0415  (slow to import, not always needed)

    with pq.ParquetFile(path) as file:
        schema = file.schema_arrow
        stored = (schema.pandas_metadata or {}).get("index_columns", [])
        index = [entry for entry in stored if isinstance(entry, str)]
        names = [name for name in schema.names if name not in index]
        return TableLayout(columns=(*index, *names), n_rows=file.metadata.num_rows, n_index=len(index))


def _csv_layout(path: Path, limit: int | None) -> TableLayout:
    n_lines = 0
    with path.open(encoding="utf-8-sig") as handle:
        line = handle.readline()
        first = _entries(line)
        for number, line in enumerate(handle, start=2):
            if len(first) > 1 and not line.strip():
                continue
            found = len(_entries(line)) if '"' in line else line.count(",") + 1
            if found != len(first):
                raise InputError(f"{path} must have {len(first)} entries in line {number}, found {found}")
            n_lines += 1
            if n_lines == limit:
                break
        else:
            _refuse_open_end(path, line)
    counted = len(first) > 2 and first == [str(index) for index in range(len(first))]
    if counted or not all(_is_number(entry) for entry in first):
        return TableLayout(columns=tuple(first), n_rows=n_lines)
    return TableLayout(columns=default_names(len(first)), n_rows=n_lines + 1, named=False)


def _refuse_open_end(path: Path, line: str) -> None:
    """A number that was cut short is a number, too."""
    if not line.endswith("\n"):
        raise InputError(
            f"{path} must end with a line break, or its last line may be cut short, found {line[-40:]!r} at its end"
        )


def _entries(line: str) -> list[str]:
    return next(csv.reader(io.StringIO(line)), [""])


def _is_number(entry: str) -> bool:
    try:
        float(entry)
    except ValueError:
        return False
    return True


def read_table_file(path: Path) -> tuple["pd.DataFrame", TableLayout]:
    """Return a table whole, a stored index as its first columns. Empty entries and NA are missing."""
    import pandas as pd  # noqa: PLC0415  (most of a second that parsing a workflow need not pay)

    layout = table_layout(path)
    with reading(path):
        if path.suffix.lower() == ".parquet":
            frame = pd.read_parquet(path)
            frame = frame.reset_index() if layout.n_index else frame
        else:
            frame = pd.read_csv(path, **csv_options(layout))
        return frame.set_axis(list(layout.columns), axis="columns"), layout


def csv_options(layout: TableLayout) -> dict[str, object]:
    """Return how pandas must read the file."""
    return {
        "header": 0 if layout.named else None,
        "encoding": "utf-8-sig",
        "low_memory": False,
        "skip_blank_lines": len(layout.columns) > 1,
    }


def numeric_values(frame: "pd.DataFrame", path: Path) -> np.ndarray:
    """Return the entries as (n_rows, n_columns) float64, missing ones as NaN; a column's entries lie together.

    Raises
    ------
    InputError
        If an entry is not a number; names its column and its row, counted from the first label of the index.
    """
    values = np.empty((len(frame.columns), len(frame)))
    for place, (_, entries) in zip(values, frame.items(), strict=True):
        place[:] = _numbers(entries, path)
    return values.T


def _numbers(entries: "pd.Series", path: Path) -> np.ndarray:
    import pandas as pd  # noqa: PLC0415

    if pd.api.types.is_numeric_dtype(entries) and not pd.api.types.is_complex_dtype(entries):
        return entries.to_numpy(dtype=np.float64, na_value=np.nan)
    text = entries.astype(str)
    numbers = pd.to_numeric(text, errors="coerce").where(entries.notna())
    words = text[numbers.isna() & entries.notna()]
    if len(words):
        row = words.index[0] + 1
        raise InputError(f"{path} must hold numbers, found {words.iloc[0]} in column {words.name}, row {row}")
    return numbers.to_numpy(dtype=np.float64, na_value=np.nan)
