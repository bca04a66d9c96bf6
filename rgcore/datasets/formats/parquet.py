"""Tables in .parquet files, a piece of the file at a time.

An index that pandas stored comes before the columns and is marked as such: it holds dates or counts rows, it is no
variable.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from rgcore.datasets.formats.broken_files import report_broken_file
from rgcore.datasets.formats.cards import FormatCard, TableReader
from rgcore.datasets.formats.tables.entries.column_kinds import NUMBERS, kind_of
from rgcore.datasets.formats.tables.entries.number_format import NumberFormat
from rgcore.datasets.formats.tables.named_columns import Piece, TableLayout, ordered_blocks, piece_of_rows
from rgcore.datasets.settings import DatasetSettings
from rgcore.datasets.size_limits import GLANCE_ROWS
from rgcore.series import Samples, replayable
from rgcore.series.block_length import block_length
from rgcore.tables.columns_at_once import COLUMNS_AT_ONCE

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa
    import pyarrow.parquet as pq

__all__ = ["CARD"]

LARGEST_GROUP = 2  # times a block: larger row groups are put in order on disk


def parquet_layout(path: Path, settings: DatasetSettings, limit: int | None = None) -> TableLayout:
    """Return names, kinds and the number of rows, from headers and the first rows of the first column alone."""
    with _opened(path) as file:
        schema = file.schema_arrow
        stored = (schema.pandas_metadata or {}).get("index_columns", [])
        index = [entry for entry in stored if isinstance(entry, str)]
        columns = (*index, *(name for name in schema.names if name not in index))
        fields = {field.name: field.type for field in schema}
        kinds = {name: _kind(fields[name]) for name in columns}
        first = columns[len(index)] if len(columns) > len(index) else ""
        looked_at = [
            name for name in columns if columns.count(name) == 1 and (kinds[name] == "text" or name == first)
        ]
        entries = _first_entries(file, looked_at)
        kinds |= {name: _kind_of_text(entries[name]) for name in looked_at if kinds[name] == "text"}
        beginning = entries.get(first, []) if first and _kind(fields[first]) in NUMBERS else []
        return TableLayout(
            columns=columns,
            n_rows=file.metadata.num_rows,
            kinds=tuple(kinds[name] for name in columns),
            beginning=tuple(np.nan if number is None else float(number) for number in beginning),
            n_index=len(index),
            first_entries={name: str(entry) for name, entry in _first_of_each(entries)},
            marks=tuple(mark for mark in settings.na_values or () if isinstance(mark, str)),
        )


def _first_of_each(entries: dict[str, list[Any]]) -> Iterator[tuple[str, Any]]:
    """Yield the first entry that is not missing of each column that has one."""
    for name, column in entries.items():
        yield from [(name, entry) for entry in column if entry is not None][:1]


def _kind(stored: "pa.DataType") -> str:
    """Return the kind of a column by its type; see :mod:`rgcore.datasets.formats.tables.entries.column_kinds`."""
    from pyarrow import types  # noqa: PLC0415

    if types.is_dictionary(stored):
        return _kind(stored.value_type)
    found = {
        "integer": types.is_integer(stored),
        "decimal": types.is_floating(stored) or types.is_decimal(stored),
        "truth": types.is_boolean(stored),
        "date": types.is_temporal(stored),
        "empty": types.is_null(stored),
    }
    return next((kind for kind, holds in found.items() if holds), "text")


def _kind_of_text(entries: list[Any]) -> str:
    return kind_of(["" if entry is None else str(entry) for entry in entries], NumberFormat())


def _first_entries(file: "pq.ParquetFile", columns: list[str]) -> dict[str, list[Any]]:
    """Return the first entries of some columns, None where one is missing."""
    batch = next(file.iter_batches(batch_size=GLANCE_ROWS, columns=columns, use_threads=False), None)
    return (
        {key: [] for key in columns}
        if batch is None
        else {name: batch.column(name).to_pylist() for name in columns}
    )


def parquet_frame(path: Path, layout: TableLayout) -> "pd.DataFrame":
    """Return the columns of the layout whole, a stored index as the first."""
    columns = list(layout.columns)
    with _opened(path) as file:
        table = file.read(columns=columns, use_threads=False).select(columns)
    return table.to_pandas(ignore_metadata=True, split_blocks=True, self_destruct=True)


def parquet_blocks(path: Path, layout: TableLayout, rows_are_time: bool) -> tuple[int, Samples]:
    """Return the number of rows, and the numbers in blocks.

    A file of small row groups is read again each time. One of large row groups is read once, a few columns at a time,
    and put in order on disk.
    """
    width = block_length(_longest_row_group(path))
    if rows_are_time and len(layout.columns) - layout.n_index <= LARGEST_GROUP * width:
        return layout.n_rows, _row_groups(path, layout)
    pieces = _pieces(path, layout, min(width, COLUMNS_AT_ONCE))
    return layout.n_rows, ordered_blocks(pieces, layout, rows_are_time)


@replayable
def _row_groups(path: Path, layout: TableLayout) -> Iterator[np.ndarray]:
    """Yield one block per row group."""
    n_columns = len(layout.columns) - layout.n_index
    for _, column, values in _pieces(path, layout, COLUMNS_AT_ONCE):
        if column == 0:
            block = np.empty((n_columns, len(values)))
        block[column : column + values.shape[1]] = values.T
        if column + values.shape[1] == n_columns:
            yield block.T


def _longest_row_group(path: Path) -> int:
    with report_broken_file(path), _opened(path) as file:
        groups = range(file.num_row_groups)
        return max((file.metadata.row_group(group).num_rows for group in groups), default=0)


def _pieces(path: Path, layout: TableLayout, width: int) -> Iterator[Piece]:
    """Yield the row groups, ``width`` columns at a time."""
    names = layout.columns[layout.n_index :]
    with report_broken_file(path), _opened(path) as file:
        row = 0
        for group in range(file.num_row_groups):
            n_rows = file.metadata.row_group(group).num_rows
            for column in range(0, len(names) if n_rows else 0, width):
                wanted = list(names[column : column + width])
                table = file.read_row_group(group, columns=wanted, use_threads=False)
                frame = table.select(wanted).to_pandas(
                    ignore_metadata=True, split_blocks=True, self_destruct=True
                )
                yield row, column, piece_of_rows(frame, row, path, layout.marks)
            row += n_rows


def _opened(path: Path) -> "pq.ParquetFile":
    import pyarrow.parquet as pq  # noqa: PLC0415

    return pq.ParquetFile(path, pre_buffer=False)


CARD = FormatCard(
    sentence="tables of Apache Parquet, as pandas and R write them",
    suffixes=(".parquet",),
    table=TableReader(layout=parquet_layout, frame=parquet_frame, blocks=parquet_blocks),
    table_keys=("index", "na_values"),
)
