"""Windows in time of one data set: how far each is from Gaussian, and the share of its largest mode."""

from collections.abc import Iterator
from numbers import Integral

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.arguments.objects import a_text, an_instance, generator
from rgcore.arguments.scalars import whole_number
from rgcore.errors import InputError
from rgcore.pcarg.flow.kurtosis_flow import FlowSettings, KurtosisFlow, kurtosis_flows
from rgcore.pcarg.flow.median_error import median_error
from rgcore.pcarg.modes.principal_components import SCALINGS, principal_components
from rgcore.pcarg.spectra.leave_one_block_out import modes_without_blocks
from rgcore.scans.arrangements import cut, held, in_units, varying
from rgcore.scans.gaussian_distance import (
    gaussian_probabilities,
    gaussian_values,
    jensen_shannon,
    projected_counts,
    projected_scores,
    sixteenth,
    value_counts,
)
from rgcore.scans.settings import WindowSettings
from rgcore.series.moments import SampleMoments
from rgcore.series.samples import as_samples, batches
from rgcore.stats.blocking import block_edges, number_of_blocks
from rgcore.stats.jackknife import jackknife_error

__all__ = ["SHORTEST_WINDOW", "window_rows", "window_scan", "window_starts"]

SHORTEST_WINDOW = 50  # samples
MOST_DRAWS = 100_000


def window_scan(
    samples: object, settings: WindowSettings, *, dataset: str, n_draws: int, rng: Generator
) -> pd.DataFrame:
    """Return kurtosis, distance from a Gaussian and share of the largest mode in windows of time, in both scalings.

    Modes, means and variances are those of the window; N/16 modes are kept. Variables that are constant in a window are
    left out of it. Errors are jackknives over at most 20 blocks of time of the window: of kurtosis and distance with
    the modes of the whole window, of the largest share with modes found anew. The distance is above 0 for finite
    samples of a Gaussian, too: compare it with that of draws of a Gaussian process with the covariances of the
    kept modes at every lag (:func:`rgcore.scans.gaussian_distance.gaussian_values`).

    Parameters
    ----------
    samples : (n_samples, n_variables) numbers, or blocks of such
        Whatever :func:`rgcore.series.as_samples` takes. Left untouched.
    settings : WindowSettings
    dataset : str
        Its name, copied to the table.
    n_draws : int
        Gaussian draws per window, at least 2.
    rng : Generator, advanced in place

    Returns
    -------
    DataFrame
        The columns of the table ``window_scan``.

    Raises
    ------
    InputError
        If a window is shorter than 50 samples or longer than the data, or fewer than two variables vary in one.
    """
    samples = as_samples(samples)
    an_instance("settings", settings, WindowSettings)
    a_text("dataset", dataset)
    n_draws = whole_number("n_draws", n_draws, least=2, most=MOST_DRAWS)
    generator("rng", rng)
    n_samples = sum(len(batch) for _, batch in batches(samples))
    starts, length = window_starts(settings, n_samples)
    dates, rows = getattr(samples, "dates", None) or [""] * n_samples, []
    for start, window in cut(samples, starts, length):
        end = start + length
        place = {"start": start, "end": end, "first_date": dates[start], "last_date": dates[end - 1]}
        for row in window_rows(window, n_draws, rng):
            rows.append({"dataset": dataset, **place, **row})
    return pd.DataFrame(rows)


def window_starts(settings: WindowSettings, n_samples: int) -> tuple[range, int]:
    """Return where windows begin, and their length, in samples; InputError if no window fits."""
    length = _in_samples(settings.length, n_samples, least=SHORTEST_WINDOW)
    if not SHORTEST_WINDOW <= length <= n_samples:
        raise InputError(
            f"length must be {SHORTEST_WINDOW} to {n_samples} samples, those of the data, but it is {length}"
        )
    return range(0, n_samples - length + 1, _in_samples(settings.step, length, least=1)), length


def _in_samples(given: float, whole: int, *, least: int) -> int:
    return int(given) if isinstance(given, Integral) else max(least, round(given * whole))


def window_rows(window: np.ndarray, n_draws: int, rng: Generator) -> Iterator[dict]:
    """Yield the row of a window, (n_samples, n_variables) float64, in each scaling, without its place."""
    n_variables = int((window != window[0]).any(axis=0).sum())
    if n_variables < 2:
        raise InputError(
            "a window must have two variables that vary, but one has not: choose a larger length"
        )
    found, moments = varying(held(window))
    n_kept = sixteenth(n_variables)
    n_blocks = number_of_blocks(moments.n_samples, moments.correlation_time)
    edges = block_edges(moments.n_samples, n_blocks)
    settings = [FlowSettings(kept=(n_kept,), scaling=scaling) for scaling in SCALINGS]
    for flow, scaling in zip(
        kurtosis_flows(found, moments, settings, n_blocks=n_blocks), SCALINGS, strict=True
    ):
        yield {
            "scaling": scaling,
            "n_variables": n_variables,
            "n_kept": n_kept,
            **_kurtosis(flow),
            **_distance(found, moments, scaling, edges, n_draws=n_draws, rng=rng),
            **_largest_share(found, moments, scaling, edges),
            "n_draws": n_draws,
            "correlation_time": moments.correlation_time,
            "n_blocks": n_blocks,
        }


def _kurtosis(flow: KurtosisFlow) -> dict[str, float]:
    present = flow.present[0]
    values, replicates = flow.kurtosis[0, present], flow.replicates[:, 0, present]
    return {
        "kurtosis": values.mean(),
        "kurtosis_err": float(jackknife_error(replicates.mean(axis=1))),
        "kurtosis_median": np.median(values),
        "kurtosis_median_err": median_error(values, replicates),
    }


def _distance(
    found, moments: SampleMoments, scaling: str, edges, *, n_draws: int, rng: Generator
) -> dict[str, float]:
    """Return the distance from a Gaussian with its standard error, and that of Gaussian draws."""
    modes, exact = principal_components(moments, scaling), gaussian_probabilities()
    n_kept = sixteenth(len(moments.mean))
    unit = moments.deviation if scaling == "correlation" else np.ones(len(moments.mean))
    scaled = in_units(found, unit)
    counts = projected_counts(scaled, moments.mean / unit, modes, n_kept, edges)
    total = counts.sum(axis=0)
    left_out = np.array([jensen_shannon(total - block, exact) for block in counts])
    scores = projected_scores(scaled, moments.mean / unit, modes, n_kept)
    draws = [
        jensen_shannon(value_counts(gaussian_values(scores, modes, rng=rng)), exact) for _ in range(n_draws)
    ]
    return {
        "jensen_shannon": jensen_shannon(total, exact),
        "jensen_shannon_err": float(jackknife_error(left_out)),
        "jensen_shannon_gaussian": np.mean(draws),
        "jensen_shannon_gaussian_high": np.max(draws),
    }


def _largest_share(found, moments: SampleMoments, scaling: str, edges) -> dict[str, float]:
    """Return the share of the largest mode; its standard error is made of modes found anew without each block."""
    variances = principal_components(moments, scaling).variances
    left_out = [part.variances for part in modes_without_blocks(found, moments, scaling, edges)]
    shares = np.array([part[0] / part.sum() for part in left_out])
    return {
        "largest_share": variances[0] / variances.sum(),
        "largest_share_err": float(jackknife_error(shares)),
    }
