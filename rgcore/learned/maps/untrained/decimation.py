"""Decimation: every second spin of every second row is kept."""

import numpy as np
from numpy.random import Generator

from rgcore.learned.maps.untrained_card import BLOCK, UntrainedCard

__all__ = ["CARD"]


def _draw(width: int, *, rng: Generator) -> np.ndarray:
    weights = np.zeros((BLOCK, BLOCK))
    weights[0, 0] = 1
    return weights


CARD = UntrainedCard(label="decimation", sentence="one weight: a single spin of each block", draw=_draw)
