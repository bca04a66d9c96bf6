"""Fill the missing entries of samples."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rgcore.arguments.objects import one_of
from rgcore.datasets.gaps.comparison import Comparison
from rgcore.datasets.gaps.donors import donors
from rgcore.datasets.gaps.entries_present import EntriesPresent, entries_present
from rgcore.datasets.gaps.moments import GapMoments, em_moments, pairwise_moments
from rgcore.datasets.gaps.regression import precision_of, regress
from rgcore.series.block_length import block_length
from rgcore.series.moments import correlation_of
from rgcore.series.samples import Samples, as_samples, batches, replayable, variable_names
from rgcore.series.temporary_matrix import TemporaryMatrix

__all__ = ["FilledSamples", "fill_gaps"]

_METHODS = {"pairwise": pairwise_moments, "em": em_moments}
_ROUNDS = 2  # of residuals, because those who lend them have gaps themselves


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledSamples:
    """Samples without a gap, taken wherever samples are.

    Attributes
    ----------
    blocks : Samples
        Fresh (n, n_variables) float64 arrays from a temporary file; entries that were present are as they were.
    correlation : (n_variables, n_variables) float64 array
        The positive semidefinite estimate from the entries present, by which the others were filled.
    phrases : tuple of str
        What was filled, how, and what changed; as in :class:`rgcore.datasets.decisions.Decisions`.
    """

    blocks: Samples
    correlation: np.ndarray
    phrases: tuple[str, ...]

    def __samples__(self) -> Samples:
        """Return the samples."""
        return self.blocks


def fill_gaps(samples: object, method: str) -> FilledSamples:
    """Return samples whose missing entries are filled by regression on those present, plus a residual.

    The residual is that of the same regression in another sample, a near one in which the entries are present
    (:func:`rgcore.datasets.gaps.donors.donors`): nothing is drawn at random. Parts of the samples of some 16 MB are
    filled each by itself.

    Memory: a few blocks and (n_variables, n_variables) matrices, and 8 bytes an entry in a temporary file in the folder
    that ``TMPDIR`` names, twice that with ``em``. Time: six passes over the samples or the file, and those of ``em``;
    some n_variables^2 operations a sample in each, and m^3 for a sample with m gaps.

    Parameters
    ----------
    samples : (n_samples, n_variables) numbers, or blocks of such
        Whatever :func:`rgcore.series.as_samples` takes, NaN where an entry is missing.
    method : "pairwise" or "em"
        How mean and covariance are estimated: :mod:`rgcore.datasets.gaps.moments`.

    Raises
    ------
    InputError
        If there are no more samples than variables, two variables are present together in fewer than 20 samples, one is
        constant, an entry is infinite, or ``em`` does not settle.
    """
    one_of("method", method, tuple(_METHODS))
    samples = as_samples(samples)
    present = entries_present(samples)
    present.refuse_too_few(variable_names(samples) or [f"v{place}" for place in range(len(present.width))])
    moments = _METHODS[method](_standardized(samples, present))
    comparison = Comparison(len(present.width))
    filled = TemporaryMatrix.from_blocks(_filled(samples, present, moments, comparison))
    n_missing, n_variables = present.n_missing, len(present.width)
    phrase = (
        f"filled {n_missing.sum():.0f} missing entries, {100 * n_missing.mean() / present.n_samples:.2g} % of all and "
        f"at most {100 * n_missing.max() / present.n_samples:.2g} % of one of {n_variables} variables, by regression "
        f"on the entries present plus the residual of another sample (then: {method})"
    )
    return FilledSamples(
        blocks=filled,
        correlation=correlation_of(moments.covariance),
        phrases=(phrase, moments.phrase, *comparison.phrases(_comparable(filled, present))),
    )


@replayable
def _standardized(samples: Samples, present: EntriesPresent) -> Iterator[np.ndarray]:
    for block in samples:
        yield (block - present.mean) / present.width


@replayable
def _comparable(samples: Samples, present: EntriesPresent) -> Iterator[np.ndarray]:
    """Yield samples about their means, in one unit for all variables, so that modes are those of the covariance."""
    for block in samples:
        yield (block - present.mean) / present.width.max()


def _filled(
    samples: Samples, present: EntriesPresent, moments: GapMoments, comparison: Comparison
) -> Iterator[np.ndarray]:
    """Yield filled samples and add them to the comparison; they do not depend on how the samples come in blocks."""
    precision = precision_of(moments.covariance, moments.uncertain)
    n_parts = -(-present.n_samples // block_length(len(present.width)))
    edges = np.linspace(0, present.n_samples, n_parts + 1).astype(int)
    for _, batch in batches(samples, present.n_samples, edges):
        gaps = np.isnan(batch)
        deviations = (batch - present.mean) / present.width - moments.mean
        filled = (_without_gaps(deviations, gaps, precision) + moments.mean) * present.width
        comparison.add(filled / present.width.max(), gaps)
        yield np.where(gaps, filled + present.mean, batch)


def _without_gaps(deviations: np.ndarray, gaps: np.ndarray, precision: np.ndarray) -> np.ndarray:
    """Return standardized deviations from the mean with their gaps filled, (n, n_variables)."""
    values = np.where(gaps, 0.0, deviations)
    if not gaps.any():
        return values
    regress(values, gaps, precision)
    lenders = donors(gaps)
    for _ in range(_ROUNDS):
        residuals = (values @ precision)[lenders]
        values[gaps] = 0.0
        regress(values, gaps, precision, residuals)
    return values
