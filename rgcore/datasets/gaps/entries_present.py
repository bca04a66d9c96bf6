"""How many entries of samples with gaps are present, and about which mean and width they lie."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rgcore.datasets.size_limits import MINIMUM_SAMPLES
from rgcore.errors import InputError
from rgcore.series.samples import Samples

__all__ = ["EntriesPresent", "entries_present"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntriesPresent:
    """Numbers and moments of the entries present.

    Attributes
    ----------
    n_samples : int
    together : (n_variables, n_variables) float64 array
        Number of samples in which both variables are present.
    mean, width : (n_variables,) float64 arrays
        Means and standard deviations of single variables.
    """

    n_samples: int
    together: np.ndarray
    mean: np.ndarray
    width: np.ndarray

    @property
    def n_missing(self) -> np.ndarray:
        """Missing entries of each variable, (n_variables,)."""
        return self.n_samples - np.diag(self.together)

    def refuse_too_few(self, names: Sequence[str]) -> None:
        """Raise InputError unless a covariance of all variables can be estimated, and inverted."""
        if self.n_samples <= len(self.width):
            raise InputError(
                f"a regression on {len(self.width)} variables must have more samples than that, found "
                f"{self.n_samples}: write then: drop_samples, or fewer variables"
            )
        if self.together.min() < MINIMUM_SAMPLES:
            one, other = np.unravel_index(self.together.argmin(), self.together.shape)
            pair = names[one] if one == other else f"{names[one]} and {names[other]}"
            raise InputError(
                f"variables must be present together in at least {MINIMUM_SAMPLES} samples, found "
                f"{self.together.min():.0f} for {pair}: write a smaller drop_variables_above, or leave one out"
            )
        if not self.width.all():
            raise InputError(f"variables must vary, but constant is {names[int(self.width.argmin())]}")


def entries_present(samples: Samples) -> EntriesPresent:
    """Count and average in one pass, about the first entry of each variable so that a large mean loses no digits.

    Raises
    ------
    InputError
        If an entry is infinite or there is no sample.
    """
    n_samples, reference, together, sums, squares = 0, None, 0.0, 0.0, 0.0
    for block in samples:
        if np.isinf(block).any():
            raise InputError("samples must be finite numbers, or NaN where an entry is missing, found inf")
        present = ~np.isnan(block)
        reference = np.full(block.shape[1], np.nan) if reference is None else reference
        firsts = (
            np.take_along_axis(block, present.argmax(axis=0)[None], axis=0)[0] if len(block) else reference
        )
        reference = np.where(np.isnan(reference), firsts, reference)
        values, weights = np.where(present, block - reference, 0.0), present.astype(np.float64)
        n_samples, together = n_samples + len(block), together + weights.T @ weights
        sums, squares = sums + values.sum(axis=0), squares + (values**2).sum(axis=0)
    if reference is None:
        raise InputError("samples must be at least one, found none")
    number = np.maximum(np.diag(together), 1)
    mean = sums / number
    width = np.sqrt(np.maximum(squares / number - mean**2, 0.0))
    return EntriesPresent(n_samples=n_samples, together=together, mean=reference + mean, width=width)
