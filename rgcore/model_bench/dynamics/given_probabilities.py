"""Cells that are independent given their probabilities to be active."""

from collections.abc import Callable

import numpy as np
from numpy.random import Generator

__all__ = ["drawn_cells", "logistic"]

_CHUNK = 4096  # steps for which probabilities are held at once


def drawn_cells(n_steps: int, probabilities: Callable[[slice], np.ndarray], *, rng: Generator) -> np.ndarray:
    """Return (n_steps, n_variables) uint8.

    Parameters
    ----------
    n_steps : int
    probabilities : callable
        From steps, a slice, to the probabilities (n, n_variables) of that range.
    rng : Generator, advanced in place
    """
    parts = []
    for start in range(0, n_steps, _CHUNK):
        probability = probabilities(slice(start, min(start + _CHUNK, n_steps)))
        parts.append((rng.random(probability.shape) < probability).astype(np.uint8))
    return np.concatenate(parts)


def logistic(drive: np.ndarray) -> np.ndarray:
    """Return 1 / (1 + exp(-drive)) without overflow."""
    return 0.5 * (1 + np.tanh(drive / 2))
