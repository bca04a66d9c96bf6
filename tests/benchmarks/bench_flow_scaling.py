"""The exponents with which the time of a moment flow grows: linear in T, N^2 T and N^3 in N."""

import statistics
from collections.abc import Iterator, Sequence

import numpy as np
from flows import KEPT, correlated_samples
from measuring import Row, timings

from rgcore.pcarg import moment_flow

LENGTHS, WIDTH = (100_000, 200_000, 400_000, 800_000), 200
WIDTHS, LENGTH = (250, 500, 1000, 2000), 10_000


def rows() -> Iterator[Row]:
    """The exponent of T at one N, and of N at one T; each from a line through logarithms."""
    lengths = {n_samples: _seconds(n_samples, WIDTH) for n_samples in LENGTHS}
    yield _row(f"time of a flow ~ T^x, N = {WIDTH}, T = {LENGTHS[0]:,} to {LENGTHS[-1]:,}", lengths)
    widths = {n_variables: _seconds(LENGTH, n_variables) for n_variables in WIDTHS}
    yield _row(f"time of a flow ~ N^x, T = {LENGTH:,}, N = {WIDTHS[0]} to {WIDTHS[-1]}", widths)


def _row(name: str, seconds: dict[int, Sequence[float]]) -> Row:
    sizes = np.log(list(seconds))
    runs = zip(*seconds.values(), strict=True)
    exponents = [float(np.polyfit(sizes, np.log(run), 1)[0]) for run in runs]
    details = {str(size): statistics.median(each) for size, each in seconds.items()}
    return Row(name=name, unit="", ours=exponents, details={"seconds": details})


def _seconds(n_samples: int, n_variables: int) -> list[float]:
    samples = correlated_samples(n_samples, n_variables)
    return timings(lambda: moment_flow(samples, KEPT), n_runs=3)[0]
