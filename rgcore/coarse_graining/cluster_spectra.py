"""Eigenvalues of the covariance matrix within clusters."""

from collections.abc import Sequence

import numpy as np

from rgcore.coarse_graining.block_sums import without_blocks
from rgcore.coarse_graining.sample_batches import blocks_in

__all__ = ["MIN_CLUSTERS", "ClusterProducts", "spectrum_sizes"]

ENTRIES_AT_ONCE = 2**20  # 8 MB

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


class ClusterProducts:
    """Sums of products of the variables of each cluster over blocks of time, which are added batch by batch.

    Parameters
    ----------
    members : (n_clusters, cluster_size) int array
    mean : (n_variables,) float64 array
        Of all samples.
    edges : (n_blocks + 1,) int array
        Blocks of time.
    """

    def __init__(self, members: np.ndarray, mean: np.ndarray, edges: np.ndarray) -> None:
        self._members, self._mean, self._edges, self._n_seen = members, mean, edges, 0
        n_blocks, size = len(edges) - 1, members.shape[1]
        self._first = np.zeros((n_blocks, *members.shape))
        self._second = np.zeros((n_blocks, *members.shape, size))

    def add(self, values: np.ndarray) -> None:
        """Add the next (n, n_variables) float64 samples; left untouched."""
        for block, low, high in blocks_in(self._edges, self._n_seen, len(values)):
            together = max(1, ENTRIES_AT_ONCE // ((high - low) * self._members.shape[1]))
            for start in range(0, len(self._members), together):
                self._add_clusters(block, values[low:high], slice(start, start + together))
        self._n_seen += len(values)

    def _add_clusters(self, block: int, values: np.ndarray, clusters: slice) -> None:
        members = self._members[clusters]
        part = np.take(values, members.ravel(), axis=1, mode="clip")  # clip: in range anyway, and faster
        part -= self._mean[members.ravel()]
        part = part.reshape(-1, *members.shape)  # (n_block_samples, n_clusters, cluster_size)
        self._first[block, clusters] += part.sum(axis=0)
        products = self._second[block, clusters]  # a view
        for cluster in range(len(members)):
            products[cluster] += part[:, cluster].T @ part[:, cluster]

    def spectrum(self) -> np.ndarray:
        """Return the eigenvalues of the covariance (1/T) within a cluster, averaged over the clusters.

        Returns
        -------
        (1 + n_blocks, cluster_size) float64 array
            Descending; row 0 of all samples, the others without one block (none if there is one block).
        """
        n_samples = without_blocks(np.diff(self._edges))
        spectra = []
        totals = zip(*map(without_blocks, (self._first, self._second)), n_samples, strict=True)
        for total, products, number in totals:
            centre = total / number  # not quite zero without a block
            covariance = products / number - centre[:, :, None] * centre[:, None, :]
            spectra.append(np.linalg.eigvalsh(covariance).mean(axis=0)[::-1])
        return np.array(spectra)
