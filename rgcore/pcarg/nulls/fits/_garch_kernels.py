"""The likelihood of a GARCH(1,1) series, one time step after the other."""

import math

from rgcore.compiling import njit

__all__ = ["garch_cost"]


@njit
def garch_cost(squares, variance, arch, garch, degrees):
    """Return the mean over time of log(s^2) / 2 + (nu + 1) / 2 log(1 + x^2 / (s^2 (nu - 2))).

    squares (n_samples,) are x^2; the process starts at its mean variance.
    """
    floor = variance * (1 - arch - garch)
    current = variance
    logs = 0.0
    tails = 0.0
    for square in squares:
        logs += math.log(current)
        tails += math.log1p(square / (current * (degrees - 2)))
        current = floor + arch * square + garch * current
    return (0.5 * logs + 0.5 * (degrees + 1) * tails) / len(squares)
