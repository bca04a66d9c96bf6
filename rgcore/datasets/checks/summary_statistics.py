"""One pass over the samples: counts, means, products and extremes, in memory of a few blocks and N^2 numbers.

Means and products are taken within each block about its own mean and joined by the update of Chan, Golub and LeVeque,
The American Statistician 37, 242 (1983), relative to the mean of the first block: a large mean loses no digits.
"""

from dataclasses import dataclass

import numpy as np
from threadpoolctl import threadpool_limits

from rgcore.datasets.checks.preprocessing import Preprocessing
from rgcore.datasets.raw_samples import RawSamples
from rgcore.errors import InputError

__all__ = ["SummaryStatistics", "summary_statistics"]


@dataclass(slots=True, kw_only=True)
class SummaryStatistics:
    """Statistics of every variable; arrays are (n_variables,), over the entries of kept samples that are present.

    Attributes
    ----------
    n_samples : int
        Samples kept.
    n_missing : int64 array
        Missing entries of all samples, kept or not.
    n_present, n_clipped : int64 arrays
        Entries that are present, and those above 1 that were taken as 1.
    reference, offset : float64 arrays
        Their sum is the mean; the reference is the mean of the first block.
    products : (n_variables, n_variables) float64 array
        Sums of products of deviations from the mean. Elements off the diagonal are defined for pairs of variables
        without a missing entry.
    smallest, largest : float64 arrays
    at_smallest, at_largest : int64 arrays
        Numbers of the first samples with these values.
    first_gap : (sample, variable) or None
        The first missing entry.
    """

    n_samples: int
    n_missing: np.ndarray
    n_present: np.ndarray
    n_clipped: np.ndarray
    reference: np.ndarray
    offset: np.ndarray
    products: np.ndarray
    smallest: np.ndarray
    largest: np.ndarray
    at_smallest: np.ndarray
    at_largest: np.ndarray
    first_gap: tuple[int, int] | None = None

    @property
    def mean(self) -> np.ndarray:
        """Mean of the entries; undefined for a variable without one."""
        return np.where(self.constant, self.smallest, self.reference + self.offset)

    @property
    def constant(self) -> np.ndarray:
        """Mask of the variables that never change."""
        return self.smallest == self.largest

    @property
    def standard_deviation(self) -> np.ndarray:
        """Root mean square deviation from the mean; 0 if constant, NaN without an entry."""
        with np.errstate(invalid="ignore"):
            widths = np.sqrt(np.diag(self.products) / self.n_present)
        return np.where(self.constant, 0.0, widths)


def summary_statistics(raw: RawSamples, preprocessing: Preprocessing) -> SummaryStatistics:
    """Compute the statistics in one pass.

    Raises
    ------
    InputError
        If an entry is infinite; names file, variable and sample.
    """
    with threadpool_limits(
        1, user_api="blas"
    ):  # on a computer that others use, threads wait for one another in every block
        return _in_one_pass(raw, preprocessing)


def _in_one_pass(raw: RawSamples, preprocessing: Preprocessing) -> SummaryStatistics:
    found = _without_samples(len(raw.variables))
    first = 0
    for block in raw.blocks:
        gaps = None
        if not np.isfinite(block).all():
            gaps = np.isnan(block)
            _refuse_infinite(block, raw, first)
            found.n_missing += gaps.sum(axis=0)
            if found.first_gap is None and gaps.any():
                sample, variable = np.argwhere(gaps)[0]
                found.first_gap = (first + int(sample), int(variable))
        kept = preprocessing.kept(block)
        numbers = first + np.flatnonzero(kept)
        if gaps is not None:
            gaps = gaps[kept] if gaps[kept].any() else None
        if preprocessing.binary:
            found.n_clipped += (block[numbers - first] > 1).sum(axis=0)
        if numbers.size:
            with np.errstate(
                over="ignore", invalid="ignore"
            ):  # numbers as large as that are refused afterwards
                _add(found, preprocessing.apply(block), numbers, gaps)
        first += len(block)
    return found


def _without_samples(n_variables: int) -> SummaryStatistics:
    return SummaryStatistics(
        n_samples=0,
        **{name: np.zeros(n_variables, dtype=np.int64) for name in ("n_missing", "n_present", "n_clipped")},
        reference=np.zeros(n_variables),
        offset=np.zeros(n_variables),
        products=np.zeros((n_variables, n_variables)),
        smallest=np.full(n_variables, np.inf),
        largest=np.full(n_variables, -np.inf),
        at_smallest=np.zeros(n_variables, dtype=np.int64),
        at_largest=np.zeros(n_variables, dtype=np.int64),
    )


def _refuse_infinite(block: np.ndarray, raw: RawSamples, first: int) -> None:
    infinite = np.isinf(block)
    if infinite.any():
        sample, variable = np.argwhere(infinite)[0]
        raise InputError(
            f"{raw.source} must hold finite numbers, found inf in variable {raw.variables[variable]}, "
            f"{raw.sample_name(first + int(sample))}: write NaN in the file if it is a missing entry"
        )


def _add(found: SummaryStatistics, values: np.ndarray, numbers: np.ndarray, gaps: np.ndarray | None) -> None:
    """Add kept samples, whose numbers among all samples are given; ``gaps`` is their mask of missing entries."""
    present = np.full(values.shape[1], len(values)) if gaps is None else len(values) - gaps.sum(axis=0)
    _add_extremes(found, values, numbers, gaps)
    sums = values.sum(axis=0) if gaps is None else np.where(gaps, 0.0, values).sum(axis=0)
    found.reference = np.where(found.n_present > 0, found.reference, sums / np.maximum(present, 1))
    centred = values - found.reference
    if gaps is not None:
        centred[gaps] = 0.0
    mean = centred.sum(axis=0) / np.maximum(present, 1)
    centred -= mean
    if gaps is not None:
        centred[gaps] = 0.0
    total = np.maximum(found.n_present + present, 1)
    step = mean - found.offset
    shift = step * np.sqrt(found.n_present * (present / total))
    found.products += centred.T @ centred
    found.products += np.outer(shift, shift)
    found.offset += step * (present / total)
    found.n_present += present
    found.n_samples += len(values)


def _add_extremes(
    found: SummaryStatistics, values: np.ndarray, numbers: np.ndarray, gaps: np.ndarray | None
) -> None:
    low = (values if gaps is None else np.where(gaps, np.inf, values)).min(axis=0)
    high = (values if gaps is None else np.where(gaps, -np.inf, values)).max(axis=0)
    lower, higher = low < found.smallest, high > found.largest
    found.at_smallest[lower] = numbers[(values[:, lower] == low[lower]).argmax(axis=0)]
    found.at_largest[higher] = numbers[(values[:, higher] == high[higher]).argmax(axis=0)]
    found.smallest[lower], found.largest[higher] = low[lower], high[higher]
