"""Swendsen and Wang's sampler against the enumerated law of small tori, Kaufman's torus, and both limits of coupling.

Planted bugs, and the largest deviation in standard errors that they gave in the enumerated law of side 3, in the levels
of side 4, and line by line of side 66 (without a bug 1.9, 1.6 and 2.8; the bound is 4): bond probability x 0.97 34, 30
and 77, x 0.99 12, 11 and 26; aligned with the second row above instead of the first 26, 23 and 244; joined to it 171,
40 and 940; rows that wrap one short 170, 35 and 104, or not at all 186, 93 and 168; columns not at all 209, 120 and
161; a row not joined to the one above 208, 121 and 166, or not painted 347, 303 and 186; a bond left out that only
seems to join again what is joined 41, 56 and 133; upper bonds only where left ones are 250, 230 and 1041. A bond across
a word's border that is always aligned with the same spin shows beyond side 64 only: 45.
"""

import numpy as np
import pytest

from rgcore.ising import magnetization, swendsen_wang

from .chains import IMPOSSIBLE, cold, correlations, from_the_law, law_deviations, line_deviations, random
from .laws import excess_of_levels

N_CHAINS = 100_000
BOUND = 4  # standard errors


@pytest.mark.parametrize(("side", "coupling"), [(2, 0.2), (3, 0.35)])
@pytest.mark.parametrize(("start", "steps"), [(from_the_law, 1), (cold, 15), (random, 15)])
def test_swendsen_wang_stays_in_the_boltzmann_law_and_reaches_it_from_anywhere(side, coupling, start, steps):
    rng = np.random.default_rng(20240611)
    records, _ = swendsen_wang(start(N_CHAINS, side, coupling, rng=rng), coupling, 1, steps, rng=rng)
    assert (law_deviations(records[0], coupling) < BOUND).all()


@pytest.mark.parametrize("coupling", [0.3, 0.4406868, 0.6])
def test_energies_follow_the_density_of_states(coupling):
    rng = np.random.default_rng(20240614)
    records, _ = swendsen_wang(cold(N_CHAINS // 2, 4), coupling, 1, 25, rng=rng)
    assert abs(excess_of_levels(records[0], coupling)) < BOUND


@pytest.mark.parametrize(("side", "n_chains"), [(8, 8000), (66, 600)])
@pytest.mark.parametrize("axis", [2, 3])
def test_bonds_of_every_row_and_column_carry_their_part_of_the_exact_energy(axis, side, n_chains):
    rng = np.random.default_rng(20240615)
    records, _ = swendsen_wang(cold(n_chains, side), 0.3, 10, 4, rng=rng)
    assert (line_deviations(records[3:], 0.3, axis) < BOUND).all()


def test_chains_are_independent_of_each_other():
    records, _ = swendsen_wang(cold(N_CHAINS, 3), 0.35, 1, 3, rng=np.random.default_rng(20240616))
    assert (correlations(records[0]) < BOUND).all()


def test_without_coupling_every_spin_is_random():
    records, _ = swendsen_wang(cold(N_CHAINS, 3), 1e-12, 1, 1, rng=np.random.default_rng(20240617))
    assert (law_deviations(records[0], 1e-12) < BOUND).all()


def test_at_huge_coupling_an_aligned_lattice_is_one_cluster_of_either_sign():
    records, touched = swendsen_wang(cold(2, 6), 50.0, 4000, 1, rng=np.random.default_rng(20240618))
    signs = magnetization(records) // 36
    assert (abs(signs) == 1).all()
    assert abs(signs.sum()) < BOUND * np.sqrt(signs.size)
    assert touched == 2 * 4000 * 36


def test_the_start_is_left_untouched_and_the_generator_moves_on():
    start, rng = cold(3, 4), np.random.default_rng(12)
    start.flags.writeable = False
    first, second = (swendsen_wang(start, 0.3, 5, 2, rng=rng)[0] for _ in range(2))
    assert (start == 1).all()
    assert (first != second).any()
    assert (swendsen_wang(start, 0.3, 5, 2, rng=np.random.default_rng(12))[0] == first).all()


@pytest.mark.parametrize(("start", "coupling", "message"), IMPOSSIBLE)
def test_impossible_chains_are_refused(start, coupling, message):
    with pytest.raises(ValueError, match=message):
        swendsen_wang(start, coupling, 1, 1, rng=np.random.default_rng(0))
