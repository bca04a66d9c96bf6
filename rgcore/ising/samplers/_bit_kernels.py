"""Compiled packing of 64 chains into words, one bit per chain. It checks nothing; its callers check everything.

A probability p is a row of 64 words, word b all ones if its binary digit of weight 2^-(b + 1) is one, else all zeros. A
uniform number u < p is decided for every bit of a word at once, most significant digit first, one random word per
digit: about log2(chains) digits decide all chains, and the comparison is exact to 2^-64.
"""

import numpy as np

from rgcore.compiling import njit

__all__ = ["compare_digit", "spins_of_words", "words_of_spins"]


@njit(inline="always")
def compare_digit(undecided, below, digit, random):
    """Compare one more digit of u and p; return who is still undecided, and who is below."""
    return undecided & ~(random ^ digit), below | (undecided & digit & ~random)


@njit
def words_of_spins(spins, words):
    """Set bit c % 64 of words (side, side, width)[i, j, c // 64] where spins (n_chains, side, side)[c, i, j] > 0."""
    n_chains, side, _ = spins.shape
    column = np.empty((side, side), np.uint64)  # of one word: then reads and writes are in order
    for word in range(words.shape[2]):
        first = 64 * word
        column[:] = 0
        for chain in range(first, min(first + 64, n_chains)):
            bit = np.uint64(chain - first)
            for i in range(side):
                for j in range(side):
                    column[i, j] |= np.uint64(spins[chain, i, j] > 0) << bit
        words[:, :, word] = column


@njit
def spins_of_words(words, spins):
    """Write the chains of words (side, side, width) to spins (n_chains, side, side) int8."""
    n_chains, side, _ = spins.shape
    column = np.empty((side, side), np.uint64)  # of one word: then reads and writes are in order
    for chain in range(n_chains):
        if chain % 64 == 0:
            column[:] = words[:, :, chain // 64]
        bit = np.uint64(chain % 64)
        for i in range(side):
            for j in range(side):
                spins[chain, i, j] = 2 * np.int8((column[i, j] >> bit) & np.uint64(1)) - 1
