"""Kurtosis and distance from a Gaussian in windows of time."""

from collections.abc import Mapping
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.legends import legend_below
from rgcore.figures.kit.style import (
    DOUBLE_COLUMN,
    EXACT,
    look,
    measured,
    name_panel,
    new_figure,
    styled,
    write_in_panel,
)
from rgcore.figures.kit.time_axis import label_time
from rgcore.selection.components.windows import middles, windows_of
from rgcore.selection.names import plain
from rgcore.selection.rows import data_sets
from rgcore.stats.comparison import GAUSSIAN_KURTOSIS

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("window_scan",),
    category="Scans",
    title="Kurtosis and distance from a Gaussian in windows of time",
    place=3,
)

_COLUMNS = {
    "kurtosis_median": "median kurtosis, $N/16$ modes (1)",
    "jensen_shannon": r"distance from a Gaussian (bits$^{1/2}$)",
}
_OF_GAUSSIAN = ("Gaussian value, 3", "Gaussian draws, mean", "Gaussian draws, mean to largest")
_DRAWS = {"color": "0.35", "linestyle": "--", "linewidth": 1.0, "marker": "x", "markersize": 3.5}
_BAND = {"color": "0.35", "alpha": 0.2}


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw two panels for each data set, since data sets share no axis of time."""
    scan = tables["window_scan"]
    names = data_sets(scan)
    n_rows = max(len(names), 1)
    figure = new_figure(DOUBLE_COLUMN, 0.5 + 2.3 * n_rows)
    grid = figure.subplots(n_rows, len(_COLUMNS), squeeze=False)
    for place, name in enumerate(names):
        windows = windows_of(scan, name)
        marks = {**look(place), "linestyle": "-", "markerfacecolor": "white", "markersize": 4.0}
        for column, ax in zip(_COLUMNS, grid[place], strict=True):
            _draw_column(ax, windows, column, {**marks, "label": plain(name)})
        _draw_gaussian(*grid[place], windows)
    for number, ax in enumerate(grid.ravel()):
        name_panel(ax, number, plain(names[number // len(_COLUMNS)]) if names else "")
    if not names:
        _draw_nothing(grid[0], scan)
    legend_below(figure, grid.ravel(), 3, order=lambda label: label in _OF_GAUSSIAN)  # data sets first
    return figure


def _draw_column(ax: Axes, windows: DataFrame, column: str, marks: dict[str, Any]) -> None:
    """Draw one number of every window with its standard error."""
    label_time(ax, windows)
    measured(ax, middles(windows), windows[column], windows[f"{column}_err"], **marks)
    ax.set_ylabel(_COLUMNS[column])


def _draw_gaussian(kurtosis: Axes, distance: Axes, windows: DataFrame) -> None:
    """Draw what a Gaussian has: its kurtosis, and the distance of Gaussian draws from it."""
    value, of_mean, to_largest = _OF_GAUSSIAN
    kurtosis.axhline(GAUSSIAN_KURTOSIS, **EXACT, label=value)
    middle, mean = middles(windows), windows["jensen_shannon_gaussian"]
    distance.plot(middle, mean, **_DRAWS, label=of_mean)
    largest = windows["jensen_shannon_gaussian_high"]
    width = 0 if len(windows) > 1 else 4.0  # of the edge: one window has a band without width
    distance.fill_between(middle, mean, largest, **_BAND, linewidth=width, label=to_largest)
    for ax in (kurtosis, distance):
        ax.set_ylim(bottom=0)


def _draw_nothing(axes, scan: DataFrame) -> None:
    for ax, label in zip(axes, _COLUMNS.values(), strict=True):
        label_time(ax, scan)
        ax.set_ylabel(label)
        ax.set_xticks([])
        ax.set_yticks([])
        write_in_panel(ax, "no windows")
