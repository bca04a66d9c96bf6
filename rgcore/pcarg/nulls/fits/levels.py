"""Variables that take few whole values, as normal variables that cross thresholds."""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from rgcore.pcarg.nulls.observed_data import ObservedData

__all__ = ["MOST_VALUES", "Levels", "find_levels", "lacking_counts"]

MOST_VALUES = 100  # of a variable: the time to solve a pair grows with the product of their numbers
_WHOLE = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """What variables are as sums of steps, one wherever a normal variable of unit variance exceeds a threshold.

    Attributes
    ----------
    starts : (n_variables + 1,) int64 array
        Variable i has the entries starts[i] to starts[i + 1] of the next three.
    thresholds, steps : (n_levels,) float64 arrays
        Thresholds ascend within a variable; steps are positive.
    ranks : (n_levels,) int64 array
        Number of samples below the threshold.
    lowest : (n_variables,) float64 array
        Smallest value of each variable minus its mean.
    """

    starts: np.ndarray
    thresholds: np.ndarray
    steps: np.ndarray
    ranks: np.ndarray
    lowest: np.ndarray

    @property
    def slopes(self) -> np.ndarray:
        """Covariance of each variable with the normal variable behind it, (n_variables,) float64."""
        densities = self.steps * np.exp(-0.5 * self.thresholds**2) / np.sqrt(2 * np.pi)
        return np.add.reduceat(densities, self.starts[:-1])


def lacking_counts(data: ObservedData) -> str:
    """Return why variables are no counts; "" if they are whole numbers, each variable of at most 100 values."""
    for variable, values in _whole_values(data):
        if values is None:
            return f"samples that are whole numbers, and variable {variable + 1} is not"
        if len(np.unique(values)) > MOST_VALUES:
            return f"variables of at most {MOST_VALUES} values each, and variable {variable + 1} has more"
    return ""


def find_levels(data: ObservedData) -> Levels:
    """Return the levels of data that are counts (:func:`lacking_counts`)."""
    n_samples, mean = data.columns.n_samples, data.moments.mean
    steps, ranks, lowest = [], [], []
    for variable, series in _whole_values(data):
        values, counts = np.unique(series, return_counts=True)
        steps.append(np.diff(values))
        ranks.append(np.cumsum(counts)[:-1])
        lowest.append(values[0] - mean[variable])
    joined = np.concatenate(ranks)
    return Levels(
        starts=np.cumsum([0, *map(len, ranks)]),
        thresholds=ndtri(joined / n_samples),
        steps=np.concatenate(steps).astype(np.float64),
        ranks=joined,
        lowest=np.array(lowest),
    )


def _whole_values(data: ObservedData):
    """Yield the number of each variable and its (n_samples,) values, None where one is not whole."""
    for first, end in data.columns.variable_groups():
        for variable, series in enumerate(data.columns.series(first, end), start=first):
            values = series + data.moments.mean[variable]
            whole = np.rint(values)
            yield variable, whole if np.abs(values - whole).max() < _WHOLE else None
