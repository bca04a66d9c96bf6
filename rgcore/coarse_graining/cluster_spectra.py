"""Eigenvalues of the covariance matrix within clusters."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from rgcore.coarse_graining.block_sums import without_blocks

__all__ = ["MIN_CLUSTERS", "cluster_spectrum", "spectrum_sizes"]

MIN_CLUSTERS = 4
SMALLEST, LARGEST, AT_MOST = 8, 256, 5


def spectrum_sizes(cluster_sizes: Sequence[int], n_clusters: Sequence[int]) -> list[int]:
    """Return the sizes whose spectra are computed: the five largest from 8 to 256 that have at least four clusters.

    Of 1,024 variables these are 16, 32, 64, 128 and 256, as in the publications.
    """
    sizes = [
        size
        for size, number in zip(cluster_sizes, n_clusters, strict=True)
        if SMALLEST <= size <= LARGEST and number >= MIN_CLUSTERS
    ]
    return sizes[-AT_MOST:]


def cluster_spectrum(values: np.ndarray, members: np.ndarray, edges: np.ndarray) -> np.ndarray:
    """Return the eigenvalues of the covariance (1/T) of the variables of a cluster, averaged over the clusters.

    Parameters
    ----------
    values : (n_samples, n_variables) float64 array
    members : (n_clusters, cluster_size) int array
    edges : (n_blocks + 1,) int array
        Blocks of time.

    Returns
    -------
    (1 + n_blocks, cluster_size) float64 array
        Descending; row 0 of all samples, the others without one block (none if there is one block).
    """
    mean, order = values.mean(axis=0), members.ravel()
    first, second = [], []
    for begin, end in pairwise(edges):
        part = np.take(
            values[begin:end] - mean, order, axis=1, mode="clip"
        )  # clip: in range anyway, and faster
        part = part.reshape(-1, *members.shape)  # (n_block_samples, n_clusters, cluster_size)
        first.append(part.sum(axis=0))
        second.append([part[:, cluster].T @ part[:, cluster] for cluster in range(len(members))])
    n_samples = without_blocks(np.diff(edges))
    spectra = []
    totals = zip(*map(without_blocks, (np.array(first), np.array(second))), n_samples, strict=True)
    for total, products, number in totals:
        centre = total / number  # not quite zero without a block
        covariance = products / number - centre[:, :, None] * centre[:, None, :]
        spectra.append(np.linalg.eigvalsh(covariance).mean(axis=0)[::-1])
    return np.array(spectra)
