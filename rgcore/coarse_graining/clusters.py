"""Clusters of 1, 2, 4, ... variables, each made of the two most correlated clusters of half its size."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from rgcore.coarse_graining.pairing import greedy_pairs
from rgcore.series.moments import correlation_of

__all__ = ["Level", "cluster_table", "clusters_of_covariance"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """All clusters of one size.

    ``members`` (n_clusters, cluster_size) int64: the variables of each cluster. ``pairs`` (n_clusters, 2) int64: the
    two clusters of the level before that each is made of; no rows at the first level.
    """

    members: np.ndarray
    pairs: np.ndarray

    @property
    def cluster_size(self) -> int:
        """K, variables per cluster."""
        return self.members.shape[1]


def clusters_of_covariance(covariance: np.ndarray) -> tuple[Level, ...]:
    """Pair variables, then pairs, then pairs of pairs, until one cluster is left.

    Each time the coefficients of correlation of the sums are taken anew. The covariance of sums is a sum of
    covariances: the samples are not needed again. A cluster without partner (their number is odd) goes no further:
    of 160 variables the levels have 160, 80, 40, 20, 10, 5, 2 and 1 clusters.

    The sums are plain. Meshulam et al. (2019) also divide each by the mean of its values that are not zero before
    they go on; that changes no property of a given cluster but the scale, and weights the two halves of the next
    pair by up to a few per cent differently. Morrell et al. (PRL 126, 118302 (2021)) take plain sums, as here.

    Parameters
    ----------
    covariance : (n_variables, n_variables) float array

    Returns
    -------
    tuple of Level
        Cluster sizes 1, 2, 4, ...; clusters in the order in which they were paired.
    """
    n_variables = len(covariance)
    members = np.arange(n_variables)[:, None]
    levels = [Level(members=members, pairs=np.empty((0, 2), dtype=np.int64))]
    while len(members) > 1:
        pairs = greedy_pairs(correlation_of(covariance))
        first, second = pairs.T
        covariance = covariance[first] + covariance[second]
        covariance = covariance[:, first] + covariance[:, second]
        members = np.concatenate([members[first], members[second]], axis=1)
        levels.append(Level(members=members, pairs=pairs))
    return tuple(levels)


def cluster_table(levels: Sequence[Level]) -> pd.DataFrame:
    """Return the cluster of each variable at each size: cluster_size, variable, cluster.

    Variables are numbered by their column in the samples, clusters in the order of :func:`clusters_of_covariance`;
    variables that are left over at a size have the cluster -1.
    """
    n_variables = len(levels[0].members)
    parts = []
    for level in levels:
        cluster = np.full(n_variables, -1)
        cluster[level.members] = np.arange(len(level.members))[:, None]
        columns = {"variable": np.arange(n_variables), "cluster": cluster}
        parts.append(pd.DataFrame(columns).assign(cluster_size=level.cluster_size))
    return pd.concat(parts, ignore_index=True)
