"""A run of samples that repeats an earlier one in the same order, as of a paste or an export that was added twice."""

from typing import NamedTuple

import numpy as np

__all__ = ["Run", "longest_repeated_run"]

MOST_SAMPLES = 2 * 10**6  # that are put in order
MOST_TIMES = 4  # a sample comes, to be rare: silence and other frequent samples repeat by accident
FEWEST = 10  # rare samples of a run
MOST_LAGS = 8  # that are looked at, the most frequent first


class Run(NamedTuple):
    """``n`` samples from ``first`` on, counted from 0, that repeat those ``lag`` samples earlier."""

    first: int
    lag: int
    n: int


def longest_repeated_run(digests: np.ndarray) -> Run | None:
    """Return the longest run of samples that equals an earlier one; None if it has few samples that are rare.

    Samples that come often, such as those without any event, are the same in many places by accident. Ten that come at
    most four times each are not at one distance from their last place, and in one run.

    Parameters
    ----------
    digests : (n_samples,) uint64 array
        A number per sample, the same where samples are.
    """
    if not FEWEST < len(digests) <= MOST_SAMPLES:
        return None
    repeats, lags = _rare_repeats(digests)
    distances, counts = np.unique(lags, return_counts=True)
    often = np.argsort(-counts, kind="stable")[:MOST_LAGS]
    runs = [
        run
        for lag in distances[often[counts[often] >= FEWEST]]
        if (run := _longest_at(digests, int(lag), repeats[lags == lag])) is not None
    ]
    return max(runs, key=lambda run: run.n, default=None)


def _rare_repeats(digests: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the places of rare samples that came before, and how far before."""
    order = np.argsort(digests, kind="stable")
    ordered = digests[order]
    starts = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1]))
    times = np.diff(np.append(starts, len(digests)))
    again = np.ones(len(digests), dtype=bool)
    again[starts] = False
    again &= np.repeat(times <= MOST_TIMES, times)
    later = np.flatnonzero(again)
    return order[later], order[later] - order[later - 1]


def _longest_at(digests: np.ndarray, lag: int, rare: np.ndarray) -> Run | None:
    """Return the longest run with enough rare samples that repeats what is ``lag`` samples earlier."""
    same = np.concatenate([[False], digests[lag:] == digests[:-lag], [False]])
    firsts, ends = np.flatnonzero(~same[:-1] & same[1:]) + lag, np.flatnonzero(same[:-1] & ~same[1:]) + lag
    n_rare = np.diff(np.searchsorted(np.sort(rare), np.append(firsts, len(digests))))
    enough = np.flatnonzero(n_rare >= FEWEST)
    if not enough.size:
        return None
    place = enough[np.argmax((ends - firsts)[enough])]
    return Run(int(firsts[place]), lag, int(ends[place] - firsts[place]))
