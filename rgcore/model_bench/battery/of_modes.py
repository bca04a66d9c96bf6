"""Measures of the principal-component RG: flow of the kurtosis, spectrum, vertices."""

from collections.abc import Iterator

import numpy as np

from rgcore.model_bench.battery.measures import Measure
from rgcore.pcarg import analyse_spectra, coupling_tables, spectrum_summary
from rgcore.pcarg.flow.kurtosis_flow import FlowSettings, kurtosis_flows
from rgcore.series.moments import SampleMoments, correlation_of
from rgcore.series.samples import Samples
from rgcore.stats.comparison import GAUSSIAN_KURTOSIS, beside
from rgcore.stats.jackknife import jackknife_error

__all__ = ["FLOW", "controls", "flow_measures", "place_of_sixteenth", "spectrum_measures", "vertex_measures"]

FLOW = FlowSettings(kept=(1.0, 1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 32))
"""The flow of every realization and of its nulls: covariance modes, none removed."""

SIXTEENTH = 1 / 16


def flow_measures(samples: Samples, moments: SampleMoments) -> Iterator[Measure]:
    """Yield the median kurtosis at N/16 and its local slope there, with jackknife errors."""
    (flow,) = kurtosis_flows(samples, moments, [FLOW])
    middle = place_of_sixteenth(flow.n_kept)
    low, high = max(middle - 1, 0), min(middle + 1, len(flow.n_kept) - 1)
    values, replicates = zip(*map(flow.median, (low, middle, high)), strict=True)
    error = float(jackknife_error(replicates[1]))
    verdict = str(beside(values[1] - GAUSSIAN_KURTOSIS, error))
    yield Measure("kurtosis", values[1], error, verdict)
    per_step = 1 / np.log(flow.n_kept[high] / flow.n_kept[low])
    slope = float(np.log(values[2] / values[0]) * per_step)
    slope_error = float(jackknife_error(np.log(replicates[2] / replicates[0]) * per_step))
    yield Measure("kurtosis_slope", slope, slope_error)


def place_of_sixteenth(n_kept: np.ndarray) -> int:
    """Return the place of the cutoff at N/16 among those of ``FLOW``, the largest of which is N."""
    return int(np.abs(np.log(n_kept / (SIXTEENTH * n_kept[-1]))).argmin())


def spectrum_measures(samples: Samples, moments: SampleMoments) -> Iterator[Measure]:
    """Yield alpha of the correlation spectrum; NaN where it has no exponent."""
    summary = spectrum_summary(analyse_spectra(samples, moments), "realization")
    row = summary[summary["scaling"] == "correlation"].iloc[0]
    verdict = "power law" if row["has_exponent"] else "no power law"
    yield Measure("alpha", float(row["alpha"]), float(row["alpha_err"]), verdict)


def vertex_measures(samples: Samples, moments: SampleMoments) -> Iterator[Measure]:
    """Yield shares of cells by the sign of their quartic vertex, read beside the cubic one, at N/16 and with all."""
    tables = coupling_tables(samples, (1.0, SIXTEENTH), dataset="realization", moments=moments)
    rows = tables.vertices[tables.vertices["scaling"] == "covariance"].sort_values("n_kept")
    for name, row in (("quartic_sixteenth", rows.iloc[0]), ("quartic_all", rows.iloc[-1])):
        share = float(row["positive_share"] - row["negative_share"])
        yield Measure(name, share, verdict=str(row["u_beside_zero"]))


def controls(moments: SampleMoments, bin_width: int) -> Iterator[Measure]:
    """Yield what any count of spikes shows: mean activity per step, and mean correlation of pairs."""
    correlation = correlation_of(moments.covariance)
    pairs = correlation[np.triu_indices(len(correlation), 1)]
    yield Measure("rate", float(moments.mean.mean() / bin_width))
    yield Measure("correlation", float(pairs.mean()))
