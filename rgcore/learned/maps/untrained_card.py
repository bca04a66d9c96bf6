"""What each untrained map declares, at the end of its file."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

__all__ = ["BLOCK", "COMPACT", "UntrainedCard"]

BLOCK = 2
"""Width of the filter of a block."""

COMPACT = 4
"""Width of a compact filter, which overlaps those of the neighbouring blocks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UntrainedCard:
    """A map that is not learned.

    Attributes
    ----------
    label : str
        In legends.
    sentence : str
        What it is.
    draw : callable
        ``draw(width, rng=rng)`` returns the weights of a filter, (w, w) of an even w up to ``width``, the window to
        which learned filters are cut.
    """

    label: str
    sentence: str
    draw: Callable[..., np.ndarray]
