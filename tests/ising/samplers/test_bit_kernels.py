"""Compiled sweeps of 64 chains per word against their Python source, bit for bit.

Run once more with NUMBA_BOUNDSCHECK=1 by tests/workflow: numba reads past the end of an array silently otherwise.
"""

import math

import numpy as np
import pytest

from rgcore.ising import _energy_kernels
from rgcore.ising.samplers import _bit_kernels, _cluster_kernels
from rgcore.ising.samplers.binary_digits import binary_digits

RNG = np.random.default_rng(20240901)
WORDS = RNG.integers(0, 2**64, size=(5, 5, 3), dtype=np.uint64)
STREAM = RNG.integers(0, 2**64, size=2, dtype=np.uint64)
METROPOLIS = np.stack([binary_digits(math.exp(-4 * 0.4)), binary_digits(math.exp(-8 * 0.4))])
HOT = np.stack([binary_digits(1 / (1 + math.exp(-0.6 * (n - 2)))) for n in range(5)])
HEAT_BATH = np.stack([binary_digits(1 / (1 + math.exp(-1.6 * (n - 2)))) for n in range(5)])


def both(kernel, *arguments):
    """Run a kernel compiled and as plain Python on copies; return the copies."""
    compiled, plain = (
        [each.copy() if isinstance(each, np.ndarray) else each for each in arguments] for _ in range(2)
    )
    kernel(*compiled)
    with pytest.MonkeyPatch.context() as patch, np.errstate(over="ignore"):
        for helper in ("random_word", "compare_digit", "select_by_count"):
            patch.setattr(_bit_kernels, helper, getattr(_bit_kernels, helper).py_func)
        kernel.py_func(*plain)
    return compiled, plain


def test_compiled_metropolis_sweeps_equal_plain_python_bit_for_bit():
    compiled, plain = both(_bit_kernels.metropolis_sweeps, WORDS, METROPOLIS, 3, STREAM)
    assert (compiled[0] == plain[0]).all()
    assert (compiled[0] != WORDS).any()
    assert (compiled[3] == plain[3]).all()
    assert compiled[3][0] != STREAM[0]
    assert compiled[3][1] == STREAM[1]


def test_compiled_coupled_sweeps_equal_plain_python_bit_for_bit():
    upper, lower = np.full_like(WORDS, 2**64 - 1), np.zeros_like(WORDS)
    compiled, plain = both(_bit_kernels.coupled_sweeps, upper, lower, HEAT_BATH, 3, STREAM)
    assert (compiled[0] == plain[0]).all()
    assert (compiled[1] == plain[1]).all()
    assert (compiled[0] != upper).any()


def test_compiled_packing_equals_plain_python_and_comes_back():
    spins = RNG.choice(np.array([-1, 1], np.int8), size=(70, 5, 5))
    words = np.empty((5, 5, 8), np.uint64)
    packed, plain = both(_bit_kernels.words_of_spins, spins, words)
    assert (packed[1] == plain[1]).all()
    unpacked, plain = both(_bit_kernels.spins_of_words, packed[1], np.zeros_like(spins))
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
    _bit_kernels.coupled_sweeps(upper, lower, HEAT_BATH, 2, STREAM)
    assert not (lower & ~upper).any()


def test_a_longer_past_ends_in_the_same_present_once_all_starts_agree():
    presents = []
    for past in (64, 128, 512):
        upper, lower = np.full_like(WORDS, 2**64 - 1), np.zeros_like(WORDS)
        _bit_kernels.coupled_sweeps(upper, lower, HOT, past, STREAM)
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


def test_both_files_of_kernels_draw_the_same_random_words():
    for place in (STREAM[0], STREAM[1]):
        words = {module.random_word(place, STREAM[1]) for module in (_bit_kernels, _cluster_kernels)}
        assert len(words) == 1
    assert _bit_kernels.STEP == _cluster_kernels.STEP


def test_random_words_have_fair_and_independent_bits():
    with np.errstate(over="ignore"):
        places = STREAM[0] + _bit_kernels.STEP * np.arange(2**16, dtype=np.uint64)
        words = _bit_kernels.random_word.py_func(places, STREAM[1])
        other = _bit_kernels.random_word.py_func(places, STREAM[0])
    bits = np.unpackbits(words.view(np.uint8).reshape(-1, 8), axis=1).astype(np.float64) * 2 - 1
    apart = np.unpackbits(other.view(np.uint8).reshape(-1, 8), axis=1).astype(np.float64) * 2 - 1
    bound = 5 / np.sqrt(len(words))
    assert np.abs(bits.mean(axis=0)).max() < bound
    correlation = bits.T @ bits / len(bits) - np.eye(64)
    assert np.abs(correlation).max() < bound
    for lag in (1, 8, 512):
        assert np.abs(bits[lag:].T @ bits[:-lag] / len(bits)).max() < bound
    assert np.abs(bits.T @ apart / len(bits)).max() < bound
