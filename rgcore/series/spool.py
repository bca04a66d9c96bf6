"""Blocks that come once, kept on disk so that they can be passed over again."""

import tempfile
import weakref
from collections.abc import Iterable, Iterator
from typing import BinaryIO

import numpy as np

__all__ = ["SpooledBlocks", "spooled"]


class SpooledBlocks:
    """Samples in a nameless temporary file; iterating gives them as fresh float64 blocks, again each time.

    The blocks are cut as they came. The file is gone with the object, or with the process.
    """

    def __init__(self, file: BinaryIO, n_variables: int, lengths: tuple[int, ...]) -> None:
        self.n_variables = n_variables
        self.n_samples = sum(lengths)
        self._file = file
        self._lengths = lengths
        self._close = weakref.finalize(self, file.close)

    def __iter__(self) -> Iterator[np.ndarray]:
        """Yield the (n, n_variables) float64 blocks in C order; several iterations may go on at once."""
        place = 0
        for length in self._lengths:
            block = np.empty((length, self.n_variables))
            self._file.seek(place)
            if self._file.readinto(block.data.cast("B")) != block.nbytes:
                raise OSError("a temporary file was cut short")
            place += block.nbytes
            yield block


def spooled(blocks: Iterable[np.ndarray]) -> SpooledBlocks:
    """Write blocks to a temporary file, in the folder that TMPDIR names, and return them to be read at will.

    Parameters
    ----------
    blocks : iterable of (n, n_variables) arrays
        Taken one at a time; stored as float64. A block of no samples is passed over.

    Raises
    ------
    ValueError
        If there is no block, or blocks have different numbers of columns.
    """
    file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115  (closed with the object)
    n_variables, lengths = None, []
    try:
        for block in blocks:
            values = np.ascontiguousarray(block, dtype=np.float64)
            n_variables = values.shape[-1] if n_variables is None else n_variables
            if values.ndim != 2 or values.shape[1] != n_variables:
                raise ValueError(f"blocks must be (n, {n_variables}), found shape {values.shape}")
            if values.size:
                _write(file, values)
                lengths.append(len(values))
        if n_variables is None:
            raise ValueError("there must be at least one block, found none")
    except BaseException:
        file.close()
        raise
    return SpooledBlocks(file, n_variables, tuple(lengths))


def _write(file: BinaryIO, values: np.ndarray) -> None:
    remaining = values.data.cast("B")
    while remaining:  # one system call writes 2 GB at most
        remaining = remaining[file.write(remaining) :]
