"""Ideal blocks: what the measures of size read off equal weights."""

import numpy as np
from numpy.random import Generator

from rgcore.errors import InputError
from rgcore.learned.size_controls.control_card import ControlCase

__all__ = ["ideal_block"]


def ideal_block(case: ControlCase, *, rng: Generator, block_side: int) -> np.ndarray:
    """Return equal weights on one block of ``block_side`` x ``block_side`` spins, (side**2, 1)."""
    del rng
    if block_side > case.side:
        raise InputError(f"a block of side {block_side} must fit on the lattice, whose side is {case.side}")
    image = np.zeros((case.side, case.side))
    image[:block_side, :block_side] = 1
    return image.reshape(-1, 1)
