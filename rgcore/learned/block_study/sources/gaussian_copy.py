"""Signs of a Gaussian field with the two-point function of the configurations."""

import numpy as np
from numpy.random import Generator

from rgcore.ising.copies.sign_fields import draw_copy, fit_copy
from rgcore.ising.copies.two_point_function import two_point_function
from rgcore.learned.block_study.source_card import SourceCard


def draw(spins: np.ndarray, *, rng: Generator) -> tuple[np.ndarray, float]:
    """Return independent configurations of the copy."""
    copy = fit_copy(two_point_function(spins))
    return draw_copy(copy, len(spins), rng=rng), copy.residual


CARD = SourceCard(
    label="signs of a Gaussian field",
    sentence="Signs of a Gaussian field with the two-point function of the Ising configurations, and nothing else of "
    "them.",
    draw=draw,
)
