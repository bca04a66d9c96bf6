"""Configurations of the Ising model themselves."""

import numpy as np
from numpy.random import Generator

from rgcore.learned.block_study.source_card import SourceCard


def draw(spins: np.ndarray, *, rng: Generator) -> tuple[np.ndarray, float]:
    """Return the configurations."""
    del rng
    return spins, 0.0


CARD = SourceCard(label="Ising", sentence="Configurations of the Ising model.", draw=draw)
