"""Binder's ratio of the moments of the magnetization."""

import numpy as np

__all__ = ["binder_ratio"]


def binder_ratio(square: np.ndarray | float, fourth: np.ndarray | float) -> np.ndarray | float:
    """Return U4 = 1 - <m^4> / (3 <m^2>^2): Binder, Z. Phys. B 43, 119 (1981).

    It tends to 2/3 in the ordered phase and to 0 in the disordered one; at the critical point it hardly depends on the
    side. ``square`` is <m^2> and ``fourth`` <m^4>, any shape.
    """
    return 1 - fourth / (3 * square**2)
