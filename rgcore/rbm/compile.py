"""Fill numba's cache before jobs run side by side."""

import numpy as np

from rgcore.rbm.training._ascent_kernels import ascend_bias, ascend_weights
from rgcore.rbm.training.data._row_kernels import gather_rows, unpack_rows
from rgcore.rbm.training.phases._statistics_kernels import signed_sums
from rgcore.rbm.training.phases._tied_kernels import share_over_translations
from rgcore.rbm.units._normal_kernels import sample_normal_units
from rgcore.rbm.units._unit_kernels import logistic, means_of_units, sample_means, sample_states, sample_units

__all__ = ["compile_kernels"]


def compile_kernels() -> None:
    """Run every kernel once on tiny input, with the types that training and sampling use."""
    layer, bias, low = np.zeros((2, 2), dtype=np.float32), np.zeros(2, dtype=np.float32), np.float32(0)
    stream, rows = np.zeros(2, dtype=np.uint64), np.zeros(2, dtype=np.int64)
    logistic(low)
    means_of_units(layer, bias, low, layer.copy())
    means_of_units(layer, bias, low, layer.copy(), low)
    sample_units(layer, bias, low, stream, layer.copy(), layer.copy())
    sample_states(layer, bias, low, stream, layer.copy())
    sample_normal_units(layer, bias, stream, layer.copy())
    sample_means(layer, low, stream, layer.copy())
    signed_sums(layer, 1, low, bias.copy())
    share_over_translations(layer.copy(), np.zeros((2, 2), dtype=np.int64), bias.copy())
    step = tuple(np.zeros(5, dtype=np.float32))
    ascend_weights(layer.copy(), layer.copy(), layer, (bias, bias), (bias, bias), step)
    ascend_bias(bias.copy(), bias.copy(), bias, step)
    gather_rows(layer, rows, layer.copy())
    unpack_rows(np.zeros((2, 1), dtype=np.uint8), rows, np.zeros((256, 8), dtype=np.float32), layer.copy())
