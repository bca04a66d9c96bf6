"""All principal components of the configurations."""

import numpy as np
from numpy.random import Generator

from rgcore.learned.size_controls.control_card import ControlCard, ControlCase
from rgcore.learned.size_controls.fast_ica import leading_modes


def fields(case: ControlCase, *, rng: Generator) -> np.ndarray:
    """Return the components, one per site."""
    del rng
    samples = case.samples
    return leading_modes(samples, samples.shape[1])[1]


CARD = ControlCard(
    sentence="All principal components of the configurations.",
    fields=fields,
)
