"""Tables as blocks of successive samples, a piece of the file at a time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from rgcore.datasets.formats.csv_parquet import TableLayout, csv_options, numeric_values
from rgcore.datasets.formats.opening import reading
from rgcore.series.block_length import block_length
from rgcore.series.temporary_matrix import TemporaryMatrix

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow.parquet as pq

__all__ = ["table_blocks"]

COLUMNS_AT_ONCE = 64  # each open column has a decompressor of its own
LARGEST_GROUP = 2  # times a block: Parquet's row groups above are put in order on disk
Piece = tuple[int, int, np.ndarray]  # first row, first column, (n_rows, n_columns) float64


@dataclass(frozen=True, slots=True)
class _RowGroups:
    """Blocks of a Parquet file whose row groups are small."""

    path: Path
    layout: TableLayout

    def __iter__(self) -> Iterator[np.ndarray]:
        n_columns = len(self.layout.columns) - self.layout.n_index
        for _, column, values in _parquet_pieces(self.path, self.layout, COLUMNS_AT_ONCE):
            if column == 0:
                block = np.empty((n_columns, len(values)))
            block[column : column + values.shape[1]] = values.T
            if column + values.shape[1] == n_columns:
                yield block.T


def table_blocks(path: Path, layout: TableLayout, rows_are_time: bool) -> Iterable[np.ndarray]:
    """Return fresh (n, n_variables) float64 blocks in order, again each time; missing entries are NaN.

    A CSV file is read once, a Parquet file with large row groups a few columns at a time; both are put in order on
    disk.

    Parameters
    ----------
    path : Path
    layout : TableLayout
        Of the whole file.
    rows_are_time : bool
        Otherwise each row is a variable.
    """
    n_columns = len(layout.columns) - layout.n_index
    if path.suffix.lower() == ".csv":
        pieces = _csv_pieces(path, layout)
    else:
        width = block_length(_longest_row_group(path))
        if rows_are_time and n_columns <= LARGEST_GROUP * width:
            return _RowGroups(path, layout)
        pieces = _parquet_pieces(path, layout, min(width, COLUMNS_AT_ONCE))
    shape = (layout.n_rows, n_columns) if rows_are_time else (n_columns, layout.n_rows)
    matrix = TemporaryMatrix.by_block(*shape)
    for row, column, values in pieces:
        matrix.write(*((row, column, values) if rows_are_time else (column, row, values.T)))
    return matrix


def _longest_row_group(path: Path) -> int:
    with reading(path), _opened(path) as file:
        groups = range(file.num_row_groups)
        return max((file.metadata.row_group(group).num_rows for group in groups), default=0)


def _parquet_pieces(path: Path, layout: TableLayout, width: int) -> Iterator[Piece]:
    """Yield the row groups, ``width`` columns at a time."""
    names = layout.columns[layout.n_index :]
    with reading(path), _opened(path) as file:
        row = 0
        for group in range(file.num_row_groups):
            n_rows = file.metadata.row_group(group).num_rows
            for column in range(0, len(names) if n_rows else 0, width):
                wanted = list(names[column : column + width])
                table = file.read_row_group(group, columns=wanted, use_threads=False)
                frame = table.select(wanted).to_pandas(
                    ignore_metadata=True, split_blocks=True, self_destruct=True
                )
                yield row, column, _numbered(frame, row, path)
            row += n_rows


def _csv_pieces(path: Path, layout: TableLayout) -> Iterator[Piece]:
    import pandas as pd  # noqa: PLC0415  (most of a second that parsing a workflow need not pay)

    rows = block_length(len(layout.columns))
    with reading(path), pd.read_csv(path, chunksize=rows, **csv_options(layout)) as chunks:
        for row, frame in zip(range(0, layout.n_rows, rows), chunks, strict=True):
            yield row, 0, _numbered(frame.set_axis(list(layout.columns), axis="columns"), row, path)


def _numbered(frame: "pd.DataFrame", first_row: int, path: Path) -> np.ndarray:
    frame.index = range(first_row, first_row + len(frame))
    return numeric_values(frame, path)


def _opened(path: Path) -> "pq.ParquetFile":
    import pyarrow.parquet as pq  # noqa: PLC0415

    return pq.ParquetFile(path, pre_buffer=False)
