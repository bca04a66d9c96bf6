"""A count far above all others of its cell, as an artifact or a code of a missing entry gives."""

from collections.abc import Sequence

import numpy as np

from rgcore.datasets.raw_samples import ReaderWarnings

__all__ = ["LoneCounts"]

FAR = 10  # times the second largest count
FEWEST = 20  # spikes in a bin that are unusual


class LoneCounts:
    """The two largest different counts of each cell, and the sample of the largest."""

    def __init__(self, n_variables: int) -> None:
        self._largest, self._second = np.zeros(n_variables), np.zeros(n_variables)
        self._place = np.zeros(n_variables, dtype=np.int64)
        self._n_samples = 0

    def add(self, block: np.ndarray) -> None:
        """Look at the next samples, (n, n_variables) float64; NaN is no count."""
        largest = np.fmax.reduce(block, axis=0, initial=0.0)
        many = np.flatnonzero(largest >= FEWEST)  # of the others the second is not needed
        second = np.zeros_like(largest)
        second[many] = np.where(block[:, many] < largest[many], block[:, many], 0.0).max(axis=0, initial=0.0)
        for variable in np.flatnonzero(largest > self._largest):
            place = int(np.argmax(block[:, variable] == largest[variable]))
            self._place[variable] = self._n_samples + place + 1
        lower = np.where(largest == self._largest, 0.0, np.minimum(largest, self._largest))
        self._second = np.maximum(np.maximum(self._second, second), lower)
        self._largest = np.maximum(self._largest, largest)
        self._n_samples += len(block)

    def warnings(self, variables: Sequence[str]) -> ReaderWarnings:
        """Return a phrase on each cell with such a count."""
        far = (self._largest >= FEWEST) & (self._largest > FAR * self._second) & (self._second > 0)
        return ReaderWarnings(
            by_variable={
                variables[place]: (
                    f"{self._largest[place]:g} spikes in sample {self._place[place]}, while the next largest count is "
                    f"{self._second[place]:g}: is it one?",
                )
                for place in np.flatnonzero(far)
            }
        )
