"""Compiled averages over translations of a filter. They check nothing; their callers do."""

import numpy as np

from rgcore.compiling import njit

__all__ = ["share_over_translations"]

ZERO = np.float32(0)


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
