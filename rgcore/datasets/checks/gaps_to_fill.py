"""Fill what is missing in the samples and variables that are kept."""

from collections.abc import Iterator

import numpy as np

from rgcore.datasets.checks.missing_and_constant import kept_names
from rgcore.datasets.checks.preprocessing import Preprocessing
from rgcore.datasets.checks.summary_statistics import SummaryStatistics
from rgcore.datasets.gaps.fill import FilledSamples, fill_gaps
from rgcore.datasets.raw_samples import RawSamples
from rgcore.series.inputs.cards import Table

__all__ = ["fill_kept"]


def fill_kept(
    raw: RawSamples,
    preprocessing: Preprocessing,
    found: SummaryStatistics,
    variables: np.ndarray,
    method: str,
) -> FilledSamples:
    """Return the samples and variables that are kept, with their gaps filled.

    The products of ``found``, which are not defined for pairs with gaps, become those of the correlations by which the
    gaps are filled.

    Parameters
    ----------
    raw : RawSamples
    preprocessing : Preprocessing
    found : SummaryStatistics
        Of these samples after this preprocessing.
    variables : (n_variables,) bool array
        Which are kept.
    method : "pairwise" or "em"
    """

    def blocks() -> Iterator[np.ndarray]:
        for block in raw.blocks:
            yield preprocessing.apply(block)[:, variables]

    filled = fill_gaps(Table(blocks, kept_names(raw, variables)), method)
    kept = np.ix_(variables, variables)
    deviation = np.sqrt(np.diag(found.products[kept]))
    found.products[kept] = filled.correlation * np.outer(deviation, deviation)
    return filled
