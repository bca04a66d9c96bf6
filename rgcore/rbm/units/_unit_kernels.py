"""Compiled inner loops over units: means and states given the inputs. They check nothing; their callers do.

All arithmetic is float32 without fast-math, so a kernel and its ``.py_func`` give the same bits. The numpy error
model leaves out the test for a zero divisor (``logistic`` has none), which would forbid vector instructions;
inputs and outputs must not share memory, for the same reason: ten times faster. ``low`` is the lower value of the
units, whose upper value is 1; a stream is that of :mod:`rgcore.rng_kernels`.
"""

import numpy as np

from rgcore.compiling import njit
from rgcore.rng_kernels import STEP, random_word

__all__ = [
    "logistic",
    "means_of_units",
    "sample_means",
    "sample_states",
    "sample_units",
]

BITS, UPPER, LOWER = np.uint32(0xFFFFFF), np.uint64(40), np.uint64(8)
RESOLUTION = np.float32(2**-24)

ZERO, HALF, ONE, TWO = np.float32(0), np.float32(0.5), np.float32(1), np.float32(2)
LARGEST = np.float32(9)  # tanh(9) is 1 - 3e-8, half a step of float32 below 1
# tanh x = x N(x^2) / D(x^2): Lambert's continued fraction x/(1 + x^2/(3 + x^2/(5 + ...))) cut at 25
N0, N1, N2, N3, N4, N5 = (
    np.float32(c) for c in (7905853580625, 1159525191825, 41247931725, 523783260, 2552550, 4095)
)
D0, D1, D2, D3, D4, D5, D6 = (
    np.float32(c) for c in (7905853580625, 3794809718700, 252070693875, 5237832600, 41351310, 120120, 91)
)


@njit(inline="always", error_model="numpy")
def ratio_of_tanh(half):
    """Return top and bottom > 0 with tanh(half) = top / bottom within 2e-7."""
    half = min(max(half, -LARGEST), LARGEST)
    square = half * half
    top = N0 + square * (N1 + square * (N2 + square * (N3 + square * (N4 + square * (N5 + square)))))
    bottom = D0 + square * (D1 + square * (D2 + square * (D3 + square * (D4 + square * (D5 + square * D6)))))
    return half * top, bottom


@njit(error_model="numpy")
def logistic(x):
    """Return 1 / (1 + exp(-x)) within 2e-7, from 0 to 1, with multiplications and one division only: it vectorizes."""
    top, bottom = ratio_of_tanh(HALF * x)
    return min(max(HALF + HALF * (top / bottom), ZERO), ONE)  # rounding alone would pass 0 and 1 by 6e-8


@njit(inline="always")
def uniform(word, shift):
    """Return a number from [0, 1), a multiple of 2^-24, from 24 bits of a word."""
    return np.float32(np.uint32(word >> shift) & BITS) * RESOLUTION


@njit(error_model="numpy")
def means_of_units(inputs, bias, low, means, sign=ONE):
    """Write sign times the means of units of values {low, 1} with inputs (n, n_units) + bias.

    All rows are one long loop, since a short row would leave the vector units idle.
    """
    span = ONE - low
    for row in range(inputs.shape[0]):
        for unit in range(inputs.shape[1]):
            means[row, unit] = span * (inputs[row, unit] + bias[unit])
    exponents = means.reshape(-1)
    for unit in range(len(exponents)):
        exponents[unit] = sign * (low + span * logistic(exponents[unit]))


@njit(error_model="numpy")
def sample_units(inputs, bias, low, stream, means, states):  # noqa: PLR0917 - what it reads, then what it writes
    """Write means and states of units of values {low, 1} with inputs (n, n_units) + bias; advance the stream.

    A unit is up, 1, where a uniform number is below P(up). Each number is 24 bits of a random word: the first and the
    second half of the units, row after row, share their words; an odd last one has its own. All rows are one long loop,
    since a short row would leave the vector units idle.
    """
    span = ONE - low
    for row in range(inputs.shape[0]):
        for unit in range(inputs.shape[1]):
            means[row, unit] = span * (inputs[row, unit] + bias[unit])
    exponents, drawn = means.reshape(-1), states.reshape(-1)
    place, salt = stream
    half = len(drawn) // 2
    for unit in range(half):
        word, other = random_word(place + STEP * np.uint64(unit), salt), half + unit
        first, second = logistic(exponents[unit]), logistic(exponents[other])
        drawn[unit] = ONE if uniform(word, UPPER) < first else low
        drawn[other] = ONE if uniform(word, LOWER) < second else low
        exponents[unit], exponents[other] = low + span * first, low + span * second
    for last in range(2 * half, len(drawn)):
        up = logistic(exponents[last])
        drawn[last] = ONE if uniform(random_word(place + STEP * np.uint64(half), salt), UPPER) < up else low
        exponents[last] = low + span * up
    stream[0] = place + STEP * np.uint64(len(drawn) - half)


@njit(error_model="numpy")
def sample_states(inputs, bias, low, stream, states):
    """Write states as ``sample_units`` does, but no means; advance the stream.

    A uniform number u is below P(up) = (1 + top / bottom) / 2 where (2 u - 1) bottom < top: no division.
    """
    half_span = HALF * (ONE - low)
    for row in range(inputs.shape[0]):
        for unit in range(inputs.shape[1]):
            states[row, unit] = half_span * (inputs[row, unit] + bias[unit])
    drawn = states.reshape(-1)
    place, salt = stream
    half = len(drawn) // 2
    for unit in range(half):
        word, other = random_word(place + STEP * np.uint64(unit), salt), half + unit
        top, bottom = ratio_of_tanh(drawn[unit])
        other_top, other_bottom = ratio_of_tanh(drawn[other])
        drawn[unit] = ONE if (TWO * uniform(word, UPPER) - ONE) * bottom < top else low
        drawn[other] = ONE if (TWO * uniform(word, LOWER) - ONE) * other_bottom < other_top else low
    for last in range(2 * half, len(drawn)):
        top, bottom = ratio_of_tanh(drawn[last])
        word = random_word(place + STEP * np.uint64(half), salt)
        drawn[last] = ONE if (TWO * uniform(word, UPPER) - ONE) * bottom < top else low
    stream[0] = place + STEP * np.uint64(len(drawn) - half)


@njit(error_model="numpy")
def sample_means(means, low, stream, states):
    """Write states drawn with the means (n, n_units) of units of values {low, 1}; advance the stream."""
    span = ONE - low
    given, drawn = means.reshape(-1), states.reshape(-1)
    place, salt = stream
    for unit in range(len(drawn)):
        word = random_word(place + STEP * np.uint64(unit), salt)
        drawn[unit] = ONE if uniform(word, UPPER) * span < given[unit] - low else low
    stream[0] = place + STEP * np.uint64(len(drawn))
