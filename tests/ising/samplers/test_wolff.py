"""Wolff's sampler: the limit of huge coupling, and what it counts. All else is tested with the other samplers."""

import numpy as np

from rgcore.ising import magnetization, wolff

from ..chains import cold


def test_at_huge_coupling_a_cluster_is_the_whole_aligned_lattice():
    records, touched = wolff(cold(2, 6), 50.0, 3, 1, rng=np.random.default_rng(9))
    assert magnetization(records).tolist() == [[-36, -36], [36, 36], [-36, -36]]
    assert touched == 2 * 3 * 36


def test_touched_counts_the_spins_flipped():
    start = cold(1, 7)
    records, touched = wolff(start, 0.4, 500, 1, rng=np.random.default_rng(11))
    assert touched == (np.concatenate([start, records[:, 0]])[:-1] != records[:, 0]).sum()
