"""Compiles the kernels of this room ahead of the jobs that use them."""

import numpy as np

from rgcore.pcarg._kernels import add_power_sums

__all__ = ["compile_kernels"]


def compile_kernels() -> None:
    """Call every kernel once on a tiny input, which fills numba's cache on disk."""
    add_power_sums(np.zeros((1, 2)), np.ones((1, 2)), np.zeros((4, 1)))
