"""Block spins by majority rule, and how many times a lattice can be blocked."""

import numpy as np
from numpy.random import Generator

from rgcore.errors import InputError

__all__ = ["SCALE_FACTOR", "blocked", "blocked_sides"]

SCALE_FACTOR = 2
"""Sides of a block, and the factor b by which lengths shrink in one step."""

SMALLEST_SIDE = 8
"""No lattice is blocked below this side.

The operators reach two sites far. At side 4 two sites to the right are two sites to the left, so that pairs count
twice: it is no longer the operator that it was one step before.
"""


def blocked(spins: np.ndarray, *, rng: Generator) -> np.ndarray:
    """Replace each block of 2 x 2 spins by the sign of its sum; a fair coin decides ties.

    Parameters
    ----------
    spins : (n, side, side) int8 array
        Entries -1 or +1, side even. Left untouched.
    rng : Generator, advanced in place
        One bit per block, used or not.

    Returns
    -------
    (n, side / 2, side / 2) int8 array
        Entries -1 or +1.

    Raises
    ------
    ValueError
        If ``spins`` is not (n, side, side) with an even side.
    """
    if spins.ndim != 3 or spins.shape[1] != spins.shape[2] or spins.shape[1] % SCALE_FACTOR:
        raise ValueError(f"spins must be (n, side, side) with an even side, got {spins.shape}")
    n_configurations, side, _ = spins.shape
    half = side // SCALE_FACTOR
    coins = rng.integers(0, 2, size=(n_configurations, half, half), dtype=np.bool_)
    return majority(spins, coins)


def majority(spins: np.ndarray, coins: np.ndarray) -> np.ndarray:
    """Return the block spins of ``spins`` (n, side, side) where ``coins`` (n, side/2, side/2) bool decide the ties."""
    rows = spins[:, ::2] + spins[:, 1::2]
    total = rows[:, :, ::2] + rows[:, :, 1::2]  # (n, side/2, side/2): -4, -2, 0, 2 or 4
    up = (total > 0) | ((total == 0) & coins)
    return 2 * up.view(np.int8) - np.int8(1)


def blocked_sides(side: int, n_blockings: int) -> list[int]:
    """Return the sides of the lattice after 1, 2, ... ``n_blockings`` steps.

    Raises
    ------
    InputError
        If the side is not divisible that often, or the last lattice is smaller than ``SMALLEST_SIDE``.
    """
    if n_blockings < 1:
        raise InputError(f"mcrg.n_blockings must be at least 1, but it is {n_blockings}")
    factor = SCALE_FACTOR**n_blockings
    if side % factor:
        raise InputError(f"mcrg.side must be divisible by 2**mcrg.n_blockings = {factor}, but it is {side}")
    if side // factor < SMALLEST_SIDE:
        raise InputError(
            f"mcrg.n_blockings must leave at least {SMALLEST_SIDE} block spins per side, "
            f"but {n_blockings} of mcrg.side = {side} leave {side // factor}"
        )
    return [side // SCALE_FACTOR**step for step in range(1, n_blockings + 1)]
