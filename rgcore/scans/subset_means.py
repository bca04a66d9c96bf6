"""Means over random subsets of the variables of one size."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rgcore.scans.measures import Measured
from rgcore.stats.jackknife import jackknife_error

__all__ = ["SubsetMean", "change_from", "means_over"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsetMean:
    """One number as a mean over subsets; attributes as of ``Measured``.

    ``time_error`` is the standard error of the mean from the jackknife over time, ``subset_std`` the standard deviation
    over the subsets, NaN of a single one.
    """

    name: str
    n_kept: int
    asked: float
    value: float
    time_error: float
    subset_std: float
    n_subsets: int
    replicates: np.ndarray | None
    note: str

    @property
    def key(self) -> tuple[str, float]:
        """Name and what was asked for."""
        return self.name, self.asked

    @property
    def subset_error(self) -> float:
        """Standard error of the mean from the choice of the subsets; 0 of a single one, of all variables."""
        return 0.0 if self.n_subsets == 1 else self.subset_std / np.sqrt(self.n_subsets)

    @property
    def error(self) -> float:
        """Standard error of the mean from both."""
        return float(np.hypot(self.time_error, self.subset_error))


def means_over(found: Sequence[Sequence[Measured]]) -> list[SubsetMean]:
    """Return the mean over subsets of each number that all of them have, in the order of the first."""
    by_key = [{each.key: each for each in subset} for subset in found]
    return [
        _mean([subset[key] for subset in by_key]) for key in by_key[0] if all(key in some for some in by_key)
    ]


def _mean(parts: Sequence[Measured]) -> SubsetMean:
    values = np.array([part.value for part in parts])
    notes = [part.note for part in parts if np.isnan(part.value)]
    replicates = None
    if all(part.replicates is not None for part in parts):
        replicates = np.mean([part.replicates for part in parts], axis=0)
        time_error = float(jackknife_error(replicates))
    else:
        time_error = float(np.mean([part.error for part in parts]))  # as if subsets shared all of their noise
    return SubsetMean(
        name=parts[0].name,
        n_kept=parts[0].n_kept,
        asked=parts[0].asked,
        value=float(values.mean()),
        time_error=time_error,
        subset_std=float(values.std(ddof=1)) if len(parts) > 1 else np.nan,
        n_subsets=len(parts),
        replicates=replicates,
        note=f"{notes[0]} ({len(notes)} of {len(parts)} subsets)" if notes else "",
    )


def change_from(whole: SubsetMean, new: SubsetMean) -> tuple[float, float]:
    """Return the value minus that of all variables, and the standard error of the difference."""
    if new.replicates is None or whole.replicates is None:
        return new.value - whole.value, float(np.hypot(new.error, whole.error))
    in_time = jackknife_error(new.replicates - whole.replicates)
    return new.value - whole.value, float(np.hypot(in_time, new.subset_error))
