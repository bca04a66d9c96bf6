"""Copies of configurations as sources of the study."""

import numpy as np
from numpy.random import Generator

from rgcore.ising.copies.sign_fields import draw_copy, fit_copy
from rgcore.ising.copies.two_point_function import two_point_function

__all__ = ["copied"]


def copied(spins: np.ndarray, *, n_fields: int, rng: Generator) -> tuple[np.ndarray, float]:
    """Return independent products of ``n_fields`` signs with the two-point function of spins, and the residual."""
    copy = fit_copy(two_point_function(spins), n_fields=n_fields)
    return draw_copy(copy, len(spins), rng=rng), copy.residual
