"""What each source of training data declares, at the end of its file."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

__all__ = ["SourceCard"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCard:
    """A source of spins to train on.

    Attributes
    ----------
    label : str
        In legends.
    sentence : str
        What it is, and what it has in common with Ising configurations.
    draw : callable
        ``draw(spins, rng=rng)`` takes Ising configurations (n_samples, side, side) int8 and returns the spins of the
        source, of the same shape and type, and the largest difference of their exact two-point function from the one
        of ``spins`` (NaN if they are not made to have it).
    """

    label: str
    sentence: str
    draw: Callable[..., tuple[np.ndarray, float]]
