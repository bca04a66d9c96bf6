"""Values far from the mean, and variables that are the same: a second pass, over suspicious variables only."""

from dataclasses import dataclass

import numpy as np

from rgcore.datasets.checks.preprocessing import Preprocessing
from rgcore.datasets.checks.robust_scale import is_short, robust_scale
from rgcore.datasets.checks.summary_statistics import SummaryStatistics
from rgcore.datasets.raw_samples import RawSamples

__all__ = ["JUMP", "SAME", "JumpsAndDuplicates", "find_jumps_and_duplicates", "largest_deviations"]

JUMP = 15.0  # times the scale; Student t with 5 degrees of freedom gives one in about 10**5 samples
NO_VARIANCE = 1e-10  # of a combination of standardized variables
MOST_COMBINED = 1000  # variables of which combinations are looked for
SAME = 1 - 1e-9  # correlation of variables that are compared entry by entry


@dataclass(frozen=True, slots=True, kw_only=True)
class JumpsAndDuplicates:
    """Jumps and duplicates of every variable; arrays are (n_variables,).

    Attributes
    ----------
    n_jumps : int64 array
        Entries more than ``JUMP`` times the scale from the mean.
    scale : float64 array
        Standard deviations; of short series without outliers, see :mod:`rgcore.datasets.checks.robust_scale`.
    same_as : int array
        The first variable with the same entries in all samples kept; -1 if there is none.
    most_correlated : int array
        The other kept variable with the correlation of largest size; -1 for a variable that is not kept.
    correlation : float64 array
        The correlation with it.
    share : float64 array
        Part of the entry with the largest deviation in the fourth moment about the mean; 0 without jumps.
    combined : tuple of int
        Variables that depend on one another linearly, beside copies and multiples; () if none do.
    """

    n_jumps: np.ndarray
    scale: np.ndarray
    same_as: np.ndarray
    most_correlated: np.ndarray
    correlation: np.ndarray
    share: np.ndarray
    combined: tuple[int, ...] = ()


def find_jumps_and_duplicates(
    raw: RawSamples,
    preprocessing: Preprocessing,
    found: SummaryStatistics,
    variables: np.ndarray,
    *,
    jumps: bool,
) -> JumpsAndDuplicates:
    """Look for values far from the mean, if ``jumps`` is set, and for pairs of kept variables with the same values.

    Parameters
    ----------
    raw : RawSamples
    preprocessing : Preprocessing
    found : SummaryStatistics
        Of these samples after this preprocessing.
    variables : (n_variables,) bool array
        Which are kept.
    jumps : bool
    """
    kept = np.flatnonzero(variables)
    correlation = _correlation_of_others(found.products[np.ix_(kept, kept)])
    most_correlated, largest = np.full(len(variables), -1), np.full(len(variables), np.nan)
    rows = np.arange(len(kept))
    places, lowest = correlation.argmax(axis=1), correlation.argmin(axis=1)
    places = np.where(-correlation[rows, lowest] > correlation[rows, places], lowest, places)
    most_correlated[kept], largest[kept] = kept[places], correlation[rows, places]
    combined = kept[_combined(correlation, found.n_samples)]
    same_as = np.full(len(variables), -1)
    same_as[kept] = _candidates(correlation, found, kept)
    scale = found.standard_deviation
    if jumps and is_short(found.n_samples, beyond=JUMP):
        scale = robust_scale(raw, preprocessing, found, beyond=JUMP)
    far = np.flatnonzero(jumps & (_reach(found) > JUMP * scale) & (scale > 0))
    limits = found.mean[far] + JUMP * scale[far] * np.array([[-1.0], [1.0]])
    n_jumps, differ, fourth = _count(raw, preprocessing, far, limits, same_as)
    same_as[differ] = -1
    share = np.zeros(len(variables))
    share[far] = _reach(found)[far] ** 4 / fourth
    return JumpsAndDuplicates(
        n_jumps=n_jumps,
        scale=scale,
        same_as=same_as,
        most_correlated=most_correlated,
        correlation=largest,
        share=share,
        combined=tuple(combined.tolist()),
    )


def largest_deviations(found: SummaryStatistics) -> np.ndarray:
    """Return the largest absolute deviation from the mean in standard deviations; NaN for a constant variable."""
    widths = found.standard_deviation
    return np.divide(_reach(found), widths, out=np.full(len(widths), np.nan), where=widths > 0)


def _reach(found: SummaryStatistics) -> np.ndarray:
    return np.maximum(found.largest - found.mean, found.mean - found.smallest)


def _correlation_of_others(products: np.ndarray) -> np.ndarray:
    """Return the correlation matrix, in place of the products, with 0 on its diagonal."""
    widths = np.sqrt(np.diag(products))
    products /= widths
    products /= widths[:, None]
    np.fill_diagonal(products, 0.0)
    return products


def _combined(correlation: np.ndarray, n_samples: int) -> np.ndarray:
    """Return the places of variables with a weight in a combination that does not vary; none if there are too many.

    Multiples of one variable are left out: they are warned of by themselves.
    """
    single = ~(np.triu(np.abs(correlation) > SAME).any(axis=0))
    n = int(single.sum())
    if not 2 < n <= MOST_COMBINED or n_samples <= n:
        return np.zeros(0, dtype=int)
    values, vectors = np.linalg.eigh(correlation[np.ix_(single, single)] + np.eye(n))
    weights = np.abs(vectors[:, values < NO_VARIANCE]).max(axis=1, initial=0.0)
    return np.flatnonzero(single)[weights > 0.1 * weights.max(initial=1e-9)]


def _candidates(correlation: np.ndarray, found: SummaryStatistics, kept: np.ndarray) -> np.ndarray:
    """Return for each kept variable the first other one whose statistics are the same, or -1."""
    rows, columns = np.nonzero(correlation > SAME)
    alike = np.ones(len(rows), dtype=bool)
    for numbers in (found.smallest, found.largest, found.at_smallest, found.at_largest):
        alike &= numbers[kept[rows]] == numbers[kept[columns]]
    first = np.full(len(kept), -1)
    for row, column in zip(rows[alike][::-1], columns[alike][::-1], strict=True):
        first[row] = kept[column]
    return first


def _count(
    raw: RawSamples,
    preprocessing: Preprocessing,
    far: np.ndarray,
    limits: np.ndarray,
    same_as: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the number of entries of the variables ``far`` outside their limits, (2, n_far).

    Also return which variables differ from the one they seemed to be the same as, and the sums of fourth powers of the
    deviations of the variables ``far`` from their means, (n_far,).
    """
    n_jumps, differ = np.zeros(len(same_as), dtype=np.int64), np.zeros(len(same_as), dtype=bool)
    paired, fourth, mean = np.flatnonzero(same_as >= 0), np.zeros(len(far)), limits.mean(axis=0)
    if not far.size and not paired.size:
        return n_jumps, differ, fourth
    for block in raw.blocks:
        values = preprocessing.apply(block)
        n_jumps[far] += ((values[:, far] < limits[0]) | (values[:, far] > limits[1])).sum(axis=0)
        fourth += np.nansum((values[:, far] - mean) ** 4, axis=0)
        differ[paired] |= (values[:, paired] != values[:, same_as[paired]]).any(axis=0)
    return n_jumps, differ, fourth
