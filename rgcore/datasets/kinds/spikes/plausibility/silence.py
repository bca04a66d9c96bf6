"""Stretches of a recording in which no cell fires, and cells that are silent at its beginning or its end.

Bins between two sessions, or of cells that a sorter lost, hold zeros that nothing measured, and raise the kurtosis.
"""

from collections.abc import Mapping, Sequence

import numpy as np

__all__ = ["silences"]

SHORTEST = 10.0  # s without a spike of any cell
TIMES_LONGER = 10.0  # than 99 % of the intervals between successive spikes of all cells
LARGEST_PART = 0.01  # of a recording that may be such stretches
AT_AN_END = 0.25  # of a recording without a spike of a cell, before its first or after its last
UNLIKELY = 1e-6  # probability of this for independent spikes of the same number
MOST_LISTED = 3
MOST_PIECES = 10**7  # of a recording, by which silence is looked for before spikes are put in order


def silences(trains: Mapping[str, np.ndarray]) -> tuple[str, ...]:
    """Return phrases on silence that was perhaps not measured; spike trains are (n_spikes,) float64 in seconds."""
    known = {name: train[~np.isnan(train)] for name, train in trains.items()}
    there = [train for train in known.values() if train.size]
    first, last = min(map(np.min, there), default=0.0), max(map(np.max, there), default=0.0)
    if first == last:
        return ()
    gaps = _gaps(there, first, last)
    return (*_of_all(gaps, first, last), *_of_cells(known, gaps, first, last))


def _gaps(trains: Sequence[np.ndarray], first: float, last: float) -> np.ndarray:
    """Return first and last time of the long stretches without a spike, (n, 2), where they are a large part."""
    none = np.empty((0, 2))
    if not _has_silent_piece(trains, first, last):
        return none
    spikes = np.sort(np.concatenate(trains))
    intervals = np.diff(spikes)
    long = intervals > max(SHORTEST, TIMES_LONGER * np.quantile(intervals, 0.99))
    if intervals[long].sum() <= LARGEST_PART * (last - first):
        return none
    return np.column_stack([spikes[:-1][long], spikes[1:][long]])


def _has_silent_piece(trains: Sequence[np.ndarray], first: float, last: float) -> bool:
    """Return whether a piece of half the shortest stretch has no spike, as every stretch contains one."""
    width = SHORTEST / 2
    if (last - first) / width > MOST_PIECES:
        return True
    fires = np.zeros(int((last - first) // width) + 1, dtype=bool)
    for train in trains:
        fires[((train - first) // width).astype(np.int64)] = True
    return not fires.all()


def _of_all(gaps: np.ndarray, first: float, last: float) -> tuple[str, ...]:
    if not len(gaps):
        return ()
    inside = np.column_stack([[first, *gaps[:, 1]], [*gaps[:, 0], last]])
    several = f"{len(gaps)} stretches, the first" if len(gaps) > 1 else "a stretch"
    listed = ", ".join(f"[{start:.6g}, {stop:.6g}]" for start, stop in inside)
    write = f"during: [{listed}]" if len(gaps) <= MOST_LISTED else "those that were under during"
    return (
        f"no cell has a spike in {several} from {gaps[0, 0]:.6g} to {gaps[0, 1]:.6g} s, "
        f"{np.diff(gaps).sum():.4g} of {last - first:.4g} s in all: if nothing was recorded there, write "
        f"{write}",
    )


def _of_cells(
    known: Mapping[str, np.ndarray], gaps: np.ndarray, first: float, last: float
) -> tuple[str, ...]:
    """Return a phrase on cells with many spikes, none of them in the first or last quarter of what was recorded."""
    duration = last - first - np.diff(gaps).sum()
    silent = {}
    for name, train in known.items():
        if not train.size:
            continue
        before = train.min() - first - _within(gaps, train.min())
        after = duration - (train.max() - first - _within(gaps, train.max()))
        part = max(before, after) / duration
        if part > AT_AN_END and (1 - part) ** train.size < UNLIKELY:
            silent[name] = f"before {train.min():.6g} s" if before > after else f"after {train.max():.6g} s"
    if not silent:
        return ()
    name, when = next(iter(silent.items()))
    if len(silent) == 1:
        return (
            f"{name} has no spike {when}, {AT_AN_END:.0%} of the recording or more: was it recorded throughout?",
        )
    return (
        f"{len(silent)} of {len(known)} cells have no spike in {AT_AN_END:.0%} of the recording or more at its start "
        f"or end, {name} {when}: were they recorded throughout?",
    )


def _within(gaps: np.ndarray, time: float) -> float:
    """Return how much of the stretches without a spike lies before a time."""
    return float(np.clip(time - gaps[:, 0], 0, np.diff(gaps)[:, 0]).sum())
