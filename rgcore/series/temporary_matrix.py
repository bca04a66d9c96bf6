"""A matrix of samples in memory or in a temporary file, written and read by samples or by variables."""

import os
import tempfile
import weakref
from collections.abc import Iterable, Iterator

import numpy as np

from rgcore.arguments.arrays import any_numbers, require_shape
from rgcore.arguments.objects import an_instance, instances
from rgcore.arguments.scalars import shown, whole_number
from rgcore.errors import InputError
from rgcore.series.block_length import block_length

__all__ = ["MOST_IN_MEMORY", "TemporaryMatrix"]

MOST_IN_MEMORY = 2**24  # entries, 128 MB
_ITEM = 8  # bytes of a float64
_ROWS_OF_LONG_TILES = 4096  # of the blocks that are cut out of tiles too long to be a block


class TemporaryMatrix:
    """(n_samples, n_variables) float64 numbers, in memory or in a nameless file in the folder that TMPDIR names.

    Stored in tiles of ``tile_length`` successive samples; within a tile one variable follows the other. The file is
    closed, and its space free, when the object or the process ends. Three layouts serve three uses:

    ``by_sample``
        ``tile_length`` 1: blocks that come only once (``from_blocks``).
    ``by_block``
        Some 16 MB per tile: rectangles in any order, read as blocks. Files that keep a long stretch of one variable
        together (Parquet's large row groups, HDF5 chunks along time) would be read once per block without it.
    ``by_variable``
        One tile: whole series of single variables. In memory up to ``MOST_IN_MEMORY`` entries.

    Iterating yields fresh blocks of successive samples, (n, n_variables), in C order by sample and in Fortran order
    otherwise; several iterations may go on at once. What reaches beyond the matrix is an InputError.
    """

    def __init__(
        self, n_samples: int, n_variables: int, *, tile_length: int, in_memory: bool = False
    ) -> None:
        self.n_samples = n_samples = whole_number("n_samples", n_samples, least=0)
        self.n_variables = n_variables = whole_number("n_variables", n_variables, least=1)
        self.in_memory = an_instance("in_memory", in_memory, bool)
        self._tile_length = max(1, whole_number("tile_length", tile_length, least=0))
        self._n_written = 0
        if in_memory:
            self._numbers = np.empty(n_samples * n_variables)
        else:
            self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115  (closed with the object)
            weakref.finalize(self, self._file.close)

    @classmethod
    def by_sample(cls, n_samples: int, n_variables: int) -> "TemporaryMatrix":
        """Return an empty matrix to be filled and read sample by sample."""
        return cls(n_samples, n_variables, tile_length=1)

    @classmethod
    def by_block(cls, n_samples: int, n_variables: int) -> "TemporaryMatrix":
        """Return an empty matrix to be filled with rectangles and read block by block."""
        n_variables = whole_number("n_variables", n_variables, least=1)
        return cls(n_samples, n_variables, tile_length=block_length(n_variables))

    @classmethod
    def by_variable(
        cls, n_samples: int, n_variables: int, *, in_memory: bool | None = None
    ) -> "TemporaryMatrix":
        """Return an empty matrix whose series are read variable by variable; in memory if it is small, by default."""
        if in_memory is None:
            n_entries = whole_number("n_samples", n_samples) * whole_number("n_variables", n_variables)
            in_memory = n_entries <= MOST_IN_MEMORY
        return cls(n_samples, n_variables, tile_length=n_samples, in_memory=in_memory)

    @classmethod
    def from_blocks(cls, blocks: Iterable[np.ndarray]) -> "TemporaryMatrix":
        """Write (n, n_variables) blocks, which are taken one at a time, and return them to be read again.

        Raises
        ------
        InputError
            If there is no block, or blocks have different numbers of columns.
        """
        matrix = None
        for block in instances("blocks", blocks, object):
            rows = any_numbers("blocks", block, kinds="biuf").astype(np.float64, copy=False)
            if rows.ndim != 2:
                raise InputError(f"blocks must be (n, n_variables), found shape {rows.shape}")
            matrix = cls.by_sample(0, rows.shape[-1]) if matrix is None else matrix
            if rows.shape[1] != matrix.n_variables:
                raise InputError(f"blocks must be (n, {matrix.n_variables}), found shape {rows.shape}")
            start, matrix.n_samples = matrix.n_samples, matrix.n_samples + len(rows)
            matrix.write(start, 0, rows)
        if matrix is None:
            raise InputError("there must be at least one block, found none")
        return matrix

    @property
    def shape(self) -> tuple[int, int]:
        """Numbers of samples and of variables."""
        return self.n_samples, self.n_variables

    def empty_like(self) -> "TemporaryMatrix":
        """Return an empty matrix of the same shape and layout, in memory if this one is."""
        return type(self)(*self.shape, tile_length=self._tile_length, in_memory=self.in_memory)

    def write(self, first_sample: int, first_variable: int, values: np.ndarray) -> None:
        """Write an (n, m) rectangle of real numbers; each entry of the matrix must be written once."""
        values = values if type(values) is np.ndarray else any_numbers("values", values, kinds="biuf")
        if values.ndim != 2 or values.dtype.kind not in "biuf":
            raise InputError(f"values must be an (n, m) array of real numbers, got {shown(values)}")
        first_sample = _checked_first("samples", first_sample, len(values), self.n_samples)
        first_variable = _checked_first("variables", first_variable, values.shape[1], self.n_variables)
        if self._tile_length == 1 and values.shape[1] == self.n_variables:
            self._put(first_sample * self.n_variables, np.ascontiguousarray(values, dtype=np.float64))
        else:
            for tile in self._tiles(first_sample, first_sample + len(values)):
                self._write_part(tile, first_sample, first_variable, values)
        self._n_written += values.size

    def _write_part(self, tile: int, first_sample: int, first_variable: int, values: np.ndarray) -> None:
        begin, end = self._bounds(tile)
        low, high = max(begin, first_sample), min(end, first_sample + len(values))
        part = values[low - first_sample : high - first_sample].T  # (m, n)
        part = np.ascontiguousarray(part, dtype=np.float64)
        if high - low == end - begin:  # then the variables lie together
            self._put(self._place(tile, first_variable, begin), part)
            return
        for index, numbers in enumerate(part):
            self._put(self._place(tile, first_variable + index, low), numbers)

    def series(self, first: int, end: int) -> np.ndarray:
        """Return the series of variables ``first`` to ``end`` - 1, (m, n_samples) float64, not to be written to."""
        self._check_complete()
        first, end = whole_number("first", first), whole_number("end", end)
        _checked_first("variables", first, end - first, self.n_variables)
        if self.in_memory and self._tile_length == self.n_samples:
            return self._numbers[first * self.n_samples : end * self.n_samples].reshape(-1, self.n_samples)
        values = np.empty((end - first, self.n_samples))
        for index in range(end - first):
            self._read(first + index, 0, values[index])
        return values

    def variable_groups(self) -> Iterator[tuple[int, int]]:
        """Yield ranges (first, end) of variables whose series fit into memory together."""
        together = self.n_variables if self.in_memory else MOST_IN_MEMORY // (4 * max(self.n_samples, 1))
        for first in range(0, self.n_variables, max(1, together)):
            yield first, min(first + max(1, together), self.n_variables)

    def __iter__(self) -> Iterator[np.ndarray]:
        """Yield the blocks; RuntimeError if entries were never written."""
        self._check_complete()
        n_rows = self._block_rows()
        for start in range(0, self.n_samples, n_rows):
            yield self._block(start, min(start + n_rows, self.n_samples))

    def shifted(self, offsets: np.ndarray) -> Iterator[np.ndarray]:
        """Yield blocks of the matrix with every variable shifted around the circle of time.

        Parameters
        ----------
        offsets : (n_variables,) int array
            From 0 to n_samples - 1: sample t of a variable comes at t + offset, modulo n_samples.
        """
        self._check_complete()
        offsets, n_rows = any_numbers("offsets", offsets, kinds="iu"), self._block_rows()
        require_shape("offsets", offsets, (self.n_variables,))
        for start in range(0, self.n_samples, n_rows):
            yield self._shifted_block(start, min(start + n_rows, self.n_samples), offsets)

    def _check_complete(self) -> None:
        if self._n_written != self.n_samples * self.n_variables:
            raise RuntimeError(f"of a {self.shape} matrix {self._n_written} entries were written")

    def _block_rows(self) -> int:
        length = block_length(self.n_variables)
        if self._tile_length == 1:
            return length
        return self._tile_length if self._tile_length <= length else _ROWS_OF_LONG_TILES

    def _block(self, start: int, end: int) -> np.ndarray:
        if self._tile_length == 1:
            block = np.empty((end - start, self.n_variables))
            self._get(start * self.n_variables, block)
            return block
        if (start, end) == self._bounds(start // self._tile_length):
            block = np.empty((self.n_variables, end - start))
            self._get(start * self.n_variables, block)
            return block.T
        return self._shifted_block(start, end, np.zeros(self.n_variables, dtype=np.int64))

    def _shifted_block(self, start: int, end: int, offsets: np.ndarray) -> np.ndarray:
        values = np.empty((self.n_variables, end - start))
        for variable, offset in enumerate(offsets):
            first = (start - int(offset)) % self.n_samples
            before_seam = min(end - start, self.n_samples - first)
            self._read(variable, first, values[variable, :before_seam])
            self._read(variable, 0, values[variable, before_seam:])
        return values.T

    def _read(self, variable: int, start: int, out: np.ndarray) -> None:
        """Read successive samples of one variable, from number ``start`` on, into ``out`` (n,)."""
        for tile in self._tiles(start, start + len(out)):
            begin, end = self._bounds(tile)
            low, high = max(begin, start), min(end, start + len(out))
            self._get(self._place(tile, variable, low), out[low - start : high - start])

    def _tiles(self, start: int, end: int) -> range:
        return range(start // self._tile_length, -(-end // self._tile_length) if end > start else 0)

    def _bounds(self, tile: int) -> tuple[int, int]:
        return tile * self._tile_length, min((tile + 1) * self._tile_length, self.n_samples)

    def _place(self, tile: int, variable: int, sample: int) -> int:
        """Return at which number of the file an entry stands."""
        begin, end = self._bounds(tile)
        return begin * self.n_variables + variable * (end - begin) + sample - begin

    def _put(self, place: int, values: np.ndarray) -> None:
        if self.in_memory:
            self._numbers[place : place + values.size] = values.reshape(-1)
            return
        remaining, offset = values.reshape(-1).data.cast("B"), _ITEM * place
        while remaining:  # one system call writes 2 GB at most
            written = os.pwrite(self._file.fileno(), remaining, offset)
            if written == 0:
                raise OSError("the disk of temporary files is full")
            remaining, offset = remaining[written:], offset + written

    def _get(self, place: int, out: np.ndarray) -> None:
        """Read numbers into a contiguous array."""
        if self.in_memory:
            out.reshape(-1)[:] = self._numbers[place : place + out.size]
            return
        remaining, offset = out.reshape(-1).data.cast("B"), _ITEM * place
        while remaining:
            found = os.preadv(self._file.fileno(), [remaining], offset)
            if found == 0:
                raise OSError("a temporary file was cut short")
            remaining, offset = remaining[found:], offset + found


def _checked_first(name: str, first: int, n: int, most: int) -> int:
    """Return the first of n as an int, since sums of numpy's small integers would begin again at 0."""
    first = whole_number(f"the first of the {name}", first)
    if n < 0 or not 0 <= first <= most - n:
        raise InputError(f"{name} must be within 0 to {most}, got {first} to {first + n}")
    return first
