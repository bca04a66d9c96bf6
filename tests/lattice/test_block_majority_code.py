"""The code of majority spins: bits are signs of sums over blocks, and the guess is a conditional mean."""

import numpy as np
import pytest

from rgcore.lattice.block_majority_code import decode_majority, majority_bits


def spins(n, side, seed=1):
    return (2 * np.random.default_rng(seed).integers(0, 2, size=(n, side, side)) - 1).astype(np.int8)


def test_a_bit_is_the_sign_of_the_sum_of_its_block():
    lattices = spins(50, 6)
    bits = majority_bits(lattices, 3, rng=np.random.default_rng(2))
    for row in range(2):
        for column in range(2):
            block = lattices[:, 3 * row : 3 * row + 3, 3 * column : 3 * column + 3]
            np.testing.assert_array_equal(bits[:, row, column], np.sign(block.sum(axis=(1, 2))))


def test_ties_are_decided_by_fair_coins():
    tied = np.tile(np.array([[1, -1], [-1, 1]], dtype=np.int8), (4000, 1, 1))
    bits = majority_bits(tied, 2, rng=np.random.default_rng(3))
    assert abs(bits.mean()) < 4 / np.sqrt(4000)


def test_the_guess_is_the_mean_of_a_spin_given_its_bit_at_each_place():
    rng = np.random.default_rng(4)
    lattices = spins(3000, 4)
    lattices[:, 1::2, 1::2] = lattices[:, ::2, ::2]  # two opposite corners of every block are alike
    bits = majority_bits(lattices, 2, rng=rng)
    guesses = decode_majority(bits, lattices)
    assert guesses.shape == lattices.shape
    follows = np.abs(guesses[0, :2, :2])
    np.testing.assert_allclose(np.abs(guesses[:, :2, :2]), np.broadcast_to(follows, (3000, 2, 2)))
    # four corners, a = d; b and c differ in half of all blocks: then a decides, else a coin against it or both
    assert follows[0, 0] == pytest.approx(0.75, abs=0.02)
    assert follows[0, 1] == pytest.approx(0.25, abs=0.02)
    errors = np.square(lattices - guesses).mean()
    for factor in (0.97, 1.03):
        assert np.square(lattices - factor * guesses).mean() > errors


def test_blocks_that_do_not_fill_the_lattice_are_refused():
    with pytest.raises(ValueError, match="must divide the side 6, got 4"):
        majority_bits(spins(1, 6), 4, rng=np.random.default_rng(1))
