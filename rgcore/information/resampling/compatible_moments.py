"""Moments of conditional means by compatible resampling, per replica (Machta et al., Science 342, 604 (2013)).

At level k the metric is the covariance of E[X_a | observed spins]. Of several configurations with the same observed
spins, independent given these, every pair (j, j') has <X_a(j) X_b(j')> = <E[X_a | observed] E[X_b | observed]>: no bias
for any number of them. From level 2 on each X is replaced by its exact mean given one sublattice, which contains all
observed spins: the same mean, less noise. Configurations come from a chain of updates; pairs of neighbours in it are
left out.
"""

import math
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.random import Generator

from rgcore.information.decimation import decimated_sites
from rgcore.information.pair_models import PARAMETERS, lattice_statistics
from rgcore.information.resampling.conditional_means import means_given_sublattice
from rgcore.information.resampling.pinned_clusters import resample

__all__ = ["compatible_moments", "pair_moments"]

_AT_ONCE = 64  # configurations whose products are computed together
_UPDATES_PER_SCALE = 1.5  # updates between successive configurations, per spacing of the observed spins


def compatible_moments(
    spins: np.ndarray, coupling: float, level: int, n_resamples: int, *, rng: Generator
) -> np.ndarray:
    """Return the mean of v v^T, v = (1, E[X | observed]), of every replica.

    Parameters
    ----------
    spins : (n_configurations, n_replicas, side, side) int8 array
        Of the nearest-neighbour model.
    coupling : float
        Its K.
    level : int
        Of :func:`rgcore.information.decimated_sites`.
    n_resamples : int
        Configurations drawn anew for each, from level 2 on, at least 2.
    rng : Generator, advanced in place

    Returns
    -------
    (n_replicas, 14, 14) float64 array
    """
    n_configurations, n_replicas, side, _ = spins.shape
    rows = spins.reshape(-1, side, side)
    total = np.zeros((n_replicas, 1 + len(PARAMETERS), 1 + len(PARAMETERS)))
    for first in range(0, len(rows), _AT_ONCE):
        part = rows[first : first + _AT_ONCE]
        values = list(_values(part, coupling, level, n_resamples, rng=rng))
        replicas = np.arange(first, first + len(part)) % n_replicas
        np.add.at(total, replicas, pair_moments(np.array(values)))
    return total / n_configurations


def _values(spins, coupling, level, n_resamples, *, rng) -> Iterator[np.ndarray]:
    """Yield X_a (n, 13), or its conditional means, of successive configurations with the same observed spins."""
    if level == 0:
        yield lattice_statistics(spins)
        return
    yield means_given_sublattice(spins, coupling)
    if level == 1:
        return
    observed = decimated_sites(spins.shape[1], level)
    n_updates = math.ceil(_UPDATES_PER_SCALE * 2 ** (level / 2))
    for _ in range(n_resamples):
        spins = resample(spins, coupling, observed, n_updates, rng=rng)
        yield means_given_sublattice(spins, coupling)


def pair_moments(values: np.ndarray) -> np.ndarray:
    """Return the mean of v v^T (n, 14, 14) over pairs of values (m, n, 13) that are no neighbours in the chain."""
    with_one = np.concatenate([np.ones((*values.shape[:2], 1)), values], axis=2)
    if len(values) == 1:
        return _products(with_one[0], with_one[0])
    total = with_one.sum(axis=0)
    same = sum(_products(each, each) for each in with_one)
    next_ = sum(_products(one, other) for one, other in pairwise(with_one))
    n_pairs = (len(values) - 1) * (len(values) - 2)
    return (_products(total, total) - same - next_ - next_.transpose(0, 2, 1)) / n_pairs


def _products(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return one[:, :, None] * other[:, None, :]
