"""The axis of time of windows."""

from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from pandas import DataFrame

from rgcore.selection.components.windows import dated

__all__ = ["label_time"]


def label_time(ax: Axes, windows: DataFrame) -> None:
    """Label the axis below for the middles of windows, in samples or, where all have dates, in time."""
    in_time = len(windows) > 0 and dated(windows)
    if in_time:
        locator = AutoDateLocator()
        ax.xaxis.set_major_locator(locator)
        ax.xaxis.set_major_formatter(ConciseDateFormatter(locator))
    ax.set_xlabel(f"middle of the window ({'date' if in_time else 'samples'})")
