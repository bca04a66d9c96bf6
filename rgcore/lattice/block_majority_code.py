"""A code of majority blocks: each block of spins is stored as one bit, from which its spins are estimated."""

import numpy as np
from numpy.random import Generator

__all__ = ["decode_blocks", "decode_majority", "following_of_blocks", "majority_bits"]


def majority_bits(spins: np.ndarray, block_side: int, *, rng: Generator) -> np.ndarray:
    """Return the sign of the sum of every block; a fair coin decides where it vanishes.

    Parameters
    ----------
    spins : (n, side, side) int8 array of -1 or +1
        ``side`` a multiple of ``block_side``. Left untouched.
    block_side : int
        At least 1.
    rng : Generator, advanced in place

    Returns
    -------
    (n, side / block_side, side / block_side) int8 array of -1 or +1

    Raises
    ------
    ValueError
        If the blocks do not fill the lattice.
    """
    n, side, _ = spins.shape
    if block_side < 1 or side % block_side:
        raise ValueError(f"block_side must divide the side {side}, got {block_side}")
    n_blocks = side // block_side
    sums = spins.reshape(n, n_blocks, block_side, n_blocks, block_side).sum(axis=(2, 4), dtype=np.int64)
    coins = 2 * rng.integers(0, 2, size=sums.shape) - 1
    return np.where(sums == 0, coins, np.sign(sums)).astype(np.int8)


def decode_majority(bits: np.ndarray, spins: np.ndarray) -> np.ndarray:
    """Return the best guess, in mean square, of every spin from the bit of its block alone.

    It is the bit times the mean of spin times bit at that place of a block, over all blocks of all configurations:
    spins in the middle of a block follow it more closely than those at its border.

    Parameters
    ----------
    bits : (n, n_blocks, n_blocks) array of -1 or +1
    spins : (n, side, side) array of -1 or +1
        The configurations that the bits are of; only the means at each place of a block are taken from them.

    Returns
    -------
    (n, side, side) float64 array
        Mean spins, from -1 to 1.
    """
    return decode_blocks(bits, following_of_blocks(bits, spins))


def following_of_blocks(bits: np.ndarray, spins: np.ndarray) -> np.ndarray:
    """Return the mean of spin times bit at each place of a block, (block_side, block_side) float64.

    ``bits`` and ``spins`` as of :func:`decode_majority`.
    """
    n, n_blocks, _ = bits.shape
    block_side = spins.shape[1] // n_blocks
    blocks = spins.reshape(n, n_blocks, block_side, n_blocks, block_side)
    return (blocks * bits[:, :, None, :, None].astype(np.float64)).mean(axis=(0, 1, 3))


def decode_blocks(bits: np.ndarray, following: np.ndarray) -> np.ndarray:
    """Return mean spins (n, side, side) float64: the bit of each block (n, n_blocks, n_blocks) times ``following``."""
    n, n_blocks, _ = bits.shape
    side = n_blocks * len(following)
    return (bits[:, :, None, :, None] * following[None, None, :, None, :]).reshape(n, side, side)
