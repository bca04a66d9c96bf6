"""Data frames of pandas."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from rgcore.errors import InputError
from rgcore.series.inputs.cards import InputCard, Table, require_two_axes, rows_at_once
from rgcore.series.inputs.checks.columns import require_numbers

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CARD"]

LEAVE_OUT = "frame.drop(columns={name!r})"

NUMBERS = "frame[{name!r}].astype(float)"

OF_TIME = ("DatetimeIndex", "TimedeltaIndex", "PeriodIndex")


def _read(frame: "pd.DataFrame") -> Table:
    require_two_axes(frame, f"a pandas {type(frame).__name__}")
    if type(frame.columns).__name__ in OF_TIME:
        raise InputError("samples must have time along the rows, but the columns are times: write frame.T")
    names = tuple(
        " ".join(map(str, name)) if isinstance(name, tuple) else str(name) for name in frame.columns
    )
    kinds = zip(names, frame.dtypes, strict=True)
    numbers = ((name, kind, kind.kind in "biuf") for name, kind in kinds)
    require_numbers(numbers, f"{LEAVE_OUT}, or make it the index, or write {NUMBERS} if it holds numbers")
    index = frame.index
    if type(index).__name__ in OF_TIME and not index.is_monotonic_increasing:
        raise InputError(
            "samples must follow one another in time, but the index goes back: write frame.sort_index()"
        )

    def blocks() -> Iterator[np.ndarray]:
        for rows in rows_at_once(*frame.shape):
            yield frame.iloc[rows].to_numpy(dtype=np.float64, na_value=np.nan)

    return Table(blocks, names, LEAVE_OUT)


CARD = InputCard(
    library="pandas",
    objects={
        "DataFrame": "columns are variables and name them; the index is none, and must ascend where it holds times",
        "nullable and pyarrow-backed columns": "as others; an entry that is missing is refused",
    },
    read=_read,
)
