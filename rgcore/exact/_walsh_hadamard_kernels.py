"""The fast Walsh-Hadamard transform in place, ordered for the caches of a processor."""

import numpy as np

from rgcore.compiling import njit

BLOCK = 4096  # values transformed together: 32 kB, a cache of the first level
WIDTH = 16  # neighbouring values moved together: two lines of a cache


@njit
def walsh_hadamard(values):
    """Replace f(s) by sum_s f(s) prod_{i in S} s_i, for 2**n float64 values in place.

    Spins within a block are transformed block by block. For the others, strips of WIDTH columns of the matrix with one
    block per row are copied to a small buffer: memory is passed through twice, whatever n is.
    """
    n_states = len(values)
    block = min(n_states, BLOCK)
    for first in range(0, n_states, block):
        _transform_rows(values[first : first + block], 1)
    n_rows = n_states // block
    if n_rows == 1:
        return
    buffer = np.empty(n_rows * WIDTH)
    for first in range(0, block, WIDTH):
        for row in range(n_rows):
            for column in range(WIDTH):
                buffer[row * WIDTH + column] = values[row * block + first + column]
        _transform_rows(buffer, WIDTH)
        for row in range(n_rows):
            for column in range(WIDTH):
                values[row * block + first + column] = buffer[row * WIDTH + column]


@njit
def _transform_rows(values, width):
    """Transform over the rows of a matrix of ``width`` columns, in place; rows without spins stay."""
    n_values = len(values)
    half = width
    while half < n_values:
        for first in range(0, n_values, 2 * half):
            down, up = values[first : first + half], values[first + half : first + 2 * half]
            for k in range(half):
                total, difference = up[k] + down[k], up[k] - down[k]
                down[k] = total
                up[k] = difference
        half *= 2
