"""A filter of random weights of both signs over the whole window."""

import numpy as np
from numpy.random import Generator

from rgcore.learned.maps.untrained_card import UntrainedCard

__all__ = ["CARD"]


def _draw(width: int, *, rng: Generator) -> np.ndarray:
    return rng.standard_normal((width, width))


CARD = UntrainedCard(
    label="dense, random signs",
    sentence="normal weights of both signs over the whole window of a learned filter, drawn once per replica",
    draw=_draw,
)
