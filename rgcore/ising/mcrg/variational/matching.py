"""The critical coupling and the thermal exponent from block spins of two lattices that have the same number of them."""

from typing import NamedTuple

import numpy as np

from rgcore.ising.mcrg.variational.optimal_bias import BlockCouplings

__all__ = ["CriticalPoint", "matched"]


class CriticalPoint(NamedTuple):
    """K_c and y_t, with standard errors."""

    coupling: float
    coupling_error: float
    thermal_exponent: float
    thermal_exponent_error: float


def matched(coupling: float, once: BlockCouplings, again: BlockCouplings, factor: int) -> CriticalPoint:
    """Return where both lattices have the same first coupling, to first order about ``coupling``, and y_t.

    Parameters
    ----------
    coupling : float
        K at which both are measured, near K_c.
    once : BlockCouplings
        After n steps of blocking.
    again : BlockCouplings
        After n + 1 steps, on a lattice larger by ``factor``, and independent of ``once``.
    factor : int
        Spins along a side of a block.
    """
    difference = again.value[0] - once.value[0]
    slope = again.slope[0] - once.slope[0]
    shift = difference / slope
    of_values = np.hypot(again.error[0], once.error[0])
    of_slopes = np.hypot(again.slope_error[0], once.slope_error[0])
    relative = np.hypot(again.slope_error[0] / again.slope[0], once.slope_error[0] / once.slope[0])
    return CriticalPoint(
        float(coupling - shift),
        float(np.hypot(of_values, shift * of_slopes) / abs(slope)),
        float(np.log(again.slope[0] / once.slope[0]) / np.log(factor)),
        float(relative / np.log(factor)),
    )
