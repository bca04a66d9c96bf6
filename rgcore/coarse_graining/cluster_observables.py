"""Variance, silence, kurtosis, correlation time and spectrum of the clusters of each size."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from rgcore.coarse_graining.block_sums import BlockSums, without_blocks
from rgcore.coarse_graining.cluster_spectra import ClusterProducts, spectrum_sizes
from rgcore.coarse_graining.clusters import Level
from rgcore.coarse_graining.decay_times import decay_times
from rgcore.coarse_graining.sample_batches import cluster_sums, large_batches
from rgcore.errors import InputError
from rgcore.series.samples import Samples, as_samples
from rgcore.series.time_blocks import time_block_edges
from rgcore.stats.blocking import MOST_BLOCKS
from rgcore.stats.central_moments import fourth_central_moment

__all__ = ["SHORTEST_BLOCK", "Measurement", "measure", "with_lags"]

SHORTEST_BLOCK = 2  # samples, for an autocorrelation at one step
VANISHING = 1e-12  # of a variable's variance: what is below is rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """Observables of every cluster size.

    The first axis of all but the first two counts estimates: row 0 from all samples, the others with one block of
    time left out (or, of several independent sets, one each). ``variance``: of the summed activity, mean over the
    clusters. ``silence``: probability that all variables of a cluster are zero; NaN if zero does not mean silence.
    ``kurtosis``: geometric mean over the clusters. ``autocorrelation`` (n_estimates, n_lags, n_sizes): mean over the
    clusters at the lags of ``block_sums``, and what :func:`decay_times` makes of it: ``correlation_time`` and
    ``relaxation_time`` (samples), ``white_noise_share``. ``spectra``: by cluster size, the eigenvalues
    (n_estimates, cluster_size) of the covariance within a cluster, descending, mean over the clusters.
    """

    cluster_sizes: np.ndarray
    n_clusters: np.ndarray
    variance: np.ndarray
    silence: np.ndarray
    kurtosis: np.ndarray
    autocorrelation: np.ndarray
    correlation_time: np.ndarray
    relaxation_time: np.ndarray
    white_noise_share: np.ndarray
    spectra: dict[int, np.ndarray]


def measure(
    samples: object, levels: Sequence[Level], *, n_blocks: int | None = None, trial_length: int = 0
) -> Measurement:
    """Sum the variables of each cluster and measure the sums, with and without each block of time.

    The clusters are the same in every estimate. Formed from the same samples, they fit their noise: variances of pairs
    chosen for their correlation are too large, also among independent variables. Shuffled samples, put through the
    same procedure, show by how much.

    Two passes over the samples: one for the means of all sums, one for the powers of what is left without them.

    Parameters
    ----------
    samples : (n_samples, n_variables) numbers, or blocks of such that can be gone through twice
        Finite, at least 2 samples per block, no constant variable. Left untouched.
    levels : sequence of Level
        Of :func:`rgcore.coarse_graining.cluster_formation.form_clusters`.
    n_blocks : int, optional
        Blocks of time; 1 for the estimate from all samples alone. By default 20, or one per two samples of fewer than
        40 samples.
    trial_length : int
        Samples of a trial; 0 without trials.

    Raises
    ------
    ValueError
        If ``samples`` has not two axes, holds NaN or infinity or a constant variable, or n_blocks is out of range.
    """
    samples = as_samples(samples)
    seen = _first_pass(samples, levels)
    if n_blocks is None:
        n_blocks = min(MOST_BLOCKS, seen.n_samples // SHORTEST_BLOCK)
    edges = time_block_edges(seen.n_samples, n_blocks, trial_length, shortest=SHORTEST_BLOCK)
    means = [total / seen.n_samples for total in seen.totals]
    wanted = spectrum_sizes(
        [level.cluster_size for level in levels], [len(level.members) for level in levels]
    )
    products = {
        level.cluster_size: ClusterProducts(level.members, means[0], edges)
        for level in levels
        if level.cluster_size in wanted
    }
    sums = [BlockSums(mean, edges) for mean in means]
    for batch in large_batches(samples):
        for of_level, values in zip(sums, cluster_sums(batch, levels), strict=True):
            of_level.add(values)
        for of_size in products.values():
            of_size.add(batch)
    estimates = [_estimates(of_level, seen.has_silence) for of_level in sums]
    variance, silence, kurtosis = np.array([rows[:3] for rows in estimates]).transpose(1, 2, 0)
    autocorrelation = np.array([rows[3:] for rows in estimates]).transpose(2, 1, 0)
    times = decay_times(autocorrelation, np.ones(autocorrelation.shape[1:], dtype=bool))
    return Measurement(
        cluster_sizes=np.array([level.cluster_size for level in levels]),
        n_clusters=np.array([len(level.members) for level in levels]),
        variance=variance,
        silence=silence,
        kurtosis=kurtosis,
        autocorrelation=autocorrelation,
        **times._asdict(),
        spectra={size: of_size.spectrum() for size, of_size in products.items()},
    )


def with_lags(measured: Measurement, used: np.ndarray) -> Measurement:
    """Return a measurement with its times from the ``used`` lags alone, (n_lags, n_sizes) bool."""
    return replace(measured, **decay_times(measured.autocorrelation, used)._asdict())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What the first pass finds: sums of the activity of the clusters of each level; whether zero means silence."""

    n_samples: int
    totals: list[np.ndarray]
    has_silence: bool


def _first_pass(samples: Samples, levels: Sequence[Level]) -> _Seen:
    n_samples, totals = 0, [np.zeros(len(level.members)) for level in levels]
    smallest, largest = np.inf, -np.inf
    for batch in large_batches(samples):
        if not np.isfinite(batch).all():
            raise InputError("samples must be finite, found an entry that is not")
        n_samples += len(batch)
        smallest, largest = np.minimum(smallest, batch.min(axis=0)), np.maximum(largest, batch.max(axis=0))
        for total, sums in zip(totals, cluster_sums(batch, levels), strict=True):
            total += sums.sum(axis=0)  # noqa: PLW2901  (in place)
    if not np.all(largest > smallest):
        raise InputError("samples must have no constant variable")
    has_silence = bool(np.min(smallest) == 0)  # activity: not negative, and sometimes none
    return _Seen(n_samples=n_samples, totals=totals, has_silence=has_silence)


def _estimates(sums: BlockSums, has_silence: bool) -> np.ndarray:
    """Return variance, silence, kurtosis and the autocorrelation at each lag, (3 + n_lags, n_estimates)."""
    n_samples = without_blocks(sums.n_samples)[:, None]
    first, second, third, fourth = (without_blocks(powers) / n_samples for powers in sums.powers)
    variance = second - first**2
    fourth = fourth_central_moment(first, second, third, fourth)
    present = variance > VANISHING * variance[0]  # a cell may spike in the left-out block alone
    safe = np.where(present, variance, 1.0)
    count = present.sum(axis=1)
    logarithm = np.log(np.where(present, fourth / safe**2, 1.0))
    silence = without_blocks(sums.silent) / (n_samples[:, 0] * variance.shape[1])
    autocorrelation = []
    for n_pairs, products in zip(sums.n_pairs, sums.products, strict=True):
        number = without_blocks(n_pairs)[:, None]
        lagged = np.where(number > 0, without_blocks(products) / np.maximum(number, 1) - first**2, np.nan)
        autocorrelation.append(np.where(present, lagged / safe, 0.0).sum(axis=1) / count)
    return np.array(
        [
            variance.mean(axis=1),
            silence if has_silence else np.full_like(silence, np.nan),
            np.exp(logarithm.sum(axis=1) / count),
            *autocorrelation,
        ]
    )
