"""Compiled heat-bath sweeps of two coupled chains, 64 pairs per word. They check nothing; their caller does."""

import numpy as np

from rgcore.compiling import njit
from rgcore.ising.samplers._bit_kernels import compare_digit
from rgcore.rng_kernels import STEP, random_word

__all__ = ["coupled_sweeps"]


@njit(inline="always")
def select_by_count(neighbours, outcomes):
    """Return for each bit the one of five outcomes that belongs to how many of its four neighbours are up."""
    up, down, left, right = neighbours
    odd = (up ^ down) ^ (left ^ right)
    pair = (up & down) | (left & right)
    none, every = ~(up | down | left | right), up & down & left & right
    two = ~(none | odd | every)
    return (
        (none & outcomes[0])
        | (odd & ~pair & outcomes[1])
        | (two & outcomes[2])
        | (odd & pair & outcomes[3])
        | (every & outcomes[4])
    )


@njit
def coupled_sweeps(upper, lower, digits, n_sweeps, stream):
    """Sweep upper and lower words (side, side, width) uint64 by heat bath, with the same random numbers, in place.

    A spin becomes +1 if u < p[n], n its number of neighbours up and digits (5, 64) those of p: one u per bit and site
    serves both, so that lower <= upper stays so. The random numbers of a sweep depend on its time before the present
    alone, n_sweeps first and 1 last; the stream is left as it is.
    """
    side, _, n_words = upper.shape
    undecided, below = np.empty((2, 5, n_words), np.uint64)
    lanes, salt = STEP * np.arange(n_words).astype(np.uint64), stream[1]
    for time in range(n_sweeps, 0, -1):
        for i in range(side):
            above, under = i - 1 if i > 0 else side - 1, i + 1 if i < side - 1 else 0
            for j in range(side):
                left, right = j - 1 if j > 0 else side - 1, j + 1 if j < side - 1 else 0
                place = stream[0] + STEP * np.uint64(((time * side + i) * side + j) * 64 * n_words)
                undecided[:], below[:] = ~np.uint64(0), 0
                digit, open_bits = 0, ~np.uint64(0)
                while open_bits != 0 and digit < 64:
                    open_bits = np.uint64(0)
                    for w in range(n_words):
                        random = random_word(place + lanes[w], salt)
                        for n in range(5):
                            undecided[n, w], below[n, w] = compare_digit(
                                undecided[n, w], below[n, w], digits[n, digit], random
                            )
                            open_bits |= undecided[n, w]
                    place += STEP * np.uint64(n_words)
                    digit += 1
                for words in (upper, lower):
                    for w in range(n_words):
                        neighbours = (
                            words[above, j, w],
                            words[under, j, w],
                            words[i, left, w],
                            words[i, right, w],
                        )
                        words[i, j, w] = select_by_count(neighbours, below[:, w])
