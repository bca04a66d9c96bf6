"""Sparse matrices and arrays of scipy."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from rgcore.errors import InputError
from rgcore.series.inputs.cards import InputCard, Table, require_two_axes, rows_at_once

__all__ = ["CARD"]


def _read(data: Any) -> Table:
    if not hasattr(data, "tocsr"):
        raise InputError(f"samples must be a matrix of real numbers, found a scipy {type(data).__name__}")
    require_two_axes(data, "a sparse array")
    matrix = data.tocsr()

    def blocks() -> Iterator[np.ndarray]:
        for rows in rows_at_once(*matrix.shape):
            yield matrix[rows].toarray()

    return Table(blocks)


CARD = InputCard(
    library="scipy",
    objects={"sparse matrix or array": "of any format; made dense in blocks"},
    read=_read,
)
