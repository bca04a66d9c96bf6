"""One pass over a recording: all that its selection and its report need, in memory of a few blocks and N^2 numbers.

Means and products are taken within each block about its own mean and joined by the update of Chan, Golub and LeVeque,
The American Statistician 37, 242 (1983), relative to the mean of the first block: a large mean costs no digits.
"""

from dataclasses import dataclass

import numpy as np

from rgcore.datasets.kinds.recording import Recording
from rgcore.errors import InputError

__all__ = ["Survey", "Treatment", "survey"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """What is done to every sample before it counts: left out if it has a gap, counts above 1 taken as 1."""

    drop_samples: bool = False
    binary: bool = False

    def kept(self, block: np.ndarray) -> np.ndarray:
        """Return the (n,) mask of the samples of a block that are kept."""
        return ~np.isnan(block).any(axis=1) if self.drop_samples else np.ones(len(block), dtype=bool)

    def apply(self, block: np.ndarray) -> np.ndarray:
        """Return the kept samples of a block as they count; may be the block itself."""
        kept = self.kept(block)
        values = block if kept.all() else block[kept]
        return np.minimum(values, 1.0) if self.binary else values


@dataclass(slots=True, kw_only=True)
class Survey:
    """What was found; arrays are (n_variables,), over the entries of kept samples that are there.

    ``n_missing`` counts all samples; ``at_smallest`` and ``at_largest`` are the numbers of the first samples with these
    values; the mean is ``offset`` from ``reference``; ``products`` (n_variables, n_variables) sums the products of
    deviations from the mean, and means something for variables without gaps, on its diagonal for all; ``first_gap`` is
    (sample, variable) or None.
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
        """Mean of the entries; means nothing without one."""
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


def survey(recording: Recording, treatment: Treatment) -> Survey:
    """Pass once over a recording.

    Raises
    ------
    InputError
        If an entry is infinite; names file, variable and sample.
    """
    found = _nothing_yet(len(recording.variables))
    first = 0
    for block in recording.blocks:
        gaps = None
        if not np.isfinite(block).all():
            gaps = np.isnan(block)
            _refuse_infinite(block, recording, first)
            found.n_missing += gaps.sum(axis=0)
            if found.first_gap is None and gaps.any():
                sample, variable = np.argwhere(gaps)[0]
                found.first_gap = (first + int(sample), int(variable))
        numbers = first + np.flatnonzero(treatment.kept(block))
        if treatment.binary:
            found.n_clipped += (block[numbers - first] > 1).sum(axis=0)
        if numbers.size:
            _add(found, treatment.apply(block), numbers, None if treatment.drop_samples else gaps)
        first += len(block)
    return found


def _nothing_yet(n_variables: int) -> Survey:
    return Survey(
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


def _refuse_infinite(block: np.ndarray, recording: Recording, first: int) -> None:
    infinite = np.isinf(block)
    if infinite.any():
        sample, variable = np.argwhere(infinite)[0]
        raise InputError(
            f"{recording.source} must hold finite numbers, found inf in variable {recording.variables[variable]}, "
            f"{recording.sample_name(first + int(sample))}"
        )


def _add(found: Survey, values: np.ndarray, numbers: np.ndarray, gaps: np.ndarray | None) -> None:
    """Add kept samples, whose numbers in the recording are given; ``gaps`` is their mask of missing entries."""
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


def _add_extremes(found: Survey, values: np.ndarray, numbers: np.ndarray, gaps: np.ndarray | None) -> None:
    low = (values if gaps is None else np.where(gaps, np.inf, values)).min(axis=0)
    high = (values if gaps is None else np.where(gaps, -np.inf, values)).max(axis=0)
    lower, higher = low < found.smallest, high > found.largest
    found.at_smallest[lower] = numbers[(values[:, lower] == low[lower]).argmax(axis=0)]
    found.at_largest[higher] = numbers[(values[:, higher] == high[higher]).argmax(axis=0)]
    found.smallest[lower], found.largest[higher] = low[lower], high[higher]
