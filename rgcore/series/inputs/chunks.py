"""Arrays that are stored in chunks, and are read or computed a few chunks at a time."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from rgcore.series.inputs.cards import Table, require_two_axes, rows_at_once

__all__ = ["read_by_slices"]


def read_by_slices(data: Any, what: str, rows_per_chunk: int | None) -> Table:
    """Return an array, of which ``data[start:end]`` reads rows, as a table read in blocks of whole chunks."""
    require_two_axes(data, what)

    def blocks() -> Iterator[np.ndarray]:
        for rows in rows_at_once(*data.shape, multiple=rows_per_chunk or 1):
            yield np.asarray(data[rows])

    return Table(blocks)
