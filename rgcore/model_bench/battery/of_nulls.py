"""Measures beside nulls: how much kurtosis data have beyond them, and the rank of their flow among draws."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.random import Generator

from rgcore.cards import load_card
from rgcore.model_bench.battery.measures import NULLS, Measure
from rgcore.model_bench.battery.of_modes import FLOW, place_of_sixteenth
from rgcore.pcarg.flow.moment_flow import flow_table
from rgcore.pcarg.nulls.draws import DRAW_BLOCKS, fit_null
from rgcore.pcarg.nulls.exclusion.exclusion_table import LEVEL
from rgcore.pcarg.nulls.exclusion.rank_tests import flow_tests
from rgcore.pcarg.nulls.exclusion.residual_time import keeps_autocorrelation, residual_time
from rgcore.pcarg.nulls.observed_data import ObservedData, observed_data
from rgcore.series.moments import SampleMoments, sample_moments
from rgcore.series.samples import Samples

__all__ = ["null_measures"]


def null_measures(
    samples: Samples, moments: SampleMoments, n_draws: int, *, rng: Generator
) -> Iterator[Measure]:
    """Yield, for each null, the excess of log kurtosis at N/16 and the rank p of the flow.

    The error of the excess is the standard deviation of a draw: the standard error of a data set of that length. p is
    corrected for the cutoffs, as in ``pca_exclusion``, not for the number of nulls; as there, a null whose draws lose
    autocorrelation of the data is not excluded.
    """
    data = observed_data(samples, moments)
    own, n_kept = _medians(samples, moments)
    middle = place_of_sixteenth(n_kept)
    for name in NULLS:
        null = fit_null(name, data, rng=rng)
        drawn = [null.draw(rng=rng) for _ in range(n_draws)]
        curves = np.array([own, *(_medians(each, sample_moments(each))[0] for each in drawn)])
        p_value = float(flow_tests(curves, np.zeros(len(own), dtype=int)).p_values[0])
        at_middle = curves[1:, middle]
        excess, error = float(own[middle] - at_middle.mean()), float(at_middle.std(ddof=1))
        yield Measure(f"{name}_excess", excess, error)
        verdict = _verdict(p_value, n_draws, _keeps_time(name, data, drawn))
        yield Measure(f"{name}_p", p_value, verdict=verdict)


def _medians(samples: Samples, moments: SampleMoments) -> tuple[np.ndarray, np.ndarray]:
    """Return logs of the median kurtosis at every cutoff, and the numbers of modes."""
    flow = flow_table(samples, moments, [FLOW], n_blocks=DRAW_BLOCKS)
    return np.log(flow["kurtosis_median"].to_numpy()), flow["n_kept"].to_numpy()


def _keeps_time(name: str, data: ObservedData, drawn: Sequence[Samples]) -> bool:
    """Return whether draws have the autocorrelation that the drive of a null leaves in the data, if it has a drive."""
    drive = load_card("rgcore.pcarg.nulls", name).drive
    if drive is None:
        return True
    states = drive(data)
    times = [residual_time(each, states) for each in drawn]
    return keeps_autocorrelation(residual_time(data.columns, states), times)


def _verdict(p_value: float, n_draws: int, keeps_time: bool) -> str:
    if 1 / (n_draws + 1) > LEVEL:
        return "too few draws"
    return "excluded" if p_value <= LEVEL and keeps_time else "not excluded"
