"""Data frames of polars."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from rgcore.series.inputs.cards import InputCard, Table, require_two_axes, rows_at_once
from rgcore.series.inputs.checks.columns import require_numbers

__all__ = ["CARD"]

LEAVE_OUT = "frame.drop({name!r})"


def _read(data: Any) -> Table:
    frame = data.collect() if type(data).__name__ == "LazyFrame" else data
    require_two_axes(frame, f"a polars {type(frame).__name__}")
    names = tuple(frame.columns)
    kinds = zip(names, frame.dtypes, strict=True)
    require_numbers(
        ((name, kind, kind.is_numeric() or str(kind) == "Boolean") for name, kind in kinds), LEAVE_OUT
    )

    def blocks() -> Iterator[np.ndarray]:
        for rows in rows_at_once(*frame.shape):
            part = frame.slice(rows.start, rows.stop - rows.start)
            columns = [part[name].to_numpy().astype(np.float64) for name in names]  # a null is NaN
            yield np.stack(columns, axis=1)

    return Table(blocks, names, LEAVE_OUT)


CARD = InputCard(
    library="polars",
    objects={
        "DataFrame": "columns are variables and name them; a null is refused",
        "LazyFrame": "collected once, then as a DataFrame",
    },
    read=_read,
)
