"""What every sampler requires of its arguments."""

import math

import numpy as np

__all__ = ["check_chains"]


def check_chains(start: np.ndarray, coupling: float) -> None:
    """Raise ValueError unless ``start`` is (n_chains, side, side) int8, 2 <= side < 65536, and 0 < coupling < inf."""
    square = start.ndim == 3 and start.shape[1] == start.shape[2] >= 2
    if not square or len(start) < 1 or start.dtype != np.int8:
        raise ValueError(
            f"start must be (n_chains, side, side) int8 with side >= 2, got {start.shape} {start.dtype}"
        )
    if start.shape[1] >= 2**16:
        raise ValueError(f"side must be below 65536, got {start.shape[1]}")
    if not 0 < coupling < math.inf:
        raise ValueError(f"coupling must be positive and finite, got {coupling}")
