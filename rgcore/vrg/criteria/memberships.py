"""Which sets a transformation is in, and how far it is from the nearest limit."""

from collections.abc import Mapping

import numpy as np

from rgcore.vrg.criteria.thresholds import CRITERIA, SETS, Criterion

__all__ = ["MOST_DECADES", "margin", "memberships", "set_margins"]

MOST_DECADES = 3.0
"""A margin is cut off here: beyond three decades a number is no longer near a limit."""


def margin(value: float, criterion: Criterion) -> float:
    """Return by how many decades a value lies inside a limit; negative outside, from -3 to 3.

    A count is inside or outside by three decades. A value that is NaN is outside, unless the criterion is optional.
    """
    if np.isnan(value):
        return MOST_DECADES if criterion.optional else -MOST_DECADES
    if criterion.kind == "count":
        return MOST_DECADES if value >= criterion.limit else -MOST_DECADES
    sign = 1 if criterion.kind == "most" else -1
    with np.errstate(divide="ignore"):  # of zero
        decades = sign * (np.log10(criterion.limit) - np.log10(value))
    return float(np.clip(decades, -MOST_DECADES, MOST_DECADES))


def set_margins(grades: Mapping[str, float]) -> dict[str, float]:
    """Return the margin of every set: the least of its criteria, of which all must be fulfilled.

    Loosening or tightening all limits by a factor f changes the membership if the margin is below log10 f in size.

    Parameters
    ----------
    grades : mapping of column to value
        The columns that the criteria name.
    """
    margins = {name: margin(grades[each.column], each) for name, each in CRITERIA.items()}
    return {
        f"{name.removeprefix('is_')}_margin": min(margins[each] for each in criteria)
        for name, criteria in SETS.items()
    }


def memberships(margins: Mapping[str, float]) -> dict[str, bool]:
    """Return the sets that a transformation is in: those whose margin is not negative."""
    return {name: bool(margins[f"{name.removeprefix('is_')}_margin"] >= 0) for name in SETS}
