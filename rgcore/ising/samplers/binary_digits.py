"""Probabilities as binary digits, for random numbers that are compared digit by digit."""

import math

import numpy as np

__all__ = ["binary_digits"]


def binary_digits(probability: float) -> np.ndarray:
    """Return the first 64 binary digits of a probability from 0 to 1 as words of 64 equal bits.

    Word b is all ones if the digit of weight 2^-(b + 1) is one, else zero. A float is exact in them if it is at least
    2^-11, else good to 2^-64; 1 becomes 1 - 2^-64.

    Returns
    -------
    (64,) uint64 array
    """
    whole = min(int(math.ldexp(probability, 64)), 2**64 - 1)
    ones = 2**64 - 1
    return np.array([ones if whole >> (63 - digit) & 1 else 0 for digit in range(64)], np.uint64)
