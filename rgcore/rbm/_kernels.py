"""Compiled inner loops of training. They check nothing; contrastive_divergence.py and training.py do.

All arithmetic is float32 without fast-math, so a kernel and its ``.py_func`` give the same bits. The numpy error
model leaves out the test for a zero divisor (``logistic`` has none), which would forbid vector instructions;
inputs and outputs must not share memory, for the same reason: ten times faster.
"""

import numpy as np
from numba import njit

__all__ = ["ascend", "logistic", "means_of_units", "sample_units"]

ZERO, HALF, ONE = np.float32(0), np.float32(0.5), np.float32(1)
LARGEST = np.float32(9)  # tanh(9) is 1 - 3e-8, half a step of float32 below 1
# tanh x = x N(x^2) / D(x^2): Lambert's continued fraction x/(1 + x^2/(3 + x^2/(5 + ...))) cut at 25
N0, N1, N2, N3, N4, N5 = (
    np.float32(c) for c in (7905853580625, 1159525191825, 41247931725, 523783260, 2552550, 4095)
)
D0, D1, D2, D3, D4, D5, D6 = (
    np.float32(c) for c in (7905853580625, 3794809718700, 252070693875, 5237832600, 41351310, 120120, 91)
)


@njit(cache=True, error_model="numpy")
def logistic(x):
    """Return 1 / (1 + exp(-x)) within 2e-7, with multiplications and one division only: it vectorizes."""
    half = min(max(HALF * x, -LARGEST), LARGEST)
    square = half * half
    top = N0 + square * (N1 + square * (N2 + square * (N3 + square * (N4 + square * (N5 + square)))))
    bottom = D0 + square * (D1 + square * (D2 + square * (D3 + square * (D4 + square * (D5 + square * D6)))))
    return HALF + HALF * (half * top / bottom)


@njit(cache=True, error_model="numpy")
def means_of_units(inputs, bias, low, means):
    """Write the means of units of values {low, 1} with inputs (n, n_units) + bias."""
    span = ONE - low
    for row in range(inputs.shape[0]):
        for unit in range(inputs.shape[1]):
            means[row, unit] = low + span * logistic(span * (inputs[row, unit] + bias[unit]))


@njit(cache=True, error_model="numpy")
def sample_units(inputs, bias, low, uniforms, states):
    """Write states drawn with inputs (n, n_units) + bias: 1 where uniforms < P(u = 1), else low."""
    span = ONE - low
    for row in range(inputs.shape[0]):
        for unit in range(inputs.shape[1]):
            up = uniforms[row, unit] < logistic(span * (inputs[row, unit] + bias[unit]))
            states[row, unit] = ONE if up else low


@njit(cache=True, error_model="numpy")
def ascend(weights, velocity, gradient, rates):
    """Advance weights in place; velocity = momentum velocity + rate gradient - shrinkage sign(weights).

    ``rates`` holds (rate, momentum, shrinkage) as float32.
    """
    rate, momentum, shrinkage = rates[0], rates[1], rates[2]
    for row in range(weights.shape[0]):
        for column in range(weights.shape[1]):
            weight = weights[row, column]
            pull = shrinkage if weight > ZERO else (-shrinkage if weight < ZERO else ZERO)
            step = momentum * velocity[row, column] + rate * gradient[row, column] - pull
            velocity[row, column] = step
            weights[row, column] = weight + step
