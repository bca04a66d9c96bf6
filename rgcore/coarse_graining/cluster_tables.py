"""Coarse-graining of a data set, and of the same variables made independent, as tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.arguments.objects import a_text, an_instance, generator
from rgcore.arguments.scalars import whole_number
from rgcore.coarse_graining.cluster_formation import form_clusters
from rgcore.coarse_graining.cluster_observables import SHORTEST_BLOCK, Measurement, measure, with_lags
from rgcore.coarse_graining.cluster_verdicts import exponent_verdicts, level_verdicts
from rgcore.coarse_graining.clusters import cluster_table, clusters_of_covariance
from rgcore.coarse_graining.decay_times import RESOLVED, DecayTimes, resolved_lags
from rgcore.coarse_graining.scaling.local_exponents import local_exponents
from rgcore.coarse_graining.scaling.realizations import without_realizations
from rgcore.coarse_graining.scaling.scaling_exponents import EXPONENTS, ScalingFit, fit_exponents, quantities
from rgcore.errors import InputError
from rgcore.series.circular_shift import shifted_samples
from rgcore.series.moments import SampleMoments, sample_moments, warn_of_few_samples
from rgcore.series.samples import Samples, as_samples, batches
from rgcore.series.temporary_matrix import TemporaryMatrix
from rgcore.series.time_blocks import number_of_time_blocks
from rgcore.stats.jackknife import jackknife_error

__all__ = ["CoarseGraining", "coarse_grain", "join_draws"]

MOST_DRAWS = 1_000_000
FEWEST_SAMPLES = 2 * SHORTEST_BLOCK  # two blocks, for a standard error
_JOINED = ("variance", "silence", "kurtosis", "autocorrelation", *DecayTimes._fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class CoarseGraining:
    """The rows of one data set in coarse_graining and coarse_graining_spectrum, _exponents, _local, _clusters."""

    levels: pd.DataFrame
    spectrum: pd.DataFrame
    exponents: pd.DataFrame
    local: pd.DataFrame
    clusters: pd.DataFrame


def coarse_grain(
    samples: object,
    moments: SampleMoments | None = None,
    *,
    dataset: str,
    n_draws: int,
    n_blocks: int | None = None,
    rng: Generator,
) -> CoarseGraining:
    """Coarse-grain data, and independent variables made of them by shifts in time, level by level.

    Standard errors of the data are jackknives over blocks of time with the clusters of all samples held fixed: they
    have the scatter of the activity, not that of the choice of clusters, which the null shows. Rows of the null
    (``shuffled``) contain the mean over the draws, each coarse-grained by its own correlations, and as error their
    standard deviation: the band in which a single independent set would lie. Times are made of those lags, in the data
    and in the null, at which the data's autocorrelation is 3 standard errors above zero, and are NaN without such.

    Memory holds a batch of some 84 MB, the sums of the blocks of time and a few (n_variables, n_variables) matrices.
    Larger samples, of more than 16 million entries, are also kept by variable in a temporary file.

    Parameters
    ----------
    samples : (n_samples, n_variables) numbers, or blocks of such
        Whatever :func:`rgcore.series.as_samples` takes; finite, no constant variable, time along the first axis. Left
        untouched.
    moments : SampleMoments, optional
        Of the same samples; computed if not given.
    dataset : str
        Its name, copied to the tables.
    n_draws : int
        Independent sets drawn, at least 2.
    n_blocks : int, optional
        Blocks of time, at least 2; by default by the rule of :mod:`rgcore.stats.blocking`. Fewer if they would have
        less than 2 samples.
    rng : Generator, advanced in place

    Returns
    -------
    CoarseGraining

    Raises
    ------
    InputError
        If ``samples`` is not as described, or another argument is of another type or out of range.
    """
    samples = as_samples(samples)
    n_draws = whole_number("n_draws", n_draws, least=2, most=MOST_DRAWS)
    n_blocks = n_blocks if n_blocks is None else whole_number("n_blocks", n_blocks, least=2)
    generator("rng", rng)
    a_text("dataset", dataset)
    moments = sample_moments(samples) if moments is None else an_instance("moments", moments, SampleMoments)
    warn_of_few_samples(moments)
    columns = _by_variable(samples, moments)
    if n_blocks is None:
        n_blocks = number_of_time_blocks(moments)
    levels = clusters_of_covariance(moments.covariance)
    n_blocks = min(n_blocks, moments.n_samples // SHORTEST_BLOCK)
    data = measure(samples, levels, n_blocks=n_blocks, trial_length=moments.trial_length)
    draws = []
    for _ in range(n_draws):
        drawn = shifted_samples(columns, rng=rng)
        draws.append(measure(drawn, form_clusters(drawn), n_blocks=1))
    used = resolved_lags(data.autocorrelation)
    null = join_draws([with_lags(draw, used) for draw in draws])
    parts = [_tables(with_lags(data, used), "data", jackknife_error), _tables(null, "shuffled", _spread)]
    joined = [pd.concat(frames, ignore_index=True) for frames in zip(*parts, strict=True)]
    joined[0]["kurtosis_limit"] = np.nan
    joined.append(cluster_table(levels))
    for frame in joined:
        frame.insert(0, "dataset", dataset)
    return CoarseGraining(
        levels=level_verdicts(joined[0]),
        spectrum=joined[1],
        exponents=without_realizations(exponent_verdicts(joined[2])),
        local=joined[3],
        clusters=joined[4],
    )


def _by_variable(samples: Samples, moments: SampleMoments) -> TemporaryMatrix:
    """Return samples by variable; InputError unless they are those of moments, and enough for two blocks."""
    n_samples, n_variables = moments.n_samples, len(moments.mean)
    columns, n_seen, found = TemporaryMatrix.by_variable(n_samples, n_variables), 0, n_variables
    for _, batch in batches(samples):
        n_seen, found = n_seen + len(batch), batch.shape[1]
        if n_seen > n_samples or found != n_variables:
            break
        columns.write(n_seen - len(batch), 0, batch)
    if (n_seen, found) != (n_samples, n_variables) or n_samples < FEWEST_SAMPLES or n_variables < 2:
        raise InputError(
            f"samples must be at least {FEWEST_SAMPLES} of at least 2 variables, those of moments ({n_samples}, "
            f"{n_variables}), found {n_seen} of {found}"
        )
    return columns


def join_draws(draws: Sequence[Measurement]) -> Measurement:
    """Return the first estimates of several measurements of the same sizes, as estimates of one.

    Row 0 is their mean, the others are the draws.
    """
    stacked = {
        name: _mean_first(np.concatenate([getattr(draw, name)[:1] for draw in draws])) for name in _JOINED
    }
    spectra = {
        size: _mean_first(np.concatenate([draw.spectra[size][:1] for draw in draws]))
        for size in draws[0].spectra
    }
    return replace(draws[0], **stacked, spectra=spectra)


def _mean_first(values: np.ndarray) -> np.ndarray:
    return np.concatenate([values.mean(axis=0, keepdims=True), values])


def _spread(draws: np.ndarray) -> np.ndarray:
    return draws.std(axis=0, ddof=1)


def _tables(measured: Measurement, source: str, error) -> tuple[pd.DataFrame, ...]:
    """Return levels, spectrum, exponents and local exponents of one source; ``error`` is of estimates 1, 2, ..."""
    fits = fit_exponents(measured)
    frames = (
        _levels(measured, error),
        _spectrum(measured, error),
        _exponents(fits, error),
        local_exponents(measured, fits, error),
    )
    for frame in frames:
        frame.insert(0, "source", source)
    return frames


def _levels(measured: Measurement, error) -> pd.DataFrame:
    free_energy = quantities(measured)["silence"]
    free_energy = np.where(np.isfinite(free_energy), free_energy, np.nan)
    columns = {"cluster_size": measured.cluster_sizes, "n_clusters": measured.n_clusters}
    for name, values in (
        ("variance", measured.variance),
        ("silence_probability", measured.silence),
        ("free_energy", free_energy),
        *((name, getattr(measured, name)) for name in DecayTimes._fields),
        ("kurtosis", measured.kurtosis),
    ):
        columns[name], columns[f"{name}_err"] = values[0], error(values[1:])
    return pd.DataFrame(columns)


def _spectrum(measured: Measurement, error) -> pd.DataFrame:
    frames = [
        pd.DataFrame(
            {
                "cluster_size": size,
                "rank": np.arange(1, size + 1),
                "rank_fraction": np.arange(1, size + 1) / size,
                "eigenvalue": values[0],
                "eigenvalue_err": error(values[1:]),
            }
        )
        for size, values in measured.spectra.items()
    ]
    empty = {"cluster_size": [], "rank": [], "rank_fraction": [], "eigenvalue": [], "eigenvalue_err": []}
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(empty)


def _exponents(fits: Mapping[str, ScalingFit], error) -> pd.DataFrame:
    rows = []
    for name, fit in fits.items():
        change, change_err = fit.fitted.change[0], error(fit.fitted.change[1:])
        definition = EXPONENTS[name]
        rows.append(
            {
                "exponent": name,
                "value": fit.fitted.exponent[0],
                "value_err": error(fit.fitted.exponent[1:]),
                "independent_value": definition.independent,
                "published_low": definition.published[0],
                "published_high": definition.published[1],
                "fit_low": fit.low,
                "fit_high": fit.high,
                "slope_change": change,
                "slope_change_err": change_err,
                "power_law": bool(abs(change) <= RESOLVED * change_err),
                "note": fit.note,
            }
        )
    return pd.DataFrame(rows)
