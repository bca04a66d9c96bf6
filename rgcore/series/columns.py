"""Samples kept by variable, so that a whole series is at hand though all of them together may not fit in memory."""

import tempfile
import weakref
from collections.abc import Iterator

import numpy as np

__all__ = ["MOST_IN_MEMORY", "ColumnStore"]

MOST_IN_MEMORY = 2**24  # entries, 128 MB
_N_ROWS = 4096
_ITEM = 8


class ColumnStore:
    """A matrix of samples stored by variable: in memory if small, else in an anonymous temporary file.

    The file goes when this object goes.

    Parameters
    ----------
    n_samples, n_variables : int
    most_in_memory : int
        Entries; a matrix with more goes to a file.
    """

    def __init__(self, n_samples: int, n_variables: int, *, most_in_memory: int = MOST_IN_MEMORY) -> None:
        self.n_samples, self.n_variables = n_samples, n_variables
        self.in_memory = n_samples * n_variables <= most_in_memory
        if self.in_memory:
            self._array = np.empty((n_variables, n_samples))
        else:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115  (open as long as the object lives)
            weakref.finalize(self, self._file.close)

    def put_rows(self, start: int, rows: np.ndarray) -> None:
        """Write (n, n_variables) samples from number ``start`` on."""
        if self.in_memory:
            self._array[:, start : start + len(rows)] = rows.T
            return
        for variable, values in enumerate(np.ascontiguousarray(rows.T, dtype=np.float64)):
            self._write(variable, start, values)

    def put_series(self, first: int, series: np.ndarray) -> None:
        """Write the (n, n_samples) series of the variables from number ``first`` on."""
        if self.in_memory:
            self._array[first : first + len(series)] = series
            return
        for place, values in enumerate(np.ascontiguousarray(series, dtype=np.float64)):
            self._write(first + place, 0, values)

    def series(self, first: int, end: int) -> np.ndarray:
        """Return the series of variables ``first`` to ``end`` - 1, (n, n_samples) float64, not to be written to."""
        if self.in_memory:
            return self._array[first:end]
        values = np.empty((end - first, self.n_samples))
        for place in range(end - first):
            self._read(first + place, 0, values[place])
        return values

    def groups(self) -> Iterator[tuple[int, int]]:
        """Yield ranges (first, end) of variables whose series fit in memory together."""
        together = self.n_variables if self.in_memory else max(1, MOST_IN_MEMORY // (4 * self.n_samples))
        for first in range(0, self.n_variables, together):
            yield first, min(first + together, self.n_variables)

    def rows(self, start: int, end: int, offsets: np.ndarray) -> np.ndarray:
        """Return samples ``start`` to ``end`` - 1 of the variables shifted around the circle.

        Parameters
        ----------
        start, end : int
        offsets : (n_variables,) int array
            From 0 to n_samples - 1: what stood at t stands at t + offset.

        Returns
        -------
        (end - start, n_variables) float64 array
        """
        values = np.empty((self.n_variables, end - start))
        for variable, offset in enumerate(offsets):
            first = (start - int(offset)) % self.n_samples
            before_seam = min(end - start, self.n_samples - first)
            self._read(variable, first, values[variable, :before_seam])
            self._read(variable, 0, values[variable, before_seam:])
        return values.T

    def __iter__(self) -> Iterator[np.ndarray]:
        """Yield blocks of samples, (n, n_variables) float64 each, in order of time."""
        yield from self.shifted(np.zeros(self.n_variables, dtype=np.int64))

    def shifted(self, offsets: np.ndarray) -> Iterator[np.ndarray]:
        """Yield blocks of samples with each variable shifted around the circle, as :meth:`rows`."""
        for start in range(0, self.n_samples, _N_ROWS):
            yield self.rows(start, min(start + _N_ROWS, self.n_samples), offsets)

    def _write(self, variable: int, start: int, values: np.ndarray) -> None:
        self._file.seek(_ITEM * (variable * self.n_samples + start))
        self._file.write(values.data)

    def _read(self, variable: int, start: int, values: np.ndarray) -> None:
        if self.in_memory:
            values[:] = self._array[variable, start : start + len(values)]
            return
        self._file.seek(_ITEM * (variable * self.n_samples + start))
        if len(values):
            self._file.readinto(values.data.cast("B"))
