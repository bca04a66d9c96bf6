"""A compact filter of random weights of both signs."""

import numpy as np
from numpy.random import Generator

from rgcore.learned.maps.untrained_card import COMPACT, UntrainedCard

__all__ = ["CARD"]


def _draw(width: int, *, rng: Generator) -> np.ndarray:
    return rng.standard_normal((COMPACT, COMPACT))


CARD = UntrainedCard(
    label="compact, random signs",
    sentence="4 x 4 normal weights of both signs, drawn once per replica",
    draw=_draw,
)
