"""The majority rule: its table, and coins that are fair and independent.

Planted, with these seeds: coins that are up 49 times in 100 give z = -29 (495 in 1,000: -14; 499 would pass), one coin
for a whole configuration 1,431 between neighbours, the coins of one call used again for the next 1,431 between calls.
Blocks that begin one row later fail the first test alone: no average depends on them.
"""

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.ising.mcrg.majority_rule import SMALLEST_SIDE, blocked, blocked_sides


def tied(n, side):
    """Configurations of stripes: every block is two against two."""
    return np.broadcast_to(np.array([1, -1], np.int8), (n, side, side // 2, 2)).reshape(n, side, side)


def test_three_or_four_of_a_kind_win_in_their_own_block():
    spins = -np.ones((1, 6, 6), np.int8)
    spins[0, 2:4, 4:6] = [[1, 1], [1, -1]]
    spins[0, 4:6, 0:2] = 1
    spins[0, 0, 0] = 1  # one against three
    expected = -np.ones((3, 3), np.int8)
    expected[1, 2] = expected[2, 0] = 1
    result = blocked(spins, rng=np.random.default_rng(1))
    assert result.dtype == np.int8
    assert (result[0] == expected).all()


def test_every_block_of_four_spins_gets_its_sign_or_a_coin():
    blocks = np.array(np.meshgrid(*[[-1, 1]] * 4)).reshape(4, -1).T.reshape(-1, 2, 2).astype(np.int8)
    rng = np.random.default_rng(2)
    results = np.stack([blocked(blocks, rng=rng)[:, 0, 0] for _ in range(400)])
    totals = blocks.sum(axis=(1, 2))
    assert (results[:, totals > 0] == 1).all()
    assert (results[:, totals < 0] == -1).all()
    ties = results[:, totals == 0]
    assert ties.shape[1] == 6
    assert (np.abs(ties.mean(axis=0)) < 4 / np.sqrt(400)).all()


def test_coins_are_fair():
    coins = blocked(tied(2000, 64), rng=np.random.default_rng(3))
    assert abs(coins.sum()) < 4 * np.sqrt(coins.size)


def z_of(first, second):
    products = first.astype(int) * second
    return products.sum() / np.sqrt(products.size)


def test_coins_of_neighbours_of_configurations_and_of_calls_are_independent():
    rng = np.random.default_rng(4)
    coins, more = (blocked(tied(2000, 64), rng=rng) for _ in range(2))
    pairs = [(coins, np.roll(coins, shift, axis)) for axis in range(3) for shift in (1, 2)]
    for first, second in [*pairs, (coins, more)]:
        assert abs(z_of(first, second)) < 4


def test_a_tie_is_decided_whatever_the_spins_around_it():
    spins = tied(4000, 4).copy()
    spins[:, :2, :2] = 1  # one block is decided, three are not
    result = blocked(spins, rng=np.random.default_rng(5))
    assert (result[:, 0, 0] == 1).all()
    assert abs(result[:, 1, 1].sum()) < 4 * np.sqrt(4000)


def test_the_spins_are_left_untouched():
    spins = tied(2, 4).copy()
    blocked(spins, rng=np.random.default_rng(6))
    assert (spins == tied(2, 4)).all()


@pytest.mark.parametrize("shape", [(1, 5, 5), (1, 4, 6), (4, 4)])
def test_lattices_that_have_no_blocks_are_refused(shape):
    with pytest.raises(ValueError, match="even side"):
        blocked(np.ones(shape, np.int8), rng=np.random.default_rng(7))


def test_sides_are_halved_down_to_the_smallest():
    assert blocked_sides(64, 3) == [32, 16, 8]
    assert blocked_sides(40, 2) == [20, 10]
    assert SMALLEST_SIDE == 8


@pytest.mark.parametrize(
    ("side", "n_blockings", "sentence"),
    [
        (60, 3, r"mcrg\.side must be divisible by 2\*\*mcrg\.n_blockings = 8, but it is 60"),
        (64, 4, r"must leave at least 8 block spins per side, but 4 of mcrg\.side = 64 leave 4"),
        (64, 0, r"mcrg\.n_blockings must be at least 1, but it is 0"),
    ],
)
def test_lattices_that_cannot_be_blocked_so_often_get_one_sentence(side, n_blockings, sentence):
    with pytest.raises(InputError, match=sentence):
        blocked_sides(side, n_blockings)
