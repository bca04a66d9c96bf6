"""Independent components of the configurations: the patterns that they add to the lattice."""

import numpy as np
from numpy.random import Generator

from rgcore.learned.size_controls.control_card import ControlCard, ControlCase


def fields(case: ControlCase, *, rng: Generator) -> np.ndarray:
    """Return the patterns, one per hidden unit, at most one per site."""
    del rng
    return case.components.patterns


CARD = ControlCard(
    sentence="Independent components (FastICA), one per hidden unit, within the leading principal components: "
    "the patterns that sum up to a configuration.",
    fields=fields,
    of_components=True,
)
