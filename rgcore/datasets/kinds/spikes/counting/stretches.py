"""The stretches of time that spikes are counted in: what the config names, and what the file states."""

from dataclasses import dataclass

import numpy as np

from rgcore.datasets.decisions import NO_DECISIONS, Decisions
from rgcore.datasets.formats.cards import Vectors
from rgcore.datasets.settings import DatasetSettings
from rgcore.datasets.time_intervals import common_intervals, joined_intervals
from rgcore.errors import InputError

__all__ = ["ANY_TIME", "Stretches", "common_stretches"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretches:
    """Stretches of time.

    Attributes
    ----------
    intervals : (n, 2) float64 array or None
        Joined intervals in seconds; None for any time.
    observed : bool
        Whether all variables were observed throughout, so that silence in them is silence.
    repeats : int
        How many times the same stretches come, in trials that are laid one after another.
    decisions : Decisions
    """

    intervals: np.ndarray | None = None
    observed: bool = False
    repeats: int = 1
    decisions: Decisions = NO_DECISIONS


ANY_TIME = Stretches()


def common_stretches(found: Vectors, settings: DatasetSettings, source: str) -> Stretches:
    """Return the stretches that lie within what the file states and within the intervals of the config.

    Raises
    ------
    InputError
        If the config names a table of intervals, and the file holds none, or if nothing is left.
    """
    if found.inside is None and settings.during is None:
        return ANY_TIME
    within = [] if found.inside is None else [found.inside]
    if isinstance(settings.during, tuple):
        within.append(joined_intervals(np.array(settings.during, dtype=np.float64)))
    elif settings.during is not None and found.inside is None:
        raise InputError(
            f"{source} must hold the table of intervals that during names, but only .nwb files do: write [start, stop] "
            "in seconds, such as during: [[0, 600]]"
        )
    intervals = common_intervals(within)
    if not len(intervals):
        raise InputError(
            f"{source} must have time within the intervals of during, found none: write during in seconds of its clock"
        )
    n = len(intervals)
    stretches = f"{n} stretches of time that follow one another" if n > 1 else "1 stretch of time"
    made = (f"samples are from {stretches} (during)",)
    return Stretches(
        intervals=intervals,
        observed=found.observed,
        decisions=Decisions(made=made if settings.during is not None or n > 1 else ()),
    )
