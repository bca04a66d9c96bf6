"""Tables in .parquet files, a piece of the file at a time.

An index that pandas stored comes before the columns and is marked as such: it holds dates or counts rows, it is no
variable.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from rgcore.datasets.formats.broken_files import report_broken_file
from rgcore.datasets.formats.cards import FormatCard, TableReader
from rgcore.datasets.formats.tables.named_columns import Piece, TableLayout, ordered_blocks, piece_of_rows
from rgcore.datasets.settings import DatasetSettings
from rgcore.series import Samples, replayable
from rgcore.series.block_length import block_length
from rgcore.tables.columns_at_once import COLUMNS_AT_ONCE

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow.parquet as pq

__all__ = ["CARD"]

LARGEST_GROUP = 2  # times a block: larger row groups are put in order on disk


def parquet_layout(path: Path, settings: DatasetSettings, limit: int | None = None) -> TableLayout:
    """Return the names and the number of rows, from headers alone whatever the limit."""
    with _opened(path) as file:
        schema = file.schema_arrow
        stored = (schema.pandas_metadata or {}).get("index_columns", [])
        index = [entry for entry in stored if isinstance(entry, str)]
        names = [name for name in schema.names if name not in index]
        return TableLayout(columns=(*index, *names), n_rows=file.metadata.num_rows, n_index=len(index))


def parquet_frame(path: Path, layout: TableLayout) -> "pd.DataFrame":
    """Return the whole table, a stored index as its first columns."""
    import pandas as pd  # noqa: PLC0415  (most of a second that parsing a workflow need not pay)

    frame = pd.read_parquet(path)
    frame = frame.reset_index() if layout.n_index else frame
    return frame.set_axis(list(layout.columns), axis="columns")


def parquet_blocks(path: Path, layout: TableLayout, rows_are_time: bool) -> Samples:
    """Return the numbers in blocks.

    A file of small row groups is read again each time. One of large row groups is read once, a few columns at a time,
    and put in order on disk.
    """
    width = block_length(_longest_row_group(path))
    if rows_are_time and len(layout.columns) - layout.n_index <= LARGEST_GROUP * width:
        return _row_groups(path, layout)
    return ordered_blocks(_pieces(path, layout, min(width, COLUMNS_AT_ONCE)), layout, rows_are_time)


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
                yield row, column, piece_of_rows(frame, row, path)
            row += n_rows


def _opened(path: Path) -> "pq.ParquetFile":
    import pyarrow.parquet as pq  # noqa: PLC0415

    return pq.ParquetFile(path, pre_buffer=False)


CARD = FormatCard(
    sentence="tables of Apache Parquet, as pandas and R write them",
    suffixes=(".parquet",),
    table=TableReader(layout=parquet_layout, frame=parquet_frame, blocks=parquet_blocks),
)
