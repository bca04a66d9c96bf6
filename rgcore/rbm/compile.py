"""Fill numba's cache before jobs run side by side."""

import numpy as np

from rgcore.rbm._kernels import ascend, logistic, means_of_units, sample_units

__all__ = ["compile_kernels"]


def compile_kernels() -> None:
    """Run every kernel once on tiny input, with the types that training uses."""
    layer, bias, low = np.zeros((1, 1), dtype=np.float32), np.zeros(1, dtype=np.float32), np.float32(0)
    logistic(low)
    means_of_units(layer, bias, low, layer.copy())
    sample_units(layer, bias, low, layer.copy(), layer.copy())
    ascend(layer.copy(), layer.copy(), layer, np.zeros(3, dtype=np.float32))
