"""A filter of random positive weights over the whole window."""

import numpy as np
from numpy.random import Generator

from rgcore.learned.maps.untrained_card import UntrainedCard

__all__ = ["CARD"]


def _draw(width: int, *, rng: Generator) -> np.ndarray:
    return 1 - rng.random((width, width))


CARD = UntrainedCard(
    label="dense, positive",
    sentence="weights uniform from 0 to 1 over the whole window of a learned filter, drawn once per replica",
    draw=_draw,
)
