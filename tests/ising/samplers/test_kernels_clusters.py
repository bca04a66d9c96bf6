"""Compiled cluster updates against their Python source, bit for bit, and piece by piece against plain definitions.

Run once more with NUMBA_BOUNDSCHECK=1 by tests/workflow: numba reads past the end of an array silently otherwise.
"""

import numpy as np
import pytest
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from rgcore.ising.samplers._bond_kernels import BLOCK, thin
from rgcore.ising.samplers._swendsen_wang_kernels import (
    find_clusters,
    mark_aligned,
    paint_clusters,
    run_swendsen_wang,
)
from rgcore.ising.samplers._wolff_kernels import flip_clusters, run_wolff
from rgcore.ising.samplers.binary_digits import binary_digits
from rgcore.rng_kernels import STEP, random_word

from .plain_python import both

SIDES = [2, 3, 5, 64, 67, 130]  # within a word, whole words, across words


def stream(seed):
    return np.random.default_rng(seed).integers(0, 2**64, size=2, dtype=np.uint64)


def spins_at_random(*shape, seed=1):
    return np.random.default_rng(seed).choice(np.array([-1, 1], np.int8), size=shape)


def flags(bits, side):
    """Return bits (side, n_words) as (side, side) of 0 and 1, and check that no other bit is set."""
    whole = np.unpackbits(bits.view(np.uint8), axis=1, bitorder="little")
    assert not whole[:, side:].any()
    return whole[:, :side]


