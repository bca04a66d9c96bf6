"""The majority rule."""

import numpy as np
from numpy.random import Generator

from rgcore.learned.maps.untrained_card import BLOCK, UntrainedCard

__all__ = ["CARD"]


def _draw(width: int, *, rng: Generator) -> np.ndarray:
    return np.ones((BLOCK, BLOCK))


CARD = UntrainedCard(
    label="majority rule", sentence="four equal weights on each block of 2 x 2 spins", draw=_draw
)
