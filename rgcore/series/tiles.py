"""A matrix on disk that is put in as rectangles, in any order, and taken out as blocks of successive samples.

Files that keep a variable's whole history together (Parquet's large row groups, HDF5 chunks along time, tables of
variables by time) cannot be read sample by sample: each block would read all of the file again.
"""

import os
import tempfile
import weakref
from collections.abc import Iterator

import numpy as np

from rgcore.series.block_length import block_length

__all__ = ["Tiles"]


class Tiles:
    """(n_samples, n_variables) float64 numbers in a nameless temporary file, in the folder that TMPDIR names.

    Tile after tile of successive samples, in each the variables one after the other. Iterating gives the tiles as
    fresh (n, n_variables) blocks, transposed views of (n_variables, n) arrays, again each time.
    """

    def __init__(self, n_samples: int, n_variables: int) -> None:
        self.shape = (n_samples, n_variables)
        self._length = block_length(n_variables)
        self._n_put = 0
        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115  (closed with the object)
        self._close = weakref.finalize(self, self._file.close)

    def put(self, first_sample: int, first_variable: int, piece: np.ndarray) -> None:
        """Write a (n, m) rectangle; each entry of the matrix must be put once."""
        for tile in range(first_sample // self._length, (first_sample + len(piece) - 1) // self._length + 1):
            start, stop = self._bounds(tile)
            low, high = max(start, first_sample), min(stop, first_sample + len(piece))
            part = np.ascontiguousarray(piece[low - first_sample : high - first_sample].T, dtype=np.float64)
            whole = high - low == stop - start  # then the variables' parts lie together
            for index, values in enumerate([part] if whole else part):
                place = (first_variable + index) * (stop - start) + low - start
                self._write(values, 8 * (start * self.shape[1] + place))
        self._n_put += piece.size

    def __iter__(self) -> Iterator[np.ndarray]:
        """Yield the blocks."""
        if self._n_put != self.shape[0] * self.shape[1]:
            raise RuntimeError(f"of a {self.shape} matrix {self._n_put} entries were put")
        for tile in range(-(-self.shape[0] // self._length)):
            start, stop = self._bounds(tile)
            block = np.empty((self.shape[1], stop - start))
            if (
                os.preadv(self._file.fileno(), [block.data.cast("B")], 8 * start * self.shape[1])
                != block.nbytes
            ):
                raise OSError("a temporary file was cut short")
            yield block.T

    def _bounds(self, tile: int) -> tuple[int, int]:
        return tile * self._length, min((tile + 1) * self._length, self.shape[0])

    def _write(self, values: np.ndarray, place: int) -> None:
        if os.pwrite(self._file.fileno(), values.data.cast("B"), place) != values.nbytes:
            raise OSError("the disk of temporary files is full")
