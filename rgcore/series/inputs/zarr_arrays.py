"""Arrays of zarr."""

from typing import Any

from rgcore.errors import InputError
from rgcore.series.inputs.cards import InputCard, Table
from rgcore.series.inputs.chunks import read_by_slices

__all__ = ["CARD"]


def _read(data: Any) -> Table:
    if not hasattr(data, "chunks"):
        raise InputError(
            f"samples must be a matrix of real numbers, found a zarr {type(data).__name__}: choose an array in it"
        )
    return read_by_slices(data, "a zarr array", data.chunks[0] if data.chunks else None)


CARD = InputCard(library="zarr", objects={"Array": "read in blocks of whole chunks"}, read=_read)
