"""Each spin of the configurations permuted over samples: no correlation is left."""

import numpy as np
from numpy.random import Generator

from rgcore.learned.block_study.source_card import SourceCard


def draw(spins: np.ndarray, *, rng: Generator) -> tuple[np.ndarray, float]:
    """Return the configurations with the values of each site in another order of the samples."""
    return rng.permuted(spins, axis=0), float("nan")


CARD = SourceCard(
    label="shuffled",
    sentence="The Ising configurations with the values of each site in another order: independent spins.",
    draw=draw,
)
