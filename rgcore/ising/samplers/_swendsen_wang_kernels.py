"""Compiled updates of all clusters (Swendsen and Wang). They check nothing; swendsen_wang.py checks everything."""

import numpy as np

from rgcore.compiling import njit
from rgcore.ising.samplers._bond_kernels import ALL, BLOCK, ONE, ZERO, thin
from rgcore.rng_kernels import STEP, random_word

__all__ = ["run_swendsen_wang"]


@njit
def run_swendsen_wang(start, updates_per_record, digits, records, stream):
    """Write chains from start (n_chains, side, side) to records (n, n_chains, side, side).

    ``digits`` are those of the probability of an active bond. Bit j of word w of a row of left and up (side, n_words)
    is the bond of the site in column 64 w + j to its left and to its upper neighbour.
    """
    n_chains, side, _ = start.shape
    n_words = (side + 63) // 64
    n_used = 2 * side * n_words
    words = np.zeros((n_used + BLOCK - 1) // BLOCK * BLOCK, np.uint64)
    left, up = words[:n_used].reshape(2, side, n_words)
    parent, pairs = np.empty(side * side, np.uint32), np.empty((side + 1, 2), np.uint32)
    for chain in range(n_chains):
        spins = start[chain].copy()
        for record in records[:, chain]:
            for _ in range(updates_per_record):
                mark_aligned(spins, left, up)
                thin(words, digits, stream)
                find_clusters(left, up, parent, pairs)
                paint_clusters(spins.reshape(side * side), parent, stream)
            record[:] = spins


@njit
def mark_aligned(spins, left, up):
    """Set the bits of left and up (side, n_words) whose bonds join aligned spins (side, side) int8."""
    side, n_words = left.shape
    for row in range(side):
        spins_here, spins_above = spins[row], spins[row - 1]
        before = np.uint64(spins_here[side - 1] > 0)
        for w in range(n_words):
            width = min(64, side - 64 * w)
            here, above = ZERO, ZERO
            for j in range(width):
                here |= np.uint64(spins_here[64 * w + j] > 0) << np.uint64(j)
                above |= np.uint64(spins_above[64 * w + j] > 0) << np.uint64(j)
            inside = ALL >> np.uint64(64 - width)
            left[row, w] = ~(here ^ (here << ONE | before)) & inside
            up[row, w] = ~(here ^ above) & inside
            before = here >> np.uint64(63)


@njit
def find_clusters(left, up, parent, pairs):
    """Give every site a parent (n_sites,) uint32: a site of its cluster that comes before it, or itself.

    Just one site of a cluster, the first one, is its own parent. One pass, row by row: in use is only the memory of two
    rows and of what their labels lead to, so that the time per site hardly depends on the side. pairs (side + 1, 2)
    uint32 is scratch space.
    """
    side = len(left)
    for row in range(side):
        label_runs(left[row], row * side, parent[row * side : (row + 1) * side])
        if row > 0:
            join_rows(left, up, (row, row - 1), parent, pairs)
    join_rows(left, up, (0, side - 1), parent, pairs)


@njit(inline="always")
def label_runs(left, first, labels):
    """Give the sites of a row, the first of them ``first``, the first site of their run of joined sites as label."""
    site = np.uint32(first)
    label = site
    for w in range(len(left)):
        bits, piece = left[w], labels[64 * w : 64 * w + 64]
        for j in range(len(piece)):
            label = label if bits & ONE else site
            piece[j] = label
            site += np.uint32(1)
            bits >>= ONE


@njit(inline="always")
def join_rows(left, up, rows, parent, pairs):
    """Join the runs of a row to those of the row above it, and its last run to its first one around the torus."""
    (row, above), side = rows, len(left)
    labels, labels_above = parent[row * side : (row + 1) * side], parent[above * side : (above + 1) * side]
    pairs[0, 0], pairs[0, 1] = labels[0], labels[side - 1]
    n_pairs, before = left[row, 0] & ONE, ZERO
    for w in range(len(up[row])):
        again = (up[row, w] << ONE | before) & left[row, w] & left[above, w]  # the bond before joins the same
        bits, before = up[row, w] & ~again, up[row, w] >> np.uint64(63)
        piece, piece_above = labels[64 * w : 64 * w + 64], labels_above[64 * w : 64 * w + 64]
        for j in range(len(piece)):
            pairs[n_pairs, 0], pairs[n_pairs, 1] = piece[j], piece_above[j]
            n_pairs += bits & ONE
            bits >>= ONE
    for k in range(n_pairs):
        join(pairs[k, 0], pairs[k, 1], parent)
    for j in range(side):
        labels[j] = parent[labels[j]]  # short ways for the next row


@njit(inline="always")
def join(one, other, parent):
    """Join the clusters of two sites: climb from both, hanging what is passed below the smaller of the two parents.

    Rem's algorithm: Dijkstra, A Discipline of Programming (1976).
    """
    low, high = parent[one], parent[other]
    while low != high:
        if high < low:
            one, other, low, high = other, one, high, low
        parent[other] = low
        if high == other:
            break
        other, high = high, parent[high]


@njit
def paint_clusters(spins, parent, stream):
    """Give each cluster of spins (n_sites,) int8 a random spin: every site a coin, then that of its parent.

    The parent comes before the site and has the spin of the cluster already; the first site keeps its coin.
    """
    place, salt = stream
    for first in range(0, len(spins), 64):
        coins = random_word(place, salt)
        place += STEP
        piece, parents = spins[first : first + 64], parent[first : first + 64]
        for j in range(len(piece)):
            piece[j] = 2 * np.int8(coins >> np.uint64(j) & ONE) - 1
        for j in range(len(piece)):
            piece[j] = spins[parents[j]]
    stream[0] = place
