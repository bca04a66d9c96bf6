"""Compiled updates of clusters between pinned spins. They check nothing; pinned_clusters.py checks everything."""

import numpy as np

from rgcore.compiling import njit
from rgcore.ising.samplers._bond_kernels import BLOCK, ONE, thin
from rgcore.ising.samplers._swendsen_wang_kernels import find_clusters, mark_aligned
from rgcore.rng_kernels import STEP, random_word

__all__ = ["run_pinned"]


@njit
def run_pinned(spins, pinned, n_updates, chances, stream):
    """Update every configuration of spins (n, side, side) int8 in place; pinned (side * side,) bool sites stay.

    ``chances`` are the digits of the probability of an active bond and, (5,) uint64, the probabilities of an upward
    spin between neighbours whose sum is -4, -2, ... 4, in units of 2^-64.
    """
    digits, thresholds = chances
    n_configurations, side, _ = spins.shape
    n_words = (side + 63) // 64
    n_used = 2 * side * n_words
    words = np.zeros((n_used + BLOCK - 1) // BLOCK * BLOCK, np.uint64)
    left, up = words[:n_used].reshape(2, side, n_words)
    parent, pairs = np.empty(side * side, np.uint32), np.empty((side + 1, 2), np.uint32)
    held = np.empty(side * side, np.bool_)
    for number in range(n_configurations):
        configuration = spins[number]
        for _ in range(n_updates):
            mark_aligned(configuration, left, up)
            thin(words, digits, stream)
            find_clusters(left, up, parent, pairs)
            find_held(parent, pinned, held)
            paint_free(configuration.reshape(side * side), parent, held, stream)
            for parity in (0, 1):
                heat_sublattice(configuration, pinned, parity, thresholds, stream)


@njit
def find_held(parent, pinned, held):
    """Replace parents by the first sites of clusters, and set held there where the cluster has a pinned site."""
    held[:] = False
    for site in range(len(parent)):
        parent[site] = parent[parent[site]]  # the parent comes before: it has its first site already
        if pinned[site]:
            held[parent[site]] = True


@njit
def paint_free(spins, parent, held, stream):
    """Give every cluster without a pinned site a random spin: that of its first site, drawn there."""
    place, salt = stream
    for first in range(0, len(spins), 64):
        coins = random_word(place, salt)
        place += STEP
        for j in range(min(64, len(spins) - first)):
            site = first + j
            if held[parent[site]]:
                continue
            if parent[site] == site:
                spins[site] = 2 * np.int8(coins >> np.uint64(j) & ONE) - 1
            else:
                spins[site] = spins[parent[site]]
    stream[0] = place


@njit
def heat_sublattice(spins, pinned, parity, thresholds, stream):
    """Draw every free spin (side, side) with row + column of a parity from its distribution given its neighbours."""
    place, salt = stream
    side = len(spins)
    for row in range(side):
        above, here, below = spins[row - 1], spins[row], spins[row + 1 - side]
        for column in range((row + parity) % 2, side, 2):
            if not pinned[row * side + column]:
                total = above[column] + below[column] + here[column - 1] + here[column + 1 - side]
                up = random_word(place, salt) < thresholds[(total + 4) // 2]
                here[column] = 1 if up else -1
                place += STEP
    stream[0] = place
