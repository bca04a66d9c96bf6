"""Tables and record batches of pyarrow."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from rgcore.errors import InputError
from rgcore.series.inputs.cards import InputCard, Table, require_two_axes, rows_at_once
from rgcore.series.inputs.checks.columns import require_numbers

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["CARD"]

LEAVE_OUT = "table.drop_columns([{name!r}])"

NUMBERS = ("int", "uint", "float", "double", "halffloat", "bool")


def _read(table: "pa.Table") -> Table:
    if not hasattr(table, "column_names"):
        raise InputError(f"samples must be a matrix of real numbers, found a pyarrow {type(table).__name__}")
    require_two_axes(table, "a table")
    names = tuple(table.column_names)
    kinds = zip(names, table.schema.types, strict=True)
    require_numbers(((name, kind, str(kind).startswith(NUMBERS)) for name, kind in kinds), LEAVE_OUT)

    def blocks() -> Iterator[np.ndarray]:
        for rows in rows_at_once(*table.shape):
            part = table.slice(rows.start, rows.stop - rows.start)
            columns = [_numbers(column) for column in part.columns]
            yield np.stack(columns, axis=1)

    return Table(blocks, names, LEAVE_OUT)


def _numbers(column: "pa.Array | pa.ChunkedArray") -> np.ndarray:
    """Return a column as float64; a null is NaN."""
    return column.cast("float64", safe=False).to_pandas().to_numpy(dtype=np.float64)


CARD = InputCard(
    library="pyarrow",
    objects={"Table and RecordBatch": "columns are variables and name them; a null is refused"},
    read=_read,
)
