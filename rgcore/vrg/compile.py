"""Compiles the kernels that this room uses ahead of its jobs."""

import numpy as np

from rgcore.vrg.couplings.couplings_by_range import couplings_by_range
from rgcore.vrg.small_models.hidden_spins import on_ring

__all__ = ["compile_kernels"]


def compile_kernels() -> None:
    """Run every kernel of this room once on tiny input."""
    couplings_by_range(np.zeros(8), on_ring(6, 2))
