"""Principal components of largest variance, one per hidden unit."""

import numpy as np
from numpy.random import Generator

from rgcore.learned.size_controls.control_card import ControlCard, ControlCase
from rgcore.learned.size_controls.fast_ica import leading_modes


def fields(case: ControlCase, *, rng: Generator) -> np.ndarray:
    """Return the components, at most one per site."""
    del rng
    samples = case.samples
    return leading_modes(samples, min(case.n_hidden, samples.shape[1]))[1]


CARD = ControlCard(
    sentence="Principal components of largest variance, one per hidden unit: on a torus, plane waves.",
    fields=fields,
)
