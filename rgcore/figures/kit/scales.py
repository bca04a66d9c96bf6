"""Axes of numbers that may range over several powers of ten, or have either sign."""

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from rgcore.figures.kit.style import plain_log_ticks

__all__ = ["is_wide", "kept_fractions", "positive_scale", "room_above", "signed_scale"]

_WIDE = 30.0


def is_wide(values: ArrayLike) -> bool:
    """Return whether the positive, finite values differ more than 30-fold."""
    positive = _positive(values)
    return positive.size > 0 and bool(positive.max() > _WIDE * positive.min())


def kept_fractions(ax: Axes) -> None:
    """Let the horizontal axis be that of the fraction of modes kept, logarithmic."""
    ax.set_xscale("log")
    plain_log_ticks(ax.xaxis)
    ax.set_xlabel("fraction of modes kept")


def room_above(ax: Axes, share: float) -> None:
    """Leave room above what is drawn, such as for a legend: a share of the vertical range so far."""
    low, high = ax.get_ylim()
    ax.set_ylim(low, high + share * (high - low))


def positive_scale(ax: Axes, values: ArrayLike) -> None:
    """Let the vertical axis start at 0, or be logarithmic where the positive values differ more than 30-fold.

    Logarithmic, it is linear below the least positive value if others are zero or negative.
    """
    positive = _positive(values)
    if positive.size == 0:
        return
    low, high, least = positive.min(), positive.max(), np.nanmin(values)
    if not is_wide(positive):
        ax.set_ylim(min(0.0, 1.15 * least) - 0.03 * high, 1.15 * high)
    elif least <= 0:
        signed_scale(ax, 10.0 ** np.ceil(np.log10(max(low, 1e-4 * high))))
    else:
        ax.set_yscale("log")
        ax.set_ylim(low / 2.5, 2 * high)
        plain_log_ticks(ax.yaxis)


def signed_scale(ax: Axes, threshold: float) -> None:
    """Keep the vertical axis linear up to ``threshold`` in size; make it logarithmic beyond, if it reaches farther."""
    if np.abs(ax.get_ylim()).max() <= 1.2 * threshold:
        return
    ax.set_yscale("symlog", linthresh=threshold, linscale=1.0)
    limits = ax.get_ylim()
    steps = (0.5, 1.0, 2.0, 5.0) if np.abs(limits).max() < 15 * threshold else (1.0,)
    sizes = [
        threshold * step * 10.0**power for power in range(12) for step in steps if power == 0 or step >= 1
    ]
    ticks = [0.0, *sizes, *(-size for size in sizes)]
    ax.set_yticks(ticks, labels=[_with_minus(value) for value in ticks])
    ax.set_ylim(1.5 * limits[0], 1.5 * limits[1])


def _positive(values: ArrayLike) -> np.ndarray:
    values = np.asarray(values, dtype=float)
    return values[np.isfinite(values) & (values > 0)]


def _with_minus(value: float) -> str:
    return f"{value:g}".replace("-", "\N{MINUS SIGN}")
