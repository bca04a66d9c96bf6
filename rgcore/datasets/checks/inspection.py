"""A closer look at the few variables that the first pass found suspicious: one pass more, only if there are any."""

from dataclasses import dataclass

import numpy as np

from rgcore.datasets.checks.survey import Survey, Treatment
from rgcore.datasets.kinds.recording import Recording

__all__ = ["JUMP", "Inspection", "inspect", "largest_deviations"]

JUMP = 15.0  # standard deviations; Student t with 5 degrees of freedom gives one in about 10**5 samples
SAME = 1 - 1e-9  # correlation of variables that are compared entry by entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """``n_jumps`` (n_variables,) counts entries beyond ``JUMP``; ``same_as`` has the first variable with the same
    entries in all samples kept, or -1; ``twin`` the most correlated other kept variable, or -1, and ``correlation``
    (both (n_variables,)) with it.
    """

    n_jumps: np.ndarray
    same_as: np.ndarray
    twin: np.ndarray
    correlation: np.ndarray


def inspect(
    recording: Recording, treatment: Treatment, found: Survey, variables: np.ndarray, *, jumps: bool
) -> Inspection:
    """Look for entries far out, if ``jumps`` are asked for, and for pairs of kept variables that are one and the same.

    Parameters
    ----------
    recording : Recording
    treatment : Treatment
    found : Survey
        Of this recording under this treatment.
    variables : (n_variables,) bool array
        Which are kept.
    jumps : bool
    """
    kept = np.flatnonzero(variables)
    correlation = _correlation_of_others(found.products[np.ix_(kept, kept)])
    twin, nearest = np.full(len(variables), -1), np.full(len(variables), np.nan)
    places = correlation.argmax(axis=1)
    twin[kept], nearest[kept] = kept[places], correlation[np.arange(len(kept)), places]
    same_as = np.full(len(variables), -1)
    same_as[kept] = _candidates(correlation, found, kept)
    far = jumps & (largest_deviations(found) > JUMP)
    n_jumps, differ = _count(recording, treatment, found, np.flatnonzero(far), same_as)
    same_as[differ] = -1
    return Inspection(n_jumps=n_jumps, same_as=same_as, twin=twin, correlation=nearest)


def largest_deviations(found: Survey) -> np.ndarray:
    """Return the largest absolute deviation from the mean in standard deviations; NaN for a constant variable."""
    widths = found.standard_deviation
    reach = np.maximum(found.largest - found.mean, found.mean - found.smallest)
    return np.divide(reach, widths, out=np.full(len(widths), np.nan), where=widths > 0)


def _correlation_of_others(products: np.ndarray) -> np.ndarray:
    """Return the correlation matrix, in place of the products, with -inf on its diagonal."""
    widths = np.sqrt(np.diag(products))
    products /= widths
    products /= widths[:, None]
    np.fill_diagonal(products, -np.inf)
    return products


def _candidates(correlation: np.ndarray, found: Survey, kept: np.ndarray) -> np.ndarray:
    """Return for each kept variable the first other one whose numbers so far are the same, or -1."""
    rows, columns = np.nonzero(correlation > SAME)
    alike = np.ones(len(rows), dtype=bool)
    for numbers in (found.smallest, found.largest, found.at_smallest, found.at_largest):
        alike &= numbers[kept[rows]] == numbers[kept[columns]]
    first = np.full(len(kept), -1)
    for row, column in zip(rows[alike][::-1], columns[alike][::-1], strict=True):
        first[row] = kept[column]
    return first


def _count(
    recording: Recording, treatment: Treatment, found: Survey, far: np.ndarray, same_as: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the number of jumps, and which variables differ from the one they seemed to be the same as."""
    n_jumps, differ = np.zeros(len(same_as), dtype=np.int64), np.zeros(len(same_as), dtype=bool)
    paired = np.flatnonzero(same_as >= 0)
    if not far.size and not paired.size:
        return n_jumps, differ
    mean, width = found.mean[far], found.standard_deviation[far]
    for block in recording.blocks:
        values = treatment.apply(block)
        n_jumps[far] += (np.abs(values[:, far] - mean) / width > JUMP).sum(axis=0)
        differ[paired] |= (values[:, paired] != values[:, same_as[paired]]).any(axis=0)
    return n_jumps, differ
