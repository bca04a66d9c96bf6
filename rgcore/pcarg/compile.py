"""Compiles the kernels of this room ahead of the jobs that use them."""

import numpy as np

from rgcore.pcarg.modes._kernels import add_power_sums
from rgcore.pcarg.nulls.fits._garch_kernels import garch_cost

__all__ = ["compile_kernels"]


def compile_kernels() -> None:
    """Call every kernel once on a tiny input, which fills numba's cache on disk."""
    add_power_sums(np.zeros((1, 2)), np.ones((1, 2)), np.zeros((4, 1)))
    garch_cost(np.ones(2), 1.0, 0.1, 0.8, 5.0)
