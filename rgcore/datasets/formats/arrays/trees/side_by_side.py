"""Equally long arrays of one axis side by side, one per variable, as one array (time, variable)."""

from collections.abc import Callable, Sequence

import numpy as np

from rgcore.datasets.formats.arrays.large_arrays import LargeArray, Slices
from rgcore.datasets.formats.arrays.trees.tree import Leaf
from rgcore.errors import InputError

__all__ = ["side_by_side"]


def side_by_side(leaves: Sequence[Leaf], labels: Sequence[str] | None, where: str) -> Leaf:
    """Return arrays as the columns of one.

    Parameters
    ----------
    leaves : sequence of Leaf
        At least one.
    labels : sequence of str or None
        What the columns are called.
    where : str
        Opens the message of an error.

    Raises
    ------
    InputError
        If they differ in length, or one has several axes.
    """
    for number, leaf in enumerate(leaves, start=1):
        if sum(extent != 1 for extent in leaf.shape) > 1:
            raise InputError(
                f"{where} must be arrays of one axis and of the same length, found shape {leaf.shape} in entry "
                f"{number}: name one of them, or save them as one array, as vertcat does in MATLAB"
            )
        if leaf.size != leaves[0].size:
            raise InputError(
                f"{where} must be arrays of one axis and of the same length to be variables, found shape "
                f"{leaves[0].shape} in entry 1 and {leaf.shape} in entry {number}: name one of them"
            )
    shape, dtype = (leaves[0].size, len(leaves)), np.result_type(*(leaf.dtype for leaf in leaves))

    def large(name: str) -> LargeArray:
        columns = [leaf.large(name) for leaf in leaves]
        return LargeArray(
            name=name,
            path=columns[0].path,
            shape=shape,
            dtype=dtype,
            chunks=(shape[0], 1),
            read=_reader(columns),
        )

    def check() -> None:
        for leaf in leaves:
            leaf.check()

    return Leaf(
        shape=shape,
        dtype=dtype,
        values=lambda: np.column_stack([leaf.values().ravel() for leaf in leaves]),
        large=large,
        check=check,
        labels=labels,
        notes=tuple(note for leaf in leaves for note in leaf.notes),
    )


def _reader(columns: Sequence[LargeArray]) -> Callable[[Slices], np.ndarray]:
    def read(slices: Slices) -> np.ndarray:
        times, variables = slices
        parts = [
            column.read(tuple(times if extent != 1 else slice(None) for extent in column.shape)).ravel()
            for column in columns[variables]
        ]
        return np.column_stack(parts)

    return read
