"""Compiled loops over single spins. They check nothing; their callers check everything."""

import numpy as np
from numba import njit

__all__ = ["flip_cluster", "flip_clusters"]


@njit(cache=True)
def flip_cluster(spins, bond_probability, rows, columns, rng):
    """Flip one cluster of spins (side, side) int8 in place; return its size.

    rows, columns (side**2,) int32 are scratch space: a stack of flipped sites whose neighbours are not yet
    looked at.
    """
    side = spins.shape[0]
    rows[0], columns[0] = rng.integers(0, side), rng.integers(0, side)
    spin = spins[rows[0], columns[0]]
    spins[rows[0], columns[0]] = -spin
    waiting = 1
    size = 1
    while waiting > 0:
        waiting -= 1
        row, column = rows[waiting], columns[waiting]
        for direction in range(4):
            i, j = row, column
            if direction == 0:
                i = i - 1 if i > 0 else side - 1
            elif direction == 1:
                i = i + 1 if i < side - 1 else 0
            elif direction == 2:
                j = j - 1 if j > 0 else side - 1
            else:
                j = j + 1 if j < side - 1 else 0
            if spins[i, j] == spin and rng.random() < bond_probability:
                spins[i, j] = -spin
                rows[waiting], columns[waiting] = i, j
                waiting += 1
                size += 1
    return size


@njit(cache=True)
def flip_clusters(spins, bond_probability, flips_per_record, records, rng):
    """Flip clusters of spins (side, side) int8 in place; return the number of spins flipped.

    After each flips_per_record clusters the spins are copied to the next of records (n, side, side).
    """
    n_sites = spins.size
    rows, columns = np.empty(n_sites, np.int32), np.empty(n_sites, np.int32)
    flipped = 0
    for record in range(len(records)):
        for _ in range(flips_per_record):
            flipped += flip_cluster(spins, bond_probability, rows, columns, rng)
        records[record] = spins
    return flipped
