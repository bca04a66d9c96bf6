"""Compiles the kernels of this room ahead of the jobs that use them."""

import numpy as np

from rgcore.pcarg.modes._kernels import add_power_sums
from rgcore.pcarg.nulls._shuffle_kernels import shuffle_within_groups, trade_within_groups
from rgcore.pcarg.nulls.fits._garch_kernels import garch_cost
from rgcore.pcarg.nulls.fits._orthant_kernels import pair_correlations, pair_covariances

__all__ = ["compile_kernels"]


def compile_kernels() -> None:
    """Call every kernel once on a tiny input, which fills numba's cache on disk."""
    add_power_sums(np.zeros((1, 2)), np.ones((1, 2)), np.zeros((4, 1)))
    garch_cost(np.ones(2), 1.0, 0.1, 0.8, 5.0)
    levels = np.array([-0.5, 0.5]), np.ones(2), np.arange(3)
    pair_correlations(*levels, np.zeros((2, 2)), 4)
    pair_covariances(*levels, np.eye(2), 1.0)
    rng, order, starts = np.random.default_rng(0), np.arange(2), np.array([0, 2])
    shuffle_within_groups(np.zeros((1, 2)), order, starts, rng)
    trade_within_groups(np.zeros((2, 2), dtype=np.int32), order, starts, 1, rng)
