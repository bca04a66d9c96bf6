"""What is read off the moments of the magnetization, with exact slopes in the coupling."""

import numpy as np

from rgcore.ising.finite_size_scaling.reweighting import Moments

__all__ = ["binder", "binder_slope", "log_slopes"]


def binder(moments: Moments) -> np.ndarray:
    """Return U4 = 1 - <m^4> / (3 <m^2>^2): Binder, Z. Phys. B 43, 119 (1981)."""
    _, square, fourth = np.moveaxis(moments.mean, -1, 0)
    return 1 - fourth / (3 * square**2)


def binder_slope(moments: Moments) -> np.ndarray:
    """Return d U4 / dK."""
    _, square, fourth = np.moveaxis(moments.mean, -1, 0)
    _, square_slope, fourth_slope = np.moveaxis(moments.slope, -1, 0)
    return (2 * fourth * square_slope / square - fourth_slope) / (3 * square**2)


def log_slopes(moments: Moments) -> np.ndarray:
    """Return d ln <|m|> / dK and d ln <m^2> / dK, (..., 2): Ferrenberg and Landau, Phys. Rev. B 44, 5081 (1991)."""
    return moments.slope[..., :2] / moments.mean[..., :2]
