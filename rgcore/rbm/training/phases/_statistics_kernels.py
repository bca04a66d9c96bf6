"""Compiled sums over the samples and the chains of a minibatch. They check nothing; their callers do.

All arithmetic is float32 without fast-math, so a kernel and its ``.py_func`` give the same bits.
"""

import numpy as np

from rgcore.compiling import njit

__all__ = ["signed_sums"]

ZERO = np.float32(0)


@njit(error_model="numpy")
def signed_sums(values, n_data, weight, sums):
    """Write the sums over the first ``n_data`` rows of values (n, n_units) plus weight times those over the others.

    Rows are added in pairs of one of each kind, as long as there are both.
    """
    n_model = values.shape[0] - n_data
    n_pairs = min(n_data, n_model)
    for unit in range(values.shape[1]):
        sums[unit] = ZERO
    for row in range(n_pairs):
        for unit in range(values.shape[1]):
            sums[unit] += values[row, unit] + weight * values[n_data + row, unit]
    for row in range(n_pairs, n_data):
        for unit in range(values.shape[1]):
            sums[unit] += values[row, unit]
    for row in range(n_data + n_pairs, n_data + n_model):
        for unit in range(values.shape[1]):
            sums[unit] += weight * values[row, unit]
