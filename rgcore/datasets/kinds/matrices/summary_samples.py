"""First and last samples that are none: numbers of the variables above a matrix, and means or sums below it.

Means and sums that no sample can be by accident are refused, as rows with the word mean in a table are.
"""

from collections.abc import Sequence

import numpy as np

from rgcore.datasets.raw_samples import ReaderWarnings
from rgcore.errors import InputError

__all__ = ["SummarySamples"]

MOST = 4  # samples at the end that are looked at
FEWEST_VARIABLES, FEWEST_SAMPLES = 4, 20
SAME = 1e-4  # standard deviations


class SummarySamples:
    """The first sample, the last ones, sums over all, and standard deviations in the first block."""

    def __init__(self, n_variables: int) -> None:
        self._n = 0
        self._first: np.ndarray | None = None
        self._last = np.empty((0, n_variables))
        self._sums, self._spread = np.zeros((2, n_variables))

    def add(self, block: np.ndarray) -> None:
        """Look at the next samples, (n, n_variables) float64."""
        if not len(block):
            return
        with np.errstate(over="ignore", invalid="ignore"):  # such numbers are refused elsewhere
            if self._first is None:
                self._first, self._spread = block[0].copy(), block.std(axis=0)
            self._sums += block.sum(axis=0)
        self._n += len(block)
        self._last = np.concatenate([self._last, block[-MOST:]])[-MOST:]

    def warnings(self, _: Sequence[str]) -> ReaderWarnings:
        """Return phrases on such samples; none if an entry is missing, or there are few samples or variables.

        Raises
        ------
        InputError
            If a last sample is the mean of those before it, and not 0 throughout as in centred data, or a sum that is
            far from what independent samples add up to.
        """
        if self._first is None or self._first.size < FEWEST_VARIABLES or self._n < FEWEST_SAMPLES:
            return ReaderWarnings()
        texts, width = [], self._first.size
        second = [self._first[0] + place for place in range(width)]
        if self._first[0] in (0.0, 1.0) and np.array_equal(self._first, second):
            texts.append(
                f"sample 1 is {self._first[0]:g}, {self._first[1]:g}, {self._first[2]:g}, ..., as numbers of the "
                "variables are: leave it out of the file if so"
            )
        with np.errstate(over="ignore", invalid="ignore"):
            return ReaderWarnings(whole=(*texts, *self._below()))

    def _below(self) -> tuple[str, ...]:
        limit = SAME * self._spread
        if not ((limit > 0) & np.isfinite(limit)).all():
            return ()
        for n_last in range(MOST, 0, -1):
            n, row = self._n - n_last, self._last[-n_last]
            sums = self._sums - self._last[-n_last:].sum(axis=0)
            certain = {"mean": bool(row.any()), "sum": bool((np.abs(sums) > np.sqrt(n) * self._spread).all())}
            for word, found in (("mean", sums / n), ("sum", sums)):
                if not (np.abs(row - found) <= limit).all():
                    continue
                what = f"sample {n + 1} of {self._n} is the {word} of those before it"
                if certain[word]:
                    raise InputError(f"must hold samples alone, but {what}: delete the rows from there on")
                return (f"{what}: leave the rows from there on out of the file if it is computed from them",)
        return ()
