"""Independent components of the configurations: the filters that read them off the lattice."""

import numpy as np
from numpy.random import Generator

from rgcore.learned.size_controls.control_card import ControlCard, ControlCase


def fields(case: ControlCase, *, rng: Generator) -> np.ndarray:
    """Return the filters, one per hidden unit, at most one per site."""
    del rng
    return case.components.filters


CARD = ControlCard(
    sentence="Filters of the independent components: what a configuration is multiplied with to find a component.",
    fields=fields,
    of_components=True,
)
