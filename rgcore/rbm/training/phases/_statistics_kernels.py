"""Compiled sums over the samples and the chains of a minibatch. They check nothing; their callers do.

All arithmetic is float32 without fast-math, so a kernel and its ``.py_func`` give the same bits.
"""

import numpy as np

from rgcore.compiling import njit

__all__ = ["share_over_translations", "signed_sums"]

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


@njit(error_model="numpy")
def share_over_translations(product, sites, shared):
    """Replace product (n_sites, n_hidden) by its mean over hidden units, each at its own translation, in place.

    Hidden unit h has at row sites[h, k] what unit 0 has at row k; ``shared`` (n_sites,) receives the mean.
    """
    for site in range(len(shared)):
        shared[site] = ZERO
    for unit in range(sites.shape[0]):
        for site in range(sites.shape[1]):
            shared[site] += product[sites[unit, site], unit]
    scale = np.float32(1 / sites.shape[0])
    for site in range(len(shared)):
        shared[site] *= scale
    for unit in range(sites.shape[0]):
        for site in range(sites.shape[1]):
            product[sites[unit, site], unit] = shared[site]
