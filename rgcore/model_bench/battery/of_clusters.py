"""Measures of coarse-graining in real space: five exponents, and how straight the logarithms are."""

from collections.abc import Iterator

from numpy.random import Generator

from rgcore.coarse_graining import coarse_grain
from rgcore.model_bench.battery.measures import Measure
from rgcore.series.moments import SampleMoments
from rgcore.series.samples import Samples

__all__ = ["cluster_measures"]

_NULL_DRAWS = 2  # of the analysis, the least; the exponents of the data alone are measures


def cluster_measures(samples: Samples, moments: SampleMoments, *, rng: Generator) -> Iterator[Measure]:
    """Yield each exponent and the change of its local exponent, NaN where there is none.

    The verdict of the exponent is whether a power law is excluded.
    """
    tables = coarse_grain(samples, moments, dataset="realization", n_draws=_NULL_DRAWS, rng=rng)
    exponents = tables.exponents
    for row in exponents[exponents["source"] == "data"].itertuples():
        exists = row.value == row.value
        verdict = ("power law" if row.power_law else "no power law") if exists else ""
        yield Measure(row.exponent, row.value, row.value_err, verdict)
        yield Measure(f"{row.exponent}_bend", row.slope_change, row.slope_change_err, verdict)
