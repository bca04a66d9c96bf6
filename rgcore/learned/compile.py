"""Fill numba's cache before jobs run side by side."""

import numpy as np

from rgcore.learned.maps.filters._filter_kernels import filter_inputs

__all__ = ["compile_kernels"]


def compile_kernels() -> None:
    """Run every kernel once on tiny input, with the types that maps use."""
    weights = np.ones((2, 2), dtype=np.float32)
    filter_inputs(np.ones((1, 2, 2), dtype=np.int8), weights, np.zeros((1, 1, 1), dtype=np.float32))
