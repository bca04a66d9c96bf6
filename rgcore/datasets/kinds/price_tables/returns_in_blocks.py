"""Returns in arrays, which may be larger than memory: what shows that they are no returns is summed block by block."""

from collections.abc import Iterator, Sequence

import numpy as np

from rgcore.datasets.kinds.price_tables.other_numbers import refuse_levels, refuse_positive
from rgcore.datasets.size_limits import MINIMUM_SAMPLES
from rgcore.series import Samples, replayable

__all__ = ["checked_returns"]


@replayable
def checked_returns(blocks: Samples, shares: Sequence[str], source: str) -> Iterator[np.ndarray]:
    """Yield the blocks, and raise InputError at their end if they are prices or levels; parameters as of the checks."""
    sums = None
    for block in blocks:
        sums = _Sums(block.shape[1]) if sums is None else sums
        with np.errstate(over="ignore", invalid="ignore"):  # numbers too large are refused elsewhere
            sums.add(block)
        yield block
    if sums is not None:
        refuse_positive(sums.smallest, sums.largest, shares, source)
        refuse_levels(sums.steps(), shares, source)


class _Sums:
    """Extremes, squares of deviations from the first number and of steps, of every column; arrays are (n_columns,)."""

    def __init__(self, n_columns: int) -> None:
        self.smallest, self.largest = np.full(n_columns, np.inf), np.full(n_columns, -np.inf)
        self._first, self._last = np.full(n_columns, np.nan), np.full(n_columns, np.nan)
        self._n, self._sum, self._squares, self._of_steps = np.zeros((4, n_columns))

    def add(self, block: np.ndarray) -> None:
        for column, numbers in enumerate(block.T):
            present = numbers[np.isfinite(numbers)]
            if not present.size:
                continue
            if not self._n[column]:
                self._first[column] = self._last[column] = present[0]
            deviations = present - self._first[column]
            self.smallest[column] = min(self.smallest[column], present.min())
            self.largest[column] = max(self.largest[column], present.max())
            self._n[column] += present.size
            self._sum[column] += deviations.sum()
            self._squares[column] += deviations @ deviations
            steps = np.diff(present, prepend=self._last[column])
            self._of_steps[column] += steps @ steps
            self._last[column] = present[-1]

    def steps(self) -> np.ndarray:
        """Return the mean squared step in units of the variance; NaN for short and constant columns."""
        n = np.maximum(self._n, 1)
        with np.errstate(over="ignore", invalid="ignore"):
            variance = self._squares / n - (self._sum / n) ** 2
        known = (self._n >= MINIMUM_SAMPLES) & (variance > 0)
        return np.where(known, self._of_steps / np.maximum(n - 1, 1) / np.where(known, variance, 1.0), np.nan)
