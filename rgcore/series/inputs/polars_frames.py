"""Data frames of polars."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from rgcore.errors import InputError
from rgcore.series.inputs.cards import InputCard, Table, require_two_axes, rows_at_once

__all__ = ["CARD"]


def _read(data: Any) -> Table:
    frame = data.collect() if type(data).__name__ == "LazyFrame" else data
    require_two_axes(frame, f"a polars {type(frame).__name__}")
    names = tuple(frame.columns)
    for name, kind in zip(names, frame.dtypes, strict=True):
        if not kind.is_numeric() and str(kind) != "Boolean":
            raise InputError(
                f"samples must be numbers, found column {name} of type {kind}: leave it out, as in "
                f"frame.drop({name!r})"
            )

    def blocks() -> Iterator[np.ndarray]:
        for rows in rows_at_once(*frame.shape):
            part = frame.slice(rows.start, rows.stop - rows.start)
            columns = [part[name].to_numpy().astype(np.float64) for name in names]  # a null is NaN
            yield np.stack(columns, axis=1)

    return Table(blocks, names)


CARD = InputCard(
    library="polars",
    objects={
        "DataFrame": "columns are variables and name them; a null is refused",
        "LazyFrame": "collected once, then as a DataFrame",
    },
    read=_read,
)
