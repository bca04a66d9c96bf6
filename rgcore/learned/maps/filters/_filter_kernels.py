"""Compiled sums of spins under a moving filter. They check nothing; their callers do."""

import numpy as np

from rgcore.compiling import njit

__all__ = ["filter_inputs"]

ZERO = np.float32(0)


@njit(error_model="numpy")
def filter_inputs(spins, weights, inputs):
    """Write x_ab = sum_ij weights[i, j] s[2a + i - offset, 2b + j - offset], around the torus, into ``inputs``.

    spins (n, side, side) int8, weights (width, width) float32 of an even width <= side, offset = width / 2 - 1, inputs
    (n, side / 2, side / 2) float32. Columns of one parity lie side by side, so that the innermost loop is contiguous.
    """
    width, side, half = len(weights), spins.shape[1], inputs.shape[1]
    offset = width // 2 - 1
    padded = np.empty((side, 2, half + width), np.float32)  # columns 2 (k - width / 2) + parity
    for sample in range(len(spins)):
        for row in range(side):
            for parity in range(2):
                for place in range(half + width):
                    column = (2 * place - width + parity) % side
                    padded[row, parity, place] = spins[sample, row, column]
        for a in range(half):
            sums = inputs[sample, a]
            sums[:] = ZERO
            for i in range(width):
                row = (2 * a + i - offset) % side
                for j in range(width):
                    weight, moved = weights[i, j], j - offset + width
                    if weight != ZERO:
                        line = padded[row, moved % 2, moved // 2 :]
                        for b in range(half):
                            sums[b] += weight * line[b]
