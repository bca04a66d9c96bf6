"""Compiles the kernels that this room uses ahead of its jobs."""

import numpy as np

from rgcore.information.resampling.compatible_moments import compatible_moments

__all__ = ["compile_kernels"]


def compile_kernels() -> None:
    """Run every kernel of this room once on tiny input."""
    compatible_moments(np.ones((1, 1, 4, 4), np.int8), 0.4, 2, 2, rng=np.random.default_rng(0))
