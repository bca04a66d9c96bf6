"""Numbers of trained networks against temperature: the axis, marks side by side, crosses over unreliable ones."""

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike
from pandas import Series

from rgcore.figures.kit.style import CRITICAL

__all__ = ["TEMPERATURE", "cross_out", "sideways", "temperature_axis"]

TEMPERATURE = r"temperature $T$ ($J/k_\mathrm{B}$)"

_STEP = 0.009
_CROSS = {"marker": "x", "color": "black", "linestyle": "none", "markersize": 8, "zorder": 5}


def temperature_axis(ax: Axes, critical: float, label: str = TEMPERATURE) -> None:
    """Label the horizontal axis and mark the critical temperature, in J/k_B, unless it is NaN: not known."""
    if np.isfinite(critical):
        ax.axvline(critical, **CRITICAL)
    ax.set_xlabel(label)


def sideways(temperature: Series, place: int, n_places: int, extent: float) -> Series:
    """Return where series ``place`` of ``n_places`` stands, so that equal temperatures do not hide one another.

    ``extent`` is the range of the axis in J/k_B, 0 if there is but one temperature.
    """
    return temperature + (place - (n_places - 1) / 2) * _STEP * (extent or 1.0)


def cross_out(ax: Axes, x: ArrayLike, y: ArrayLike, reliable: ArrayLike) -> None:
    """Draw a black cross over each point that is not reliable."""
    where = ~np.asarray(reliable, dtype=bool)
    if where.any():
        label = "unreliable"
        ax.plot(np.asarray(x)[where], np.asarray(y)[where], label=label, **_CROSS)
