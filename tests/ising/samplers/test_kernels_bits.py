"""Compiled sweeps of 64 chains per word against their Python source, bit for bit.

Run once more with NUMBA_BOUNDSCHECK=1 by tests/workflow: numba reads past the end of an array silently otherwise.
"""

import math

import numpy as np
import pytest

from rgcore.ising import _energy_kernels
from rgcore.ising.samplers._bit_kernels import spins_of_words, words_of_spins
from rgcore.ising.samplers._coupling_from_the_past_kernels import coupled_sweeps
from rgcore.ising.samplers._metropolis_kernels import metropolis_sweeps
from rgcore.ising.samplers.binary_digits import binary_digits

from .plain_python import both

RNG = np.random.default_rng(20240901)
WORDS = RNG.integers(0, 2**64, size=(5, 5, 3), dtype=np.uint64)
STREAM = RNG.integers(0, 2**64, size=2, dtype=np.uint64)
METROPOLIS = np.stack([binary_digits(math.exp(-4 * 0.4)), binary_digits(math.exp(-8 * 0.4))])
HOT = np.stack([binary_digits(1 / (1 + math.exp(-0.6 * (n - 2)))) for n in range(5)])
HEAT_BATH = np.stack([binary_digits(1 / (1 + math.exp(-1.6 * (n - 2)))) for n in range(5)])


def test_compiled_metropolis_sweeps_equal_plain_python_bit_for_bit():
    compiled, plain = both(metropolis_sweeps, WORDS, METROPOLIS, 3, STREAM)
    assert (compiled[0] == plain[0]).all()
    assert (compiled[0] != WORDS).any()
    assert (compiled[3] == plain[3]).all()
    assert compiled[3][0] != STREAM[0]
    assert compiled[3][1] == STREAM[1]


def test_compiled_coupled_sweeps_equal_plain_python_bit_for_bit():
    upper, lower = np.full_like(WORDS, 2**64 - 1), np.zeros_like(WORDS)
    compiled, plain = both(coupled_sweeps, upper, lower, HEAT_BATH, 3, STREAM)
    assert (compiled[0] == plain[0]).all()
    assert (compiled[1] == plain[1]).all()
    assert (compiled[0] != upper).any()


def test_compiled_packing_equals_plain_python_and_can_be_undone():
    spins = RNG.choice(np.array([-1, 1], np.int8), size=(70, 5, 5))
    words = np.empty((5, 5, 8), np.uint64)
    packed, plain = both(words_of_spins, spins, words)
    assert (packed[1] == plain[1]).all()
    unpacked, plain = both(spins_of_words, packed[1], np.zeros_like(spins))
    assert (unpacked[1] == plain[1]).all()
    assert (unpacked[1] == spins).all()


def test_compiled_sums_equal_plain_python():
    spins = RNG.choice(np.array([-1, 1], np.int8), size=(7, 4, 4))
    compiled, plain = both(_energy_kernels.sum_bonds, spins, np.empty(7, np.int64))
    assert (compiled[1] == plain[1]).all()
    compiled, plain = both(_energy_kernels.sum_spins, spins.reshape(7, 16), np.empty(7, np.int64))
    assert (compiled[1] == plain[1]).all()


def test_lower_chains_stay_below_upper_ones():
    upper, lower = WORDS | np.uint64(0xFF), WORDS & ~np.uint64(0xFF00)
    coupled_sweeps(upper, lower, HEAT_BATH, 2, STREAM)
    assert not (lower & ~upper).any()


def test_a_longer_past_ends_in_the_same_present_once_all_starts_agree():
    presents = []
    for past in (64, 128, 512):
        upper, lower = np.full_like(WORDS, 2**64 - 1), np.zeros_like(WORDS)
        coupled_sweeps(upper, lower, HOT, past, STREAM)
        assert (upper == lower).all()
        presents.append(upper)
    assert (presents[0] == presents[1]).all()
    assert (presents[0] == presents[2]).all()


@pytest.mark.parametrize("probability", [0.0, 2**-64, 0.1, 0.5, math.exp(-4 * 0.44), 1 - 2**-53, 1.0])
def test_binary_digits_add_up_to_the_probability(probability):
    digits = binary_digits(probability)
    assert set(digits.tolist()) <= {0, 2**64 - 1}
    total = sum(2.0 ** -(place + 1) for place, digit in enumerate(digits) if digit)
    assert abs(total - probability) <= 2**-64
