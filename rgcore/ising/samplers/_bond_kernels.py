"""Compiled drawing of active bonds, 1024 at a time as bits, for the cluster samplers. It checks nothing.

Time would go into branches that no processor can predict: is this bond active, is that site new. So the cluster
kernels take none: a candidate is always written to the end of a list, which then grows by its bit, 0 or 1. Indices are
unsigned, since numba looks at the sign of all others. Sides are below 2^16.
"""

import numpy as np

from rgcore.compiling import njit
from rgcore.rng_kernels import STEP, random_word

__all__ = ["ALL", "BLOCK", "ONE", "ZERO", "thin"]

ZERO, ONE, ALL = np.uint64(0), np.uint64(1), np.uint64(2**64 - 1)
BLOCK = 16  # words drawn together; a loop over fewer is unrolled by the compiler, and then not vectorized


@njit
def thin(words, digits, stream):
    """Keep each set bit of words (n,) uint64, n a multiple of 16, with probability p, in place.

    Every bit is kept if its uniform number is below p. Both are compared digit by binary digit until they differ: a
    random word is one digit of 64 numbers, digits (64,) uint64 are those of p, each repeated in all bits of a word.
    After about 11 digits every bit of a block is decided; the comparison is exact in all 64.
    """
    undecided, kept = np.empty(BLOCK, np.uint64), np.empty(BLOCK, np.uint64)
    place, salt = stream
    for first in range(0, len(words), BLOCK):
        block = words[first : first + BLOCK]
        undecided[:], kept[:] = block, ZERO
        for digit in digits:
            some = ZERO
            for w in range(BLOCK):
                word = random_word(place + STEP * np.uint64(w), salt)
                kept[w] |= undecided[w] & digit & ~word
                undecided[w] &= ~(digit ^ word)
                some |= undecided[w]
            place += STEP * np.uint64(BLOCK)
            if some == ZERO:
                break
        block[:] = kept
    stream[0] = place
