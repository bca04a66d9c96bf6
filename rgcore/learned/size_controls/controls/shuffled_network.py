"""Networks trained on the configurations with the values of each site in another order."""

import numpy as np
from numpy.random import Generator

from rgcore.learned.block_study.sources.shuffled import draw
from rgcore.learned.size_controls.control_card import ControlCard, ControlCase
from rgcore.learned.size_controls.trained_weights import trained_weights


def fields(case: ControlCase, *, rng: Generator) -> np.ndarray:
    """Train a network as those of the study and return its weights."""
    spins, _ = draw(case.spins, rng=rng)
    return trained_weights(spins.reshape(len(spins), -1), case.n_hidden, case.training, rng=rng)[1]


CARD = ControlCard(
    sentence="Networks trained on spins without any correlation: what training alone does.",
    fields=fields,
    trains=True,
)
