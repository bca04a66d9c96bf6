"""What checks of planted bugs share: whether numbers are those computed by hand, and standard errors by hand."""

import numpy as np

__all__ = ["jackknife", "same"]


def same(found, expected):
    return np.shape(found) == np.shape(expected) and np.allclose(found, expected, rtol=1e-9, atol=1e-12)


def jackknife(replicates):
    """Return the jackknife standard error from replicates, one per block left out."""
    replicates = np.asarray(replicates)
    n_blocks = len(replicates)
    return np.sqrt((n_blocks - 1) / n_blocks * ((replicates - replicates.mean(axis=0)) ** 2).sum(axis=0))
