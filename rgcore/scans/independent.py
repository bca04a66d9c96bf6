"""The null of a scan: the same variables made independent by shifts in time, before they are arranged anew."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.random import Generator

from rgcore.scans.measures import Measured
from rgcore.series.circular_shift import shifted_samples
from rgcore.series.moments import SampleMoments
from rgcore.series.samples import Samples, batches
from rgcore.series.temporary_matrix import TemporaryMatrix

__all__ = ["independent_draws", "over_draws"]


def independent_draws(
    samples: Samples, moments: SampleMoments, n_draws: int, *, rng: Generator
) -> list[Samples]:
    """Return sets of samples with each variable shifted in time by an offset of its own; ``rng`` is advanced."""
    columns, n_seen = TemporaryMatrix.by_variable(moments.n_samples, len(moments.mean)), 0
    for _, batch in batches(samples):
        columns.write(n_seen, 0, batch)
        n_seen += len(batch)
    return [shifted_samples(columns, rng=rng) for _ in range(n_draws)]


def over_draws(found: Sequence[Sequence[Measured]]) -> Mapping[tuple[str, float], tuple[float, float]]:
    """Return mean and standard deviation over the draws of each number, by its key."""
    values: dict[tuple[str, float], list[float]] = {}
    for draw in found:
        for each in draw:
            values.setdefault(each.key, []).append(each.value)
    return {key: (float(np.mean(some)), float(np.std(some, ddof=1))) for key, some in values.items()}
