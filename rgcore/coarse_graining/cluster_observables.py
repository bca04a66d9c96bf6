"""Variance, silence, kurtosis, correlation time and spectrum of the clusters of each size."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rgcore.coarse_graining.block_sums import BlockSums, block_sums, without_blocks
from rgcore.coarse_graining.cluster_spectra import cluster_spectrum, spectrum_sizes
from rgcore.coarse_graining.clusters import Level
from rgcore.stats.blocking import MOST_BLOCKS, block_edges

__all__ = ["SHORTEST_BLOCK", "Measurement", "measure"]

SHORTEST_BLOCK = 2  # samples, for an autocorrelation at one step
VANISHING = 1e-12  # of a variable's variance: what is below is rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """Observables of every cluster size.

    The first axis of all but the first two counts estimates: row 0 from all samples, the others with one block of
    time left out (or, of several independent sets, one each). ``variance``: of the summed activity, mean over the
    clusters. ``silence``: probability that all variables of a cluster are zero; NaN if zero does not mean silence.
    ``kurtosis``: geometric mean over the clusters. ``correlation_time`` in steps: -1 / ln of the autocorrelation at
    one step, mean over the clusters; NaN where that is not positive. ``spectra``: by cluster size, the eigenvalues
    (n_estimates, cluster_size) of the covariance within a cluster, descending, mean over the clusters.
    """

    cluster_sizes: np.ndarray
    n_clusters: np.ndarray
    variance: np.ndarray
    silence: np.ndarray
    kurtosis: np.ndarray
    correlation_time: np.ndarray
    spectra: dict[int, np.ndarray]


def measure(samples: np.ndarray, levels: Sequence[Level], *, n_blocks: int = MOST_BLOCKS) -> Measurement:
    """Sum the variables of each cluster and measure the sums, with and without each block of time.

    The clusters are the same in every estimate. Formed from the same samples, they fit their noise: variances of pairs
    chosen for their correlation are too large, also among independent variables. Shuffled samples, put through the
    same procedure, show by how much.

    Parameters
    ----------
    samples : (n_samples, n_variables) array
        Finite, at least 2 samples per block, no constant variable. Left untouched.
    levels : sequence of Level
        Of :func:`rgcore.coarse_graining.clusters.form_clusters`.
    n_blocks : int
        Blocks of time; 1 for the estimate from all samples alone.

    Raises
    ------
    ValueError
        If ``samples`` has not two axes, holds NaN or infinity or a constant variable, or n_blocks is out of range.
    """
    values = np.asarray(samples, dtype=np.float64)
    if values.ndim != 2 or not np.isfinite(values).all():
        raise ValueError(f"samples must have two axes and finite entries, got shape {values.shape}")
    if not (values.max(axis=0) > values.min(axis=0)).all():
        raise ValueError("samples must have no constant variable")
    edges = block_edges(len(values), n_blocks, shortest=SHORTEST_BLOCK)
    has_silence = bool(values.min() == 0)  # activity: not negative, and sometimes none
    wanted = spectrum_sizes(
        [level.cluster_size for level in levels], [len(level.members) for level in levels]
    )
    spectra, rows, sums = {}, [], values
    for level in levels:
        if level.cluster_size > 1:
            first, second = (np.take(sums, half, axis=1, mode="clip") for half in level.pairs.T)
            sums = first + second
        rows.append(_estimates(block_sums(sums, edges), has_silence))
        if level.cluster_size in wanted:
            spectra[level.cluster_size] = cluster_spectrum(values, level.members, edges)
    variance, silence, kurtosis, correlation_time = np.array(rows).transpose(1, 2, 0)
    return Measurement(
        cluster_sizes=np.array([level.cluster_size for level in levels]),
        n_clusters=np.array([len(level.members) for level in levels]),
        variance=variance,
        silence=silence,
        kurtosis=kurtosis,
        correlation_time=correlation_time,
        spectra=spectra,
    )


def _estimates(sums: BlockSums, has_silence: bool) -> np.ndarray:
    """Return variance, silence, kurtosis and correlation time of one level, (4, n_estimates)."""
    n_samples = without_blocks(sums.n_samples)[:, None]
    first, second, third, fourth = (without_blocks(powers) / n_samples for powers in sums.powers)
    variance = second - first**2
    fourth = fourth - 4 * first * third + 6 * first**2 * second - 3 * first**4
    lagged = without_blocks(sums.products) / without_blocks(sums.n_steps)[:, None] - first**2
    present = variance > VANISHING * variance[0]  # a cell may spike in the left-out block alone
    safe = np.where(present, variance, 1.0)
    count = present.sum(axis=1)
    logarithm = np.log(np.where(present, fourth / safe**2, 1.0))
    autocorrelation = np.where(present, lagged / safe, 0.0).sum(axis=1) / count
    silence = without_blocks(sums.silent) / (n_samples[:, 0] * variance.shape[1])
    return np.array(
        [
            variance.mean(axis=1),
            silence if has_silence else np.full_like(silence, np.nan),
            np.exp(logarithm.sum(axis=1) / count),
            _decay_time(autocorrelation),
        ]
    )


def _decay_time(autocorrelation: np.ndarray) -> np.ndarray:
    """Return -1 / ln C(1), exact for an exponential; NaN if C(1) is not between 0 and 1."""
    usable = (autocorrelation > 0) & (autocorrelation < 1)
    return np.where(usable, -1 / np.log(np.where(usable, autocorrelation, 0.5)), np.nan)
