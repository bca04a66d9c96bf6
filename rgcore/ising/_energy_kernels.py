"""Compiled sums over the sites of many lattices. They check nothing; their callers check everything."""

import numpy as np

from rgcore.compiling import njit

__all__ = ["sum_bonds", "sum_spins"]


@njit
def sum_bonds(spins, sums):
    """Write the sum of s_i s_j over the 2 side**2 bonds of each of spins (n, side, side) int8 to sums (n,) int64."""
    n, side, _ = spins.shape
    for k in range(n):
        total = np.int64(0)
        for i in range(side):
            row, under = spins[k, i], spins[k, i + 1 if i < side - 1 else 0]
            part = np.int32(row[side - 1]) * (np.int32(row[0]) + np.int32(under[side - 1]))
            for j in range(side - 1):
                part += np.int32(row[j]) * (np.int32(row[j + 1]) + np.int32(under[j]))
            total += part
        sums[k] = total


@njit
def sum_spins(spins, sums):
    """Write the sum of each of spins (n, n_sites) int8 to sums (n,) int64."""
    for k in range(len(spins)):
        total = np.int32(0)
        for site in range(spins.shape[1]):
            total += np.int32(spins[k, site])
        sums[k] = total
