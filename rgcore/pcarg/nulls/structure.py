"""What is known of a recording beside its samples: trials, and a covariate that was recorded with them."""

from dataclasses import dataclass

import numpy as np

from rgcore.arguments.arrays import real_array
from rgcore.arguments.scalars import whole_number
from rgcore.errors import InputError

__all__ = ["NO_STRUCTURE", "Structure", "covariate_bins", "grouped_samples"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """Trials and covariate of a recording.

    Attributes
    ----------
    trial_length : int, optional
        Samples of a trial; the recording is trials of this length one after the other.
    bins : (n_samples,) int64 array, optional
        Bin of the covariate that each sample is in, from 0 on (:func:`covariate_bins`).
    """

    trial_length: int | None = None
    bins: np.ndarray | None = None

    def check(self, n_samples: int) -> None:
        """Raise InputError unless the structure is one of so many samples."""
        if self.trial_length is not None:
            length = whole_number("trial_length", self.trial_length, least=1)
            if n_samples % length or n_samples < 2 * length:
                raise InputError(
                    f"trial_length must divide the {n_samples} samples into at least two trials, got {length}"
                )
        if self.bins is not None and len(self.bins) != n_samples:
            raise InputError(
                f"a covariate must have one value for each of the {n_samples} samples, got {len(self.bins)}"
            )


NO_STRUCTURE = Structure()


def covariate_bins(values: np.ndarray, n_bins: int) -> np.ndarray:
    """Return bins of nearly equal numbers of samples, (n_samples,) int64; of few distinct values one bin for each.

    Parameters
    ----------
    values : (n_samples,) real array
        Finite.
    n_bins : int
        At least 2. Equal values share a bin, so that there may be fewer.

    Raises
    ------
    InputError
        If a value is not finite, or all are equal.
    """
    values = real_array("covariate", values, ("n_samples",))
    n_bins = whole_number("n_bins", n_bins, least=2)
    distinct, place = np.unique(values, return_inverse=True)
    if len(distinct) < 2:
        raise InputError(f"a covariate must have two values at least, found {distinct[0]:g} throughout")
    if len(distinct) <= n_bins:
        return place
    inner = np.quantile(values, np.arange(1, n_bins) / n_bins)
    return np.unique(np.searchsorted(inner, values, side="right"), return_inverse=True)[1]


def grouped_samples(groups: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the samples group by group, (n_samples,), and the place at which each group starts, and the last one ends.

    Parameters
    ----------
    groups : (n_samples,) int array
        Number of the group of each sample, from 0 on.
    """
    starts = np.concatenate([[0], np.cumsum(np.bincount(groups))])
    return np.argsort(groups, kind="stable"), starts
