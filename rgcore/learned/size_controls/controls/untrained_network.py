"""Weights before training."""

import numpy as np
from numpy.random import Generator

from rgcore.learned.size_controls.control_card import ControlCard, ControlCase


def fields(case: ControlCase, *, rng: Generator) -> np.ndarray:
    """Return independent normal weights."""
    return case.training.weight_scale * rng.standard_normal((case.side**2, case.n_hidden))


CARD = ControlCard(
    sentence="Random weights: what the measures find in noise.",
    fields=fields,
)
