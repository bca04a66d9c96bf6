"""The ways in which a part of a run is compared with a reference, and how far it may deviate."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["LIMITS", "SHARE_OF_STANDARD_ERROR", "Deviation", "Verdict", "Way", "way_of"]

Way = Literal["bits", "tolerance", "errors"]
"""Bit by bit; within a tolerance for other rounding; or within standard errors."""

LIMITS: dict[Way, float] = {"bits": 1.0, "tolerance": 1.0, "errors": 5.0}
"""Largest deviation that counts as agreement, in tolerances (under "bits" too) or standard errors.

Of 10,000 normal numbers one exceeds 5 standard errors with a probability of 0.6 %.
"""

SHARE_OF_STANDARD_ERROR = 1e-3
"""By how much of its standard error a drawn number may change if sums are rounded in another order."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """One deviation: its size in the unit of its way, infinite where nothing can be measured, and a clause on it."""

    size: float
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How a part compares. ``deviations`` are sorted, the largest first; those beyond the limit are faults."""

    part: str
    kind: str
    way: Way
    n_rows: int
    n_cells: int
    deviations: tuple[Deviation, ...]

    @property
    def faults(self) -> tuple[Deviation, ...]:
        """The deviations that are too large."""
        return tuple(each for each in self.deviations if not each.size <= LIMITS[self.way])


def way_of(kind: str, *, same_arithmetic: bool, same_seed: bool) -> Way:
    """Return the way in which numbers of one kind are compared."""
    if same_arithmetic and (same_seed or kind == "exact"):
        return "bits"
    if kind == "exact" or (kind == "drawn" and same_seed):
        return "tolerance"
    return "errors"
