"""The Binder ratio of reweighted moments, and exact slopes in the coupling for exponents."""

import numpy as np

from rgcore.ising.binder_ratio import binder_ratio
from rgcore.ising.finite_size_scaling.reweighting import Moments

__all__ = ["binder", "binder_slope", "log_slopes"]


def binder(moments: Moments) -> np.ndarray:
    """Return the Binder ratio of reweighted moments, (...)."""
    _, square, fourth = np.moveaxis(moments.mean, -1, 0)
    return binder_ratio(square, fourth)


def binder_slope(moments: Moments) -> np.ndarray:
    """Return d U4 / dK."""
    _, square, fourth = np.moveaxis(moments.mean, -1, 0)
    _, square_slope, fourth_slope = np.moveaxis(moments.slope, -1, 0)
    return (2 * fourth * square_slope / square - fourth_slope) / (3 * square**2)


def log_slopes(moments: Moments) -> np.ndarray:
    """Return d ln <|m|> / dK and d ln <m^2> / dK, (..., 2): Ferrenberg and Landau, Phys. Rev. B 44, 5081 (1991)."""
    return moments.slope[..., :2] / moments.mean[..., :2]
