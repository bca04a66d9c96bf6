"""Random numbers for compiled kernels: words that are a function of a place and a salt, so that they vectorize.

A stream (2,) uint64 is the place reached in a sequence of random words, and the salt that names the sequence. A caller
draws both from its Generator; a kernel advances the place by ``STEP`` per word.
"""

import numpy as np
from numpy.random import Generator

from rgcore.compiling import njit

__all__ = ["STEP", "random_stream", "random_word"]

STEP = np.uint64(0x9E3779B97F4A7C15)  # from one place of a sequence of random words to the next


def random_stream(*, rng: Generator) -> np.ndarray:
    """Draw the start of a sequence of random words: (2,) uint64, which kernels advance in place."""
    return rng.integers(2**64, size=2, dtype=np.uint64)


@njit(inline="always")
def random_word(place, salt):
    """Return the 64 random bits at a place, a multiple of ``STEP``, of the sequence ``salt``.

    SplitMix64 (Steele, Lea and Flood, OOPSLA 2014) with a key between its rounds; a place instead of a state, so that
    words come eight at a time.
    """
    word = ((place ^ (place >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)) ^ salt
    word = (word ^ (word >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return word ^ (word >> np.uint64(31))
