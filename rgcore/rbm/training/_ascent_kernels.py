"""Compiled inner loops of a step of the parameters. They check nothing; their callers do.

All arithmetic is float32 without fast-math, so a kernel and its ``.py_func`` give the same bits.
"""

import numpy as np

from rgcore.compiling import njit

__all__ = ["ascend_bias", "ascend_weights"]

ZERO = np.float32(0)


@njit(error_model="numpy")
def ascend_weights(weights, velocity, gradient, visible, hidden, step):  # noqa: PLR0917 - what moves, then by what
    """Advance weights and velocity (n_visible, n_hidden) in place; return whether a weight left its bounds.

    velocity = momentum velocity + scale (gradient - mu dh^T - dv lambda^T) - l1 sign(weights) - l2 weights, then
    weights += velocity. ``visible`` is (mu, dv), ``hidden`` is (lambda, dh): offsets that centre the gradient, and the
    gradients of the biases. ``step`` is (scale, momentum, l1, l2, largest allowed modulus of a weight). A weight that
    is no number is out of bounds.
    """
    visible_offset, visible_gradient = visible
    hidden_offset, hidden_gradient = hidden
    scale, momentum, l1, l2, largest = step
    outside = False
    for row in range(weights.shape[0]):
        offset, slope = visible_offset[row], visible_gradient[row]
        for column in range(weights.shape[1]):
            weight = weights[row, column]
            pull = l1 if weight > ZERO else (-l1 if weight < ZERO else ZERO)
            centring = offset * hidden_gradient[column] + slope * hidden_offset[column]
            drive = scale * (gradient[row, column] - centring) - pull - l2 * weight
            change = momentum * velocity[row, column] + drive
            velocity[row, column] = change
            weights[row, column] = weight + change
            outside |= not abs(weight + change) <= largest
    return outside


@njit(error_model="numpy")
def ascend_bias(bias, velocity, gradient, step):
    """Advance bias and velocity (n_units,): velocity = momentum velocity + scale gradient, bias += velocity."""
    scale, momentum = step[0], step[1]
    for unit in range(len(bias)):
        velocity[unit] = momentum * velocity[unit] + scale * gradient[unit]
        bias[unit] += velocity[unit]
