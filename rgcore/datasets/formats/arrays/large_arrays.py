"""Arrays of any number of axes as blocks of successive samples, one part of the file at a time."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rgcore.arguments.entry_types import entries_in_words, how_to_make_numbers
from rgcore.datasets.formats.arrays.axes import axis_lengths, flatten_axes
from rgcore.datasets.formats.broken_files import report_broken_file
from rgcore.datasets.settings import AXES
from rgcore.errors import InputError
from rgcore.series import Samples, replayable
from rgcore.series.block_length import block_length
from rgcore.series.temporary_matrix import TemporaryMatrix

__all__ = ["LargeArray", "Slices", "array_blocks", "in_memory"]

LARGEST_BLOCK = 2  # times an ordinary one; where chunks demand more, they are put in order on disk

Slices = tuple[slice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LargeArray:
    """An array in a file that need not fit into memory.

    ``read`` returns a fresh array of the entries that a tuple of slices selects; ``chunks`` are the extents that the
    file stores, and so reads, as one (all 1 where any part can be read alone).
    """

    name: str
    path: Path
    shape: tuple[int, ...]
    dtype: np.dtype
    chunks: tuple[int, ...]
    read: Callable[[Slices], np.ndarray]

    def __str__(self) -> str:
        """Return the words for messages."""
        return f"array {self.name} of {self.path}"

    def whole(self) -> np.ndarray:
        """Return all entries as they are stored, numbers or not."""
        with report_broken_file(self.path):
            return self.read((slice(None),) * len(self.shape))

    def numbers(self, slices: Slices | None = None) -> np.ndarray:
        """Return a part of the array, or all of it, as float64.

        Raises
        ------
        InputError
            If the array holds no real numbers or the file cannot be read.
        """
        if self.dtype.kind not in "biuf":
            raise InputError(
                f"{self} must hold real numbers, found {entries_in_words(self.dtype)}{how_to_make_numbers(self.dtype)}"
            )
        with report_broken_file(self.path):
            values = self.read(slices if slices is not None else (slice(None),) * len(self.shape))
        return values.astype(np.float64, copy=False)


def in_memory(name: str, path: Path, values: np.ndarray) -> LargeArray:
    """Return an array that its format only gives as a whole."""
    return LargeArray(
        name=name,
        path=path,
        shape=values.shape,
        dtype=values.dtype,
        chunks=(1,) * values.ndim,
        read=lambda slices: values[slices].copy(),
    )


@replayable
def _blocks_in_order(
    array: LargeArray, axes: tuple[str, ...], extents: dict[str, int]
) -> Iterator[np.ndarray]:
    """Yield blocks of an array whose chunks come in the order of time."""
    for slices in _slices(array, axes, extents):
        values = array.numbers(tuple(slices[axis] for axis in axes))
        yield flatten_axes(values, axes, str(array))


def array_blocks(array: LargeArray, axes: tuple[str, ...]) -> Samples:
    """Return fresh (n, n_variables) float64 blocks in the order of :func:`flatten_axes`.

    Where the file stores long stretches of time of few variables as one, they are first put in order on disk.
    """
    n_samples, n_variables = axis_lengths(array.shape, axes, str(array))
    lengths = dict.fromkeys(AXES, 1) | dict(zip(axes, array.shape, strict=True))
    chunk = dict.fromkeys(AXES, 1) | dict(zip(axes, array.chunks, strict=True))
    least = {"repeat": chunk["repeat"], "time": chunk["time"], "variable": lengths["variable"]}
    if chunk["repeat"] > 1:  # samples of one repeat come before those of the next
        least["time"] = lengths["time"]
    if least["repeat"] * least["time"] <= LARGEST_BLOCK * block_length(n_variables):
        return _blocks_in_order(array, axes, _grown(least, lengths, ("time", "repeat")))
    matrix = TemporaryMatrix.by_block(n_samples, n_variables)
    for slices in _slices(array, axes, _grown(chunk, lengths, ("time", "variable"))):
        _put(matrix, array.numbers(tuple(slices[axis] for axis in axes)), axes, slices, lengths["time"])
    return matrix


def _grown(extents: dict[str, int], lengths: dict[str, int], order: tuple[str, ...]) -> dict[str, int]:
    """Return extents grown by whole multiples along the axes, one after the other, as far as a block has room."""
    grown = {axis: min(extents[axis], lengths[axis]) for axis in AXES}
    for axis in order:
        others = np.prod([grown[other] for other in AXES if other != axis])
        multiple = max(1, block_length(int(others)) // extents[axis])
        grown[axis] = min(extents[axis] * multiple, lengths[axis])
        if grown[axis] < lengths[axis]:
            break
    return grown


def _slices(array: LargeArray, axes: tuple[str, ...], extents: dict[str, int]) -> Iterator[dict[str, slice]]:
    """Yield the parts of the array, along the variables fastest and along the repeats slowest."""
    lengths = dict.fromkeys(AXES, 1) | dict(zip(axes, array.shape, strict=True))
    cuts = [
        [
            slice(start, min(start + extents[axis], lengths[axis]))
            for start in range(0, lengths[axis], extents[axis])
        ]
        for axis in AXES
    ]
    for parts in itertools.product(*cuts):
        yield dict(zip(AXES, parts, strict=True))


def _put(
    matrix: TemporaryMatrix, values: np.ndarray, axes: tuple[str, ...], slices: dict[str, slice], n_times: int
) -> None:
    """Put a piece into its place, one repeat after the other."""
    repeat, time, variable = (slices[axis] for axis in AXES)
    samples = flatten_axes(values, axes, "")
    per_repeat = time.stop - time.start
    for index, number in enumerate(range(repeat.start, repeat.stop)):
        part = samples[index * per_repeat : (index + 1) * per_repeat]
        matrix.write(number * n_times + time.start, variable.start, part)
