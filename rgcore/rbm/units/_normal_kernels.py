"""Compiled normal random numbers for real-valued units. They check nothing; their callers do.

All arithmetic is float32 without fast-math, so a kernel and its ``.py_func`` give the same bits. There is no call of a
library function but the square root, and no branch, so that the loop vectorizes.
"""

import numpy as np

from rgcore.compiling import njit
from rgcore.rng_kernels import STEP, random_word

__all__ = ["sample_normal_units"]

ZERO, HALF, ONE, TWO = (np.float32(number) for number in (0, 0.5, 1, 2))
MANTISSA, UNIT_EXPONENT = np.int32(0x7FFFFF), np.int32(0x3F800000)
EXPONENT_AT, EXPONENT_OF_ONE = np.int32(23), np.int32(127)
ROOT_TWO = np.float32(2**0.5)
LN_TWO = np.float32(0.6931471805599453)
BITS_OF_RADIUS = np.float32(32)
UPPER, LOWER, BITS_OF_ANGLE = np.uint64(32), np.uint64(8), np.uint32(0xFFFFFF)
LOW_WORD = np.uint64(0xFFFFFFFF)
QUARTER_TURN, EIGHTH_TURN = (
    np.float32(np.pi / 2 * 2**-24),
    np.float32(np.pi / 4),
)  # the first per step of the angle
L3, L5, L7, L9 = (np.float32(1 / odd) for odd in (3, 5, 7, 9))
S3, S5, S7, S9 = (np.float32(c) for c in (-1 / 6, 1 / 120, -1 / 5040, 1 / 362880))
C2, C4, C6, C8 = (np.float32(c) for c in (-1 / 2, 1 / 24, -1 / 720, 1 / 40320))


@njit(inline="always", error_model="numpy")
def minus_two_logs(number):
    """Return -2 ln(number / 2^32) of a number from 1/2 to 2^32.

    With number = 2^e m, m from sqrt(1/2) to sqrt(2): ln m = 2 artanh t, t = (m - 1) / (m + 1), |t| < 0.172, whose
    series is cut after t^9, below 1e-9.
    """
    bits = np.float32(number).view(np.int32)
    exponent = np.float32((bits >> EXPONENT_AT) - EXPONENT_OF_ONE)
    mantissa = np.int32((bits & MANTISSA) | UNIT_EXPONENT).view(np.float32)
    large = ONE if mantissa > ROOT_TWO else ZERO
    mantissa *= ONE - HALF * large
    exponent += large - BITS_OF_RADIUS
    ratio = (mantissa - ONE) / (mantissa + ONE)
    square = ratio * ratio
    series = ratio * (ONE + square * (L3 + square * (L5 + square * (L7 + square * L9))))
    return max(-TWO * (exponent * LN_TWO + TWO * series), ZERO)


@njit(inline="always", error_model="numpy")
def point_on_circle(quarter):
    """Return cosine and sine of four times an angle from -pi/4 to pi/4, by two doublings: within 1e-6."""
    square = quarter * quarter
    sine = quarter * (ONE + square * (S3 + square * (S5 + square * (S7 + square * S9))))
    cosine = ONE + square * (C2 + square * (C4 + square * (C6 + square * C8)))
    sine, cosine = TWO * sine * cosine, ONE - TWO * sine * sine
    return ONE - TWO * sine * sine, TWO * sine * cosine


@njit(inline="always", error_model="numpy")
def two_normals(word):
    """Return two independent standard normal numbers of one random word, up to 6.8 in size (Box and Muller, 1958).

    The upper 32 bits are the radius, the 24 bits below them the angle.
    """
    radius = np.sqrt(minus_two_logs(np.float32(np.uint32(word >> UPPER)) + HALF))
    turn = np.float32(np.uint32((word & LOW_WORD) >> LOWER) & BITS_OF_ANGLE)
    cosine, sine = point_on_circle(turn * QUARTER_TURN - EIGHTH_TURN)
    return radius * cosine, radius * sine


@njit(error_model="numpy")
def sample_normal_units(inputs, bias, stream, states):
    """Write states of variance 1 about inputs (n, n_units) + bias; advance the stream.

    The first and the second half of the units, row after row, share their random words; an odd last one has its own.
    """
    for row in range(inputs.shape[0]):
        for unit in range(inputs.shape[1]):
            states[row, unit] = inputs[row, unit] + bias[unit]
    drawn = states.reshape(-1)
    place, salt = stream
    half = len(drawn) // 2
    for unit in range(half):
        first, second = two_normals(random_word(place + STEP * np.uint64(unit), salt))
        drawn[unit] += first
        drawn[half + unit] += second
    for last in range(2 * half, len(drawn)):
        first, second = two_normals(random_word(place + STEP * np.uint64(half), salt))
        drawn[last] += first
    stream[0] = place + STEP * np.uint64(len(drawn) - half)
