"""Intervals of time in seconds, as (n, 2) float64 arrays of starts and ends that ascend and do not overlap."""

from collections.abc import Iterable
from functools import reduce

import numpy as np

__all__ = ["common_intervals", "joined_intervals", "total_length"]


def joined_intervals(intervals: np.ndarray) -> np.ndarray:
    """Return (n, 2) intervals in any order as their union: sorted, and one where several overlap or touch."""
    ordered = intervals[np.argsort(intervals[:, 0], kind="stable")]
    if not len(ordered):
        return ordered
    latest = np.maximum.accumulate(ordered[:, 1])
    begins = np.concatenate([[True], ordered[1:, 0] > latest[:-1]])
    ends = np.concatenate([latest[:-1][begins[1:]], latest[-1:]])
    return np.column_stack([ordered[begins, 0], ends])


def common_intervals(several: Iterable[np.ndarray]) -> np.ndarray:
    """Return the times that lie within each of several sets of joined intervals."""
    return reduce(_common, several)


def total_length(intervals: np.ndarray) -> float:
    """Return the sum of the lengths of joined intervals, in seconds."""
    return float((intervals[:, 1] - intervals[:, 0]).sum())


def _common(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Return the overlaps of two sets: each begins where one begins while the other lasts."""
    if first.shape == second.shape and (first == second).all():
        return first
    begins = np.unique(np.concatenate([first[:, 0], second[:, 0]]))
    ends = np.minimum(_end_of_current(first, begins), _end_of_current(second, begins))
    lasting = ends > begins
    return np.column_stack([begins[lasting], ends[lasting]])


def _end_of_current(intervals: np.ndarray, times: np.ndarray) -> np.ndarray:
    """Return the end of the interval that each time lies in, -inf outside of all."""
    if not len(intervals):
        return np.full(len(times), -np.inf)
    place = np.searchsorted(intervals[:, 0], times, side="right") - 1
    ends = np.where(place >= 0, intervals[np.maximum(place, 0), 1], -np.inf)
    return np.where(ends > times, ends, -np.inf)
