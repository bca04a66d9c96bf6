"""Arrays and data frames of dask, which are computed a few chunks at a time."""

import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from rgcore.errors import InputError
from rgcore.series.inputs.cards import InputCard, Table, card_of
from rgcore.series.inputs.chunks import read_by_slices

__all__ = ["CARD"]


def _read(data: Any) -> Table:
    if hasattr(data, "npartitions") and hasattr(data, "columns"):
        return _frame(data)
    if not hasattr(data, "shape"):
        raise InputError(f"samples must be a matrix of real numbers, found a dask {type(data).__name__}")
    if any(math.isnan(length) for length in data.shape):
        raise InputError("samples must be of known number: write array.compute_chunk_sizes()")
    return read_by_slices(data, "a dask array", data.chunks[0][0] if data.chunks else None)


def _frame(frame: Any) -> Table:
    def blocks() -> Iterator[np.ndarray]:
        for number in range(frame.npartitions):
            part = frame.partitions[number].compute()
            yield from card_of(part).read(part).blocks()

    return Table(blocks, tuple(map(str, frame.columns)))


CARD = InputCard(
    library="dask",
    objects={
        "array": "computed in blocks of whole chunks",
        "data frame": "computed one partition at a time, in order; columns as of pandas",
    },
    read=_read,
)
