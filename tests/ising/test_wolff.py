"""Wolff's sampler against the enumerated law of small tori, Kaufman's torus, and the limit of huge coupling.

Planted bugs, and the largest deviation in standard errors that they gave in the enumerated law of side 3, in the levels
of side 4, and line by line of side 66 (without a bug 2.3, 1.8 and 3.0; the bound is 4): bond probability x 0.97 33, 30
and 75, x 0.99 11, 9 and 25; the left neighbour taken for the upper one 224, 65 and 499; a neighbour in the diagonal 68,
27 and 197; rows that wrap one short 123, 32 and 72, columns 165, 28 and 76; a row never flipped 316, 294 and 151; one
bit for two of the four neighbours 46, 21 and 2.9 (side 2: 69). The same random words for the chains of a pair gave
correlations of 149.
"""

import numpy as np
import pytest

from rgcore.ising import magnetization, wolff

from .chains import IMPOSSIBLE, cold, correlations, from_the_law, law_deviations, line_deviations, random
from .laws import excess_of_levels

N_CHAINS = 100_000
BOUND = 4  # standard errors


@pytest.mark.parametrize(("side", "coupling"), [(2, 0.2), (3, 0.35)])
@pytest.mark.parametrize(("start", "steps"), [(from_the_law, 6), (cold, 40), (random, 40)])
def test_wolff_stays_in_the_boltzmann_law_and_reaches_it_from_anywhere(side, coupling, start, steps):
    rng = np.random.default_rng(20240601)
    records, _ = wolff(start(N_CHAINS, side, coupling, rng=rng), coupling, 1, steps, rng=rng)
    assert (law_deviations(records[0], coupling) < BOUND).all()


@pytest.mark.parametrize("coupling", [0.3, 0.4406868, 0.6])
def test_energies_follow_the_density_of_states(coupling):
    rng = np.random.default_rng(20240604)
    records, _ = wolff(cold(N_CHAINS // 2, 4), coupling, 1, 60, rng=rng)
    assert abs(excess_of_levels(records[0], coupling)) < BOUND


@pytest.mark.parametrize(("side", "n_chains"), [(8, 8000), (66, 600)])
@pytest.mark.parametrize("axis", [2, 3])
def test_bonds_of_every_row_and_column_carry_their_part_of_the_exact_energy(axis, side, n_chains):
    rng, steps = np.random.default_rng(20240605), side**2 // 3  # a cluster has 5 to 6 spins
    records, _ = wolff(cold(n_chains, side), 0.3, 10, steps, rng=rng)
    assert (line_deviations(records[3:], 0.3, axis) < BOUND).all()


def test_chains_are_independent_of_each_other():
    records, _ = wolff(cold(N_CHAINS, 3), 0.35, 1, 12, rng=np.random.default_rng(20240606))
    assert (correlations(records[0]) < BOUND).all()


def test_at_huge_coupling_a_cluster_is_the_whole_aligned_lattice():
    records, touched = wolff(cold(2, 6), 50.0, 3, 1, rng=np.random.default_rng(9))
    assert magnetization(records).tolist() == [[-36, -36], [36, 36], [-36, -36]]
    assert touched == 2 * 3 * 36


def test_touched_counts_the_spins_flipped():
    start = cold(1, 7)
    records, touched = wolff(start, 0.4, 500, 1, rng=np.random.default_rng(11))
    assert touched == (np.concatenate([start, records[:, 0]])[:-1] != records[:, 0]).sum()


def test_the_start_is_left_untouched_and_the_generator_moves_on():
    start, rng = cold(3, 4), np.random.default_rng(12)
    start.flags.writeable = False
    first, second = (wolff(start, 0.3, 5, 2, rng=rng)[0] for _ in range(2))
    assert (start == 1).all()
    assert (first != second).any()
    assert (wolff(start, 0.3, 5, 2, rng=np.random.default_rng(12))[0] == first).all()


@pytest.mark.parametrize(("start", "coupling", "message"), IMPOSSIBLE)
def test_impossible_chains_are_refused(start, coupling, message):
    with pytest.raises(ValueError, match=message):
        wolff(start, coupling, 1, 1, rng=np.random.default_rng(0))
