"""Variables that rise or fall from the first sample to the last, as times, dates and numbers of rows do."""

from collections.abc import Iterator

import numpy as np

__all__ = ["MonotoneVariables"]

FEWEST_SAMPLES = 20  # with fewer, a variable may be in order by accident
FEWEST_LEVELS = 3  # a step, such as of a stimulus that is switched on once, has two
GLANCE_ROWS = 22  # by so many samples most variables are seen to rise and to fall


class MonotoneVariables:
    """Which variables have risen, or fallen, up to some sample; missing entries are passed over."""

    def __init__(self) -> None:
        self.n_samples = 0
        self._variables = None  # (n,) int array of those that may be in order
        self._last = self._n_rises = self._n_falls = None  # (n,) of each of them

    def add(self, block: np.ndarray) -> None:
        """Look at the next samples, (n, n_variables) real numbers."""
        if self._variables is None:
            self._begin(block.shape[1])
            self._look(block[:GLANCE_ROWS])
            block, n_seen = block[GLANCE_ROWS:], min(len(block), GLANCE_ROWS)
            self.n_samples += n_seen
        self._look(block)
        self.n_samples += len(block)

    def found(self) -> Iterator[tuple[int, str]]:
        """Yield each variable that takes at least three values in order, and "rises" or "falls".

        There is none among fewer than 20 samples.
        """
        if self._variables is None or self.n_samples < FEWEST_SAMPLES:
            return
        for variable, n_rises, n_falls in zip(self._variables, self._n_rises, self._n_falls, strict=True):
            if n_rises + n_falls + 1 >= FEWEST_LEVELS:
                yield int(variable), "rises" if n_rises else "falls"

    def _begin(self, n_variables: int) -> None:
        self._variables, self._last = np.arange(n_variables), np.full(n_variables, np.nan)
        self._n_rises = self._n_falls = np.zeros(n_variables, dtype=np.int64)

    def _look(self, rows: np.ndarray) -> None:
        if not len(rows) or not len(self._variables):
            return
        numbers = np.vstack([self._last, rows[:, self._variables].astype(np.float64)])
        numbers = _last_present(numbers)
        self._n_rises = self._n_rises + (numbers[1:] > numbers[:-1]).sum(axis=0)
        self._n_falls = self._n_falls + (numbers[1:] < numbers[:-1]).sum(axis=0)
        kept = (self._n_rises == 0) | (self._n_falls == 0)
        self._last = numbers[-1, kept]
        self._variables, self._n_rises, self._n_falls = (
            each[kept] for each in (self._variables, self._n_rises, self._n_falls)
        )


def _last_present(numbers: np.ndarray) -> np.ndarray:
    """Return numbers with each missing entry replaced by the last one before it that is present, if there is one."""
    gaps = np.isnan(numbers)
    if not gaps[1:].any():
        return numbers
    rows = np.where(gaps, 0, np.arange(len(numbers))[:, None])
    return np.take_along_axis(numbers, np.maximum.accumulate(rows, axis=0), axis=0)
