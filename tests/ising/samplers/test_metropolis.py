"""Metropolis' sampler: the exact distribution after one sweep, every acceptance rate, both limits of coupling.

With these seeds the distribution after one sweep is met within 1.4 (chi-square of all states, as a normal deviate) and
every rate within 2 binomial standard errors. Acceptance x 0.97 moves the distribution by 12 to 37 and x 0.99 by 3 to
13; the rates, of ten million trials, would move by 62 and 30 at 0.97.
"""

import math

import numpy as np
import pytest

from rgcore.ising import energy, magnetization, metropolis
from rgcore.ising.samplers._metropolis_kernels import metropolis_sweeps
from rgcore.ising.samplers.binary_digits import binary_digits
from rgcore.rng_kernels import random_word

from ..checks import BOUND, STARTS
from ..enumerated import enumerated_states, excess, state_numbers, z_score

COUPLING = 0.3


def distribution_after_sweep(number, side, coupling, first_row):
    """Return the probabilities (2**side**2,) of all states one sweep after state ``number``, reversed or not."""
    states, _ = enumerated_states(side, coupling)
    energies, all_states = energy(states), np.arange(len(states))
    probabilities = (all_states == number).astype(float)
    for row in range(first_row, first_row + side):
        for column in range(side):
            flipped = all_states ^ (1 << (side**2 - 1 - row % side * side - column))
            moved = probabilities * np.minimum(1, np.exp(-coupling * (energies[flipped] - energies)))
            probabilities = probabilities - moved + moved[flipped]
    return (
        probabilities + probabilities[::-1]
    ) / 2  # state number k is minus state number 2**side**2 - 1 - k


@pytest.mark.parametrize(("side", "number"), [(2, 15), (2, 6), (3, 0), (3, 0b010111001), (3, 0b110010100)])
def test_one_sweep_has_the_exact_distribution_of_metropolis_from_one_of_the_rows(side, number):
    states, _ = enumerated_states(side, COUPLING)
    start = np.repeat(states[number : number + 1], 2_000_000, axis=0)
    records, _ = metropolis(start, COUPLING, 1, 1, rng=np.random.default_rng(20241101))
    counts = np.bincount(state_numbers(records[0]), minlength=len(states))
    expected = [distribution_after_sweep(number, side, COUPLING, row) * len(start) for row in range(side)]
    possible = [each for each in expected if not counts[each == 0].any()]
    assert min(abs(excess(counts, each)) for each in possible) < BOUND


@pytest.mark.parametrize("antiparallel", range(5))
def test_a_spin_flips_at_the_rate_of_its_energy(antiparallel):
    """The spin that is visited first, in 10 million lattices that are otherwise equal."""
    stream = np.random.default_rng(20241102).integers(0, 2**64, size=2, dtype=np.uint64)
    row = (int(random_word(*stream)) >> 32) * 3 >> 32
    words = np.zeros((3, 3, 10_000_000 // 64), np.uint64)
    for i, j in [(row - 1, 0), (row - 2, 0), (row, 1), (row, 2)][:antiparallel]:
        words[i, j] = ~np.uint64(0)
    digits = np.stack([binary_digits(math.exp(-factor * COUPLING)) for factor in (4, 8)])
    metropolis_sweeps(words, digits, 1, stream)
    rate, trials = min(1.0, math.exp(-COUPLING * (8 - 4 * antiparallel))), 64 * words.shape[2]
    flips = int(np.bitwise_count(words[row, 0]).sum(dtype=np.int64))
    assert abs(flips - rate * trials) <= BOUND * math.sqrt(rate * (1 - rate) * trials)


@pytest.mark.parametrize("side", [2, 3, 4])
def test_a_staircase_that_a_fixed_order_of_rows_would_keep_is_left(side):
    row, column = np.indices((side, side))
    staircase = np.where(row >= column, -1, 1).astype(np.int8)[None]
    fixed = distribution_after_sweep(state_numbers(staircase)[0], side, COUPLING, 0)
    assert np.count_nonzero(fixed) == 2  # every proposal is accepted; then it may be reversed
    start = np.repeat(staircase, 50_000, axis=0)
    records, _ = metropolis(start, COUPLING, 1, 40, rng=np.random.default_rng(20241103))
    states, probabilities = enumerated_states(side, COUPLING)
    assert abs(z_score(energy(records[0]), energy(states), probabilities)) < BOUND


def test_without_coupling_every_proposal_is_accepted():
    start = STARTS["random"](200, 7, rng=np.random.default_rng(20241104))
    records, _ = metropolis(start, 1e-17, 3, 1, rng=np.random.default_rng(20241105))
    overlap = (records * start).sum(axis=(2, 3))
    assert (np.abs(overlap) == 49).all()
    assert abs((overlap / 49).sum()) < BOUND * math.sqrt(overlap.size)  # reversed or not


@pytest.mark.parametrize("side", [3, 8])
def test_at_huge_coupling_aligned_chains_stay_aligned_and_lone_spins_give_in(side):
    start = np.ones((640, side, side), np.int8)
    start[:320, 0, side - 1] = -1
    records, touched = metropolis(start, 50.0, 2, 1, rng=np.random.default_rng(20241106))
    assert (np.abs(magnetization(records)) == side**2).all()
    assert abs(magnetization(records).sum() / side**2) < BOUND * math.sqrt(2 * 640)
    assert touched == 2 * 640 * side**2