def words(flags):
    """Return flags (side, side) as bits (side, n_words)."""
    side = len(flags)
    padded = np.zeros((side, -(-side // 64) * 64), np.uint8)
    padded[:, :side] = flags
    return np.packbits(padded, axis=1, bitorder="little").view(np.uint64)


def components(left, up):
    """Return the number of the cluster of each site (side**2,), by scipy, from flags of bonds (side, side)."""
    side = len(left)
    sites = np.arange(side**2).reshape(side, side)
    ends = [
        np.concatenate([sites[left > 0], sites[up > 0]]),
        np.concatenate([np.roll(sites, 1, axis=1)[left > 0], np.roll(sites, 1, axis=0)[up > 0]]),
    ]
    graph = coo_array((np.ones(len(ends[0])), tuple(ends)), shape=(side**2, side**2))
    return connected_components(graph, directed=False)[1]


@pytest.mark.parametrize("run", [run_wolff, run_swendsen_wang])
@pytest.mark.parametrize(("side", "n_records"), [(2, 5), (5, 4), (67, 1)])
def test_compiled_chains_equal_plain_python_bit_for_bit(run, side, n_records):
    start, records = spins_at_random(2, side, side), np.empty((n_records, 2, side, side), np.int8)
    compiled, plain = both(run, start, 2, binary_digits(0.55), records, stream(side))
    for one, other in zip(compiled[3:], plain[3:], strict=True):  # records, stream, number of flipped spins
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("probability", [0.0, 2.0**-30, 0.25, 0.5857864376269049, 1 - 2.0**-53, 1.0])
def test_a_bit_is_kept_if_its_uniform_number_is_below_the_probability(probability):
    bits, random = np.full(BLOCK, 2**64 - 1, np.uint64), stream(1)
    first, salt = random.tolist()
    digits = [  # (digit, word, bit)
        [
            random_word(np.uint64((first + int(STEP) * (BLOCK * d + w)) % 2**64), np.uint64(salt))
            for w in range(16)
        ]
        for d in range(64)
    ]
    uniforms = sum(
        (np.unpackbits(np.array(row, np.uint64).view(np.uint8), bitorder="little").astype(object) << (63 - d))
        for d, row in enumerate(digits)
    )
    thin(bits, binary_digits(probability), random)
    kept = np.unpackbits(bits.view(np.uint8), bitorder="little")
    assert (kept == (uniforms < min(int(probability * 2**64), 2**64 - 1))).all()


def test_bits_are_thinned_independently_of_place_and_neighbour():
    bits, p = np.full(64 * BLOCK, 2**64 - 1, np.uint64), 0.5857864376269049
    random, kept = stream(2), []
    for _ in range(50):
        bits[:] = 2**64 - 1
        thin(bits, binary_digits(p), random)
        kept.append(np.unpackbits(bits.view(np.uint8), bitorder="little").reshape(-1, 64))
    centred = np.concatenate(kept) - p  # (n, 64)
    n = len(centred)
    by_place = centred.mean(axis=0) / np.sqrt(p * (1 - p) / n)
    assert abs((by_place**2).mean() - 1) < 4 * np.sqrt(2 / 64)
    for one, other in [
        (centred[:, 1:], centred[:, :-1]),
        (centred[1:], centred[:-1]),
        (centred[16:], centred[:-16]),
    ]:
        correlation = (one * other).mean() / (p * (1 - p))
        assert abs(correlation) < 4 / np.sqrt(one.size)


def test_a_bit_that_is_not_set_stays_so():
    bits = np.arange(2 * BLOCK, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    before = bits.copy()
    thin(bits, binary_digits(0.7), stream(3))
    assert not (bits & ~before).any()
    assert (bits != before).any()


@pytest.mark.parametrize("side", SIDES)
def test_aligned_neighbours_are_marked(side):
    spins = spins_at_random(side, side)
    left, up = np.empty((2, side, -(-side // 64)), np.uint64)
    mark_aligned(spins, left, up)
    assert (flags(left, side) == (spins == np.roll(spins, 1, axis=1))).all()
    assert (flags(up, side) == (spins == np.roll(spins, 1, axis=0))).all()


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("density", [0.0, 0.3, 0.5, 0.8, 1.0])
def test_every_site_leads_to_the_first_of_its_cluster(side, density):
    rng = np.random.default_rng(side)
    for _ in range(10):
        left, up = (rng.random((2, side, side)) < density).astype(np.uint8)
        parent, pairs = np.empty(side**2, np.uint32), np.empty((side + 1, 2), np.uint32)
        find_clusters(words(left), words(up), parent, pairs)
        assert (parent <= np.arange(side**2)).all()
        while (parent != parent[parent]).any():
            parent = parent[parent]
        clusters = components(left, up)
        first = np.unique(clusters, return_index=True)[1]
        assert (parent == first[clusters]).all()


def test_a_cluster_is_painted_as_a_whole_and_either_colour_is_as_likely():
    parent = np.array([0, 0, 2, 1, 2, 5], np.uint32)
    spins, random = np.empty((4000, 6), np.int8), stream(4)
    for row in spins:
        paint_clusters(row, parent, random)
    assert set(np.unique(spins)) == {-1, 1}
    assert (spins[:, [0, 0, 2]] == spins[:, [1, 3, 4]]).all()
    colours = spins[:, [0, 2, 5]].astype(int)
    products = (colours.T @ colours)[np.triu_indices(3, 1)]
    assert (abs(np.append(colours.sum(axis=0), products)) < 4 * np.sqrt(len(spins))).all()


@pytest.mark.parametrize("side", SIDES)
def test_with_every_bond_active_all_that_hangs_together_flips(side):
    lattice, random = (spins_at_random(side, side) > 0).astype(np.uint8), stream(side)
    queue = np.empty(side**2 + 1, np.uint32)
    for _ in range(20):
        before = lattice.copy()
        size = flip_clusters(lattice, 1, binary_digits(1.0), queue, random)
        clusters = components(*(before == np.roll(before, 1, axis=axis) for axis in (1, 0)))
        flipped = (lattice != before).ravel()
        assert (flipped == (clusters == clusters[queue[0]])).all()
        assert size == flipped.sum()


def test_a_cluster_of_every_site_fits_into_the_queue():
    lattice, queue = np.ones((9, 9), np.uint8), np.empty(82, np.uint32)
    assert flip_clusters(lattice, 1, binary_digits(1.0), queue, stream(5)) == 81
    assert not lattice.any()
    assert (np.sort(queue[:81]) == np.arange(81)).all()


def test_clusters_start_anywhere():
    lattice, queue, random = np.zeros((6, 6), np.uint8), np.empty(37, np.uint32), stream(6)
    starts = np.empty(36_000, np.int64)
    for k in range(len(starts)):
        flip_clusters(lattice, 1, binary_digits(0.0), queue, random)
        starts[k] = queue[0]
    counts = np.bincount(starts, minlength=36)
    assert abs(((counts - 1000) ** 2 / 1000).sum() - 35) < 4 * np.sqrt(2 * 35)
