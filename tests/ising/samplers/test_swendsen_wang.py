"""Swendsen and Wang's sampler in both limits of coupling. All else is tested with the other samplers."""

import numpy as np

from rgcore.ising import magnetization, swendsen_wang

from ..chains import cold, state_deviations
from ..checks import BOUND


def test_without_coupling_every_spin_is_random():
    records, _ = swendsen_wang(cold(100_000, 3), 1e-12, 1, 1, rng=np.random.default_rng(20240617))
    assert (state_deviations(records[0], 1e-12) < BOUND).all()


def test_at_huge_coupling_an_aligned_lattice_is_one_cluster_of_either_sign():
    records, touched = swendsen_wang(cold(2, 6), 50.0, 4000, 1, rng=np.random.default_rng(20240618))
    signs = magnetization(records) // 36
    assert (abs(signs) == 1).all()
    assert abs(signs.sum()) < BOUND * np.sqrt(signs.size)
    assert touched == 2 * 4000 * 36
