"""A compact filter of random positive weights."""

import numpy as np
from numpy.random import Generator

from rgcore.learned.maps.untrained_card import COMPACT, UntrainedCard

__all__ = ["CARD"]


def _draw(width: int, *, rng: Generator) -> np.ndarray:
    return 1 - rng.random((COMPACT, COMPACT))


CARD = UntrainedCard(
    label="compact, positive",
    sentence="4 x 4 weights, uniform from 0 to 1, drawn once per replica",
    draw=_draw,
)
