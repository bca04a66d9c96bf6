"""Coarse spins of a filter: the block that is seen, the majority rule as a special case, and P(h | v).

Planted: a stride or an offset that is off by one, a mirrored or a transposed filter, signs in place of draws, and
exp(-x) in place of exp(-2 x) each fail here.
"""

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.ising.mcrg.majority_rule import blocked
from rgcore.learned.maps.filters._filter_kernels import filter_inputs
from rgcore.learned.maps.filters.filter_map import FilterMap, coarse_spins

MAJORITY = FilterMap(weights=np.ones((2, 2)), hidden="deterministic")


def independent_spins(n, side, seed):
    return 2 * np.random.default_rng(seed).integers(0, 2, (n, side, side), dtype=np.int8) - np.int8(1)


def inputs_by_hand(spins, weights):
    """Return the inputs by moving the whole lattice under each weight."""
    offset = len(weights) // 2 - 1
    moved = [
        weight * np.roll(spins, (offset - i, offset - j), axis=(1, 2))
        for (i, j), weight in np.ndenumerate(weights)
    ]
    return sum(moved)[:, ::2, ::2]


@pytest.mark.parametrize(("width", "side"), [(2, 2), (2, 8), (4, 4), (4, 10), (6, 8), (8, 8), (8, 16)])
def test_an_input_is_the_sum_of_the_spins_around_its_block_under_the_filter(width, side):
    spins = independent_spins(3, side, 1)
    weights = np.random.default_rng(2).normal(size=(width, width)).astype(np.float32)
    found = np.empty((3, side // 2, side // 2), np.float32)
    filter_inputs(spins, weights, found)
    np.testing.assert_allclose(found, inputs_by_hand(spins, weights), atol=1e-5)


def test_the_compiled_sums_are_those_of_their_source():
    spins, weights = (
        independent_spins(2, 8, 3),
        np.random.default_rng(4).normal(size=(6, 6)).astype(np.float32),
    )
    compiled, plain = (np.empty((2, 4, 4), np.float32) for _ in range(2))
    filter_inputs(spins, weights, compiled)
    filter_inputs.py_func(spins, weights, plain)
    np.testing.assert_array_equal(compiled, plain)


def test_four_equal_weights_are_the_majority_rule_bit_for_bit():
    spins = independent_spins(50, 16, 5)
    found = coarse_spins(MAJORITY, spins, rng=np.random.default_rng(6))
    np.testing.assert_array_equal(found, blocked(spins, rng=np.random.default_rng(6)))
    assert (found != blocked(spins, rng=np.random.default_rng(7))).any()  # coins decide ties


def test_one_weight_keeps_every_second_spin():
    spins = independent_spins(5, 8, 8)
    weights = np.array([[0.0, 0.0], [1.0, 0.0]])
    coarse = FilterMap(weights=weights, hidden="deterministic")
    np.testing.assert_array_equal(
        coarse_spins(coarse, spins, rng=np.random.default_rng(9)), spins[:, 1::2, ::2]
    )


def test_sampled_spins_follow_the_conditional_distribution_of_the_hidden_units():
    weights = np.array([[0.3, -0.2], [0.5, 0.1]])
    spins = np.tile(independent_spins(1, 4, 10), (20_000, 1, 1))
    drawn = coarse_spins(FilterMap(weights=weights, hidden="sampled"), spins, rng=np.random.default_rng(11))
    means = np.tanh(inputs_by_hand(spins[:1], weights)[0])
    errors = np.sqrt((1 - means**2) / len(spins))
    assert (np.abs(drawn.mean(axis=0) - means) < 4 * errors).all()
    pair = (drawn[:, 0, 0] - means[0, 0]) * (drawn[:, 0, 1] - means[0, 1])
    assert abs(pair.mean()) < 4 * errors[0, 0] * errors[0, 1] * np.sqrt(len(spins))  # no shared random number


def test_large_inputs_are_signs():
    coarse = FilterMap(weights=np.full((2, 2), 500.0), hidden="sampled")
    up = np.ones((1, 4, 4), np.int8)
    assert (coarse_spins(coarse, up, rng=np.random.default_rng(12)) == 1).all()
    assert (coarse_spins(coarse, -up, rng=np.random.default_rng(13)) == -1).all()


@pytest.mark.parametrize("hidden", ["deterministic", "sampled"])
def test_how_the_sample_is_cut_changes_no_bit(hidden):
    spins = independent_spins(30, 16, 14)
    coarse = FilterMap(weights=np.ones((2, 2)), hidden=hidden)
    whole = coarse_spins(coarse, spins, rng=np.random.default_rng(15))
    rng = np.random.default_rng(15)
    parts = [coarse_spins(coarse, part, rng=rng) for part in (spins[:7], spins[7:])]
    np.testing.assert_array_equal(whole, np.concatenate(parts))


@pytest.mark.parametrize(
    ("weights", "hidden", "sentence"),
    [
        (np.ones((3, 3)), "sampled", "weights must have an even width, got 3"),
        (np.ones((2, 4)), "sampled", "weights must"),
        (np.full((2, 2), 2000.0), "sampled", "weights must be at most 1000 in size, got 2000"),
        (np.ones((2, 2)), "mean", "hidden must be 'deterministic' or 'sampled', got 'mean'"),
    ],
)
def test_filters_that_are_none_get_one_sentence(weights, hidden, sentence):
    with pytest.raises(InputError, match=sentence):
        FilterMap(weights=weights, hidden=hidden)


@pytest.mark.parametrize("side", [5, 6])
def test_lattices_that_do_not_hold_the_filter_get_one_sentence(side):
    coarse = FilterMap(weights=np.ones((8, 8)), hidden="sampled")
    with pytest.raises(InputError, match=f"even side of at least the width 8 of the filter, got side {side}"):
        coarse_spins(coarse, np.ones((2, side, side), np.int8), rng=np.random.default_rng(16))
