"""Long stretches in which a variable does not change, as of a channel that is stuck or lost."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rgcore.datasets.raw_samples import ReaderWarnings

__all__ = ["ConstantStretches", "Stretch", "is_unlikely"]

SHORTEST = 20  # samples of a stretch that is reported
STEP = SHORTEST // 2  # a stretch has the same number in two successive samples of so many
TIMES_EXPECTED = 10  # the longest stretch of independent repetitions


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """``n`` samples in which a variable has one value; ``first`` counts samples from 1."""

    first: int
    n: int
    value: float

    def __str__(self) -> str:
        """Return the words for messages."""
        return f"{self.value:.6g} in samples {self.first} to {self.first + self.n - 1}"


def is_unlikely(n: int, n_repeats: int, n_samples: int) -> bool:
    """Return whether a stretch of ``n`` equal samples is much longer than repetitions outside it explain.

    Independent repetitions, of a share p of all steps, make stretches of up to log(n_samples) / log(1 / p); ten times
    that is unlikely. ``n_repeats`` are the steps without a change, those in the stretch among them.
    """
    n_steps = n_samples - n
    share = (n_repeats - (n - 1)) / n_steps if n_steps > 0 else 0.0
    if share >= 1:
        return False
    expected = math.log(n_samples) / -math.log(share) if share > 0 else 1.0
    return n >= max(SHORTEST, TIMES_EXPECTED * expected)


class ConstantStretches:
    """The longest stretch of every variable, found block by block."""

    def __init__(self, n_variables: int) -> None:
        self.n_samples = 0
        self._last = np.full((1, n_variables), np.nan)
        self._start = np.zeros(n_variables, dtype=np.int64)  # of the stretch that goes on
        self._n_repeats = np.zeros(n_variables, dtype=np.int64)
        self._longest = np.ones(n_variables, dtype=np.int64)
        self._first = np.zeros(n_variables, dtype=np.int64)
        self._value = np.full(n_variables, np.nan)

    def add(self, block: np.ndarray) -> None:
        """Look at the next samples, (n, n_variables)."""
        if not len(block):
            return
        rows = np.concatenate([self._last, block])
        coarse = rows[::STEP]
        going_on = (rows[0] == rows[1]) | (rows[-1] == rows[-2])
        looked_at = going_on | (coarse[1:] == coarse[:-1]).any(axis=0)
        changed = np.ascontiguousarray((rows[1:] != rows[:-1])[:, looked_at].T)
        self._start[~looked_at] = self.n_samples + len(block) - 1
        for variable, changes in zip(np.flatnonzero(looked_at), changed, strict=True):
            self._look(variable, np.flatnonzero(changes), block)
        self.n_samples += len(block)
        self._last = rows[-1:].copy()

    def _look(self, variable: int, changes: np.ndarray, block: np.ndarray) -> None:
        starts = np.concatenate([[self._start[variable]], self.n_samples + changes])
        lengths = np.diff(np.append(starts, self.n_samples + len(block)))
        self._n_repeats[variable] += len(block) - len(changes)
        place = int(lengths.argmax())
        if lengths[place] > self._longest[variable]:
            self._longest[variable], self._first[variable] = lengths[place], starts[place]
            self._value[variable] = block[max(0, starts[place] - self.n_samples), variable]
        self._start[variable] = starts[-1]

    def found(self) -> dict[int, Stretch]:
        """Return the longest stretch of each variable for which it is unlikely; those that never change have none."""
        each = zip(self._longest, self._first, self._value, self._n_repeats, strict=True)
        return {
            variable: Stretch(first=int(first) + 1, n=int(n), value=float(value))
            for variable, (n, first, value, n_repeats) in enumerate(each)
            if n < self.n_samples and is_unlikely(int(n), int(n_repeats), self.n_samples)
        }

    def warnings(self, variables: Sequence[str]) -> ReaderWarnings:
        """Return a phrase for each variable with a long stretch, unless all have the same one."""
        found = self.found()
        if len(found) == len(variables) and len({(each.first, each.n) for each in found.values()}) == 1:
            return ReaderWarnings()
        return ReaderWarnings(
            by_variable={variables[place]: (f"constant, {stretch}",) for place, stretch in found.items()}
        )
