"""Samples of any length: in blocks that can be replayed, on disk, and their first and second moments.

A data set is (n_samples, n_variables) numbers, time along the first axis, and need not fit into memory. What analyses
one takes :class:`~rgcore.series.samples.Samples`: an object that yields (n, n_variables) blocks in the order of time,
from the first sample on whenever it is iterated over. A list of arrays is one. Two verbs are enough:

``@replayable`` makes such an object out of a generator function::

    @replayable
    def white_noise(n_blocks, seed):
        rng = np.random.default_rng(seed)  # made here, so that every pass gives the same numbers
        for _ in range(n_blocks):
            yield rng.standard_normal((1000, 50))

``batches`` reads one, cut where the analysis wants it and not where the file happened to be::

    edges = block_edges(n_samples, n_blocks=20)  # blocks of time, for standard errors
    for block, batch in batches(white_noise(8, seed=1), n_rows=512, edges=edges):
        sums[block] += batch.sum(axis=0)

``as_samples`` takes what a user has: an array, a data frame, a data set, blocks, a generator and others, see
docs/reference/inputs.md.
:class:`~rgcore.series.temporary_matrix.TemporaryMatrix` stores samples that come only once, or are needed variable by
variable. ``sample_moments`` computes mean, covariance and autocorrelation time in one pass.
"""

from typing import TYPE_CHECKING

from rgcore.lazy import import_when_used

if TYPE_CHECKING:
    from rgcore.series.moments import SampleMoments, sample_moments
    from rgcore.series.samples import Samples, as_samples, batches, replayable
    from rgcore.series.temporary_matrix import TemporaryMatrix

__all__ = [
    "SampleMoments",
    "Samples",
    "TemporaryMatrix",
    "as_samples",
    "batches",
    "replayable",
    "sample_moments",
]

import_when_used(__name__)
