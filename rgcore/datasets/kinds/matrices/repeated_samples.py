"""Samples that are the same in all variables: of an array that was not filled, or of a file that holds some twice."""

from collections.abc import Sequence

import numpy as np

from rgcore.datasets.kinds.matrices.constant_stretches import is_unlikely
from rgcore.datasets.kinds.matrices.pasted_samples import longest_repeated_run
from rgcore.datasets.raw_samples import ReaderWarnings

__all__ = ["RepeatedSamples"]

MOST_SAMPLES = 10**7  # 80 MB of digests
ENTRIES_AT_ONCE = 2**18
MOST_COPIES = 3


class RepeatedSamples:
    """Digests of all samples, by which equal ones are found."""

    def __init__(self, n_variables: int) -> None:
        odd = np.random.default_rng(n_variables).integers(2**63, size=n_variables, dtype=np.uint64)
        self._weights = odd * np.uint64(2) + np.uint64(1)
        self._digests: list[np.ndarray] = []
        self.n_samples = 0

    def add(self, block: np.ndarray) -> None:
        """Look at the next samples, (n, n_variables) float64."""
        first = self.n_samples
        self.n_samples += len(block)
        n_rows = max(1, ENTRIES_AT_ONCE // block.shape[1])
        for start in range(0, len(block) if self.n_samples <= MOST_SAMPLES else 0, n_rows):
            rows = np.ascontiguousarray(block[start : start + n_rows])
            bits = rows.view(np.uint64)
            mixed = bits ^ (bits >> np.uint64(29))  # small integers have zeros in their last bits
            digests = (mixed * self._weights).sum(axis=1, dtype=np.uint64)
            gaps = np.flatnonzero(np.isnan(rows[:, 0]))
            gaps = gaps[np.isnan(rows[gaps]).all(axis=1)]
            # missing, so not the same
            digests[gaps] = (first + start + gaps).astype(np.uint64) * self._weights[0]
            self._digests.append(digests)

    def warnings(self, _: Sequence[str]) -> ReaderWarnings:
        """Return phrases on samples that are the same; none for more than 10^7 samples."""
        if not 2 <= self.n_samples <= MOST_SAMPLES:
            return ReaderWarnings()
        digests = np.concatenate(self._digests)
        return ReaderWarnings(whole=(*_stretch(digests), *_copies(digests)))


def _stretch(digests: np.ndarray) -> tuple[str, ...]:
    """Return a phrase on the longest stretch of equal samples, if it is unlikely; it names the end of the array."""
    starts = np.concatenate([[0], 1 + np.flatnonzero(digests[1:] != digests[:-1])])
    lengths = np.diff(np.append(starts, len(digests)))
    place = int(lengths.argmax())
    n, first, n_repeats = int(lengths[place]), int(starts[place]), len(digests) - len(starts)
    if n == len(digests) or not is_unlikely(n, n_repeats, len(digests)):
        return ()
    if first + n == len(digests):
        which = f"the last {n} of {len(digests)} samples"
        return (
            f"{which} are the same in all variables: leave them out of the file if it was not filled to its end",
        )
    return (f"samples {first + 1} to {first + n} of {len(digests)} are the same in all variables",)


def _copies(digests: np.ndarray) -> tuple[str, ...]:
    for n_copies in range(2, MOST_COPIES + 1):
        n, rest = divmod(len(digests), n_copies)
        if not rest and n > 1 and (digests[n:] == digests[:-n]).all() and (digests != digests[0]).any():
            return (
                f"samples {n + 1} to {len(digests)} repeat samples 1 to {n}: was the file written several times?",
            )
    run = longest_repeated_run(digests)
    if run is None:
        return ()
    first, last = run.first + 1, run.first + run.n
    return (
        f"samples {first} to {last} of {len(digests)} repeat samples {first - run.lag} to {last - run.lag} in all "
        "variables: leave them out of the file if they were added twice",
    )
