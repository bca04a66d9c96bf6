"""Numbers of trained machines against temperature: the axis, marks side by side, and marks not to be trusted."""

from collections.abc import Iterable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike
from pandas import DataFrame, Series

from rgcore.figures.kit.selection import CRITICAL_TEMPERATURE
from rgcore.figures.kit.style import CRITICAL

__all__ = ["FEW", "FEW_TRIPS", "cross_out", "hardly_mixed", "legend_below", "sideways", "temperature_axis"]

FEW = 10
"""Independent draws that a number must rest on to be trusted."""

FEW_TRIPS = 5.0
"""Round trips of a replica, from the machine to independent units and back, below which its samples are not trusted."""

_STEP = 0.009
_CROSS = {"marker": "x", "color": "black", "linestyle": "none", "markersize": 8, "zorder": 5}


def temperature_axis(ax: Axes, label: str = r"temperature $T$ ($J/k_\mathrm{B}$)") -> None:
    """Label the horizontal axis and mark the exact critical temperature."""
    ax.axvline(CRITICAL_TEMPERATURE, **CRITICAL)
    ax.set_xlabel(label)


def sideways(temperature: Series, place: int, n_places: int, extent: float) -> Series:
    """Return where series ``place`` of ``n_places`` stands, so that equal temperatures do not hide one another.

    ``extent`` is the range of the axis in J/k_B, 0 if there is but one temperature.
    """
    return temperature + (place - (n_places - 1) / 2) * _STEP * (extent or 1.0)


def hardly_mixed(models: DataFrame) -> Series:
    """Return where tempering made too few round trips, or its samples count too little, to have reached the law.

    Chains that all start alike and never come round agree with each other: their errors alone would look good.
    """
    return ~(models["n_effective"] >= FEW) | ~(models["round_trips"] >= FEW_TRIPS)


def cross_out(ax: Axes, x: ArrayLike, y: ArrayLike, doubtful: ArrayLike) -> None:
    """Draw a black cross over each doubtful point."""
    where = np.asarray(doubtful, dtype=bool)
    if where.any():
        label = "not to be trusted"
        ax.plot(np.asarray(x)[where], np.asarray(y)[where], label=label, **_CROSS)


def legend_below(figure: Figure, axes: Iterable[Axes], n_columns: int) -> None:
    """Write one legend for all panels below them, each label once."""
    named = {}
    for ax in axes:
        named.update({label: handle for handle, label in zip(*ax.get_legend_handles_labels(), strict=True)})
    figure.legend(list(named.values()), list(named), loc="outside lower center", ncols=n_columns)
