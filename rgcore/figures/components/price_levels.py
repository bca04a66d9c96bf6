"""Prices as returns and as levels: the kurtosis as modes are removed, and the largest mode, beside random walks."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.legends import legend_below
from rgcore.figures.kit.style import (
    DOUBLE_COLUMN,
    EXACT,
    SINGLE_COLUMN,
    look,
    measured,
    name_panel,
    new_figure,
    plain_log_ticks,
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
    tables=("price_levels", "window_scan"),
    category="Principal components as a momentum shell",
    title="Prices: returns or levels",
    place=10,
)

_TRANSFORMS = (
    "log_returns",
    "levels",
    "normalized_levels",
    "log_levels",
    "detrended_levels",
    "detrended_log_levels",
)
_NULLS = {
    "independent_walks": {"color": "0.35", "linestyle": ":", "marker": "x"},
    "shuffled_walks": {"color": "#009E73", "linestyle": "--", "marker": "<"},
    "gaussian_walks": {"color": "#CC79A7", "linestyle": "-.", "marker": "d"},
    "factor_walks": {"color": "#A06A00", "linestyle": (0, (5, 1, 1, 1, 1, 1)), "marker": ">"},
    "resampled_days": {"color": "#56B4E9", "linestyle": (0, (1, 1)), "marker": "+"},
}
_BANDS = ("independent_walks", "gaussian_walks")
_DATA = {"color": "black", "marker": "*", "linestyle": "-", "markersize": 6.0}
_CLOSED = {
    "log_levels": {"color": "black", "marker": "s"},
    "detrended_log_levels": {"color": "#D55E00", "marker": "^", "markerfacecolor": "white"},
}
_PER_SET = 6  # panels
_IN_TIME = {
    "largest_share": "share of the largest mode (1)",
    "kurtosis_median": "median kurtosis, $N/16$ modes (1)",
}
_SPREAD = 0.65  # of the marks of one transform, in units of the distance between transforms


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw six panels for each data set of prices."""
    levels, windows = tables["price_levels"], tables["window_scan"]
    names = data_sets(levels)
    if not names:
        return _nothing()
    figure = new_figure(DOUBLE_COLUMN, 0.9 + 6.9 * len(names))
    grid = figure.subplots(3 * len(names), 2, squeeze=False)
    explained = []
    for place, name in enumerate(names):
        rows = levels[levels["dataset"] == name]
        panels = [*grid[3 * place], *grid[3 * place + 1]]
        drawings = (draw_transforms, draw_walks, draw_closed_form, draw_shares)
        titles = (
            plain(name),
            f"{plain(name)}, log levels",
            "independent walks",
            f"{plain(name)}, largest mode",
        )
        for number, (ax, drawing, title) in enumerate(zip(panels, drawings, titles, strict=True)):
            drawing(rows, ax)
            name_panel(ax, _PER_SET * place + number, title)
        in_time = windows_of(windows, name)
        for number, (ax, column) in enumerate(zip(grid[3 * place + 2], _IN_TIME, strict=True), start=4):
            draw_windows(in_time, ax, column)
            name_panel(ax, _PER_SET * place + number, f"{plain(name)}, log returns in windows")
        explained += panels[:2]
    legend_below(figure, explained, 4)
    return figure


def _nothing() -> Figure:
    figure = new_figure(SINGLE_COLUMN, 1.0)
    ax = figure.subplots()
    ax.set_axis_off()
    ax.text(0.5, 0.5, "no data set holds prices", ha="center", va="center")
    return figure


def draw_transforms(rows: DataFrame, ax: Axes) -> Axes:
    """Draw the median kurtosis of the data for each way to take prices, with standard errors."""
    ax.axhline(GAUSSIAN_KURTOSIS, color="0.75", linewidth=2.4, zorder=0.5, label="Gaussian value, 3")
    for number, transform in enumerate(_TRANSFORMS):
        data = _of(rows, transform, "data")
        x, y = data["kept_fraction"], data["kurtosis_median"]
        measured(ax, x, y, data["kurtosis_median_err"], label=f"data: {plain(transform)}", **look(number))
    return _against_fraction(ax, "median kurtosis (dimensionless)")


def draw_walks(rows: DataFrame, ax: Axes) -> Axes:
    """Draw the median kurtosis of log levels of data and of random walks, with the range of the draws."""
    for source, style in _NULLS.items():
        null = _of(rows, "log_levels", source)
        x = null["kept_fraction"]
        line = {**style, "linewidth": 1.2, "markersize": 4.0}
        ax.plot(x, null["kurtosis_median"], label=f"null: {plain(source)}", **line)
        if source in _BANDS:
            ax.fill_between(
                x, null["null_low"], null["null_high"], color=style["color"], alpha=0.2, linewidth=0
            )
    data = _of(rows, "log_levels", "data")
    x, y = data["kept_fraction"], data["kurtosis_median"]
    measured(ax, x, y, data["kurtosis_median_err"], label="data, other panels", **_DATA)
    return _against_fraction(ax, "median kurtosis (dimensionless)")


def draw_closed_form(rows: DataFrame, ax: Axes) -> Axes:
    """Draw the mean kurtosis of independent walks beside its value in closed form."""
    for transform, style in _CLOSED.items():
        walks = _of(rows, transform, "independent_walks")
        ax.plot(walks["n_kept"], walks["kurtosis_mean_expected"], **EXACT)
        error = walks["kurtosis_mean_err"] / np.sqrt(walks["n_draws"])
        marks = {**style, "linestyle": "none", "label": plain(transform)}
        measured(ax, walks["n_kept"], walks["kurtosis_mean"], error, **marks)
    ax.set_xscale("log")
    plain_log_ticks(ax.xaxis)
    ax.set_xlabel("modes kept (1)")
    ax.set_ylabel("mean kurtosis (dimensionless)")
    ax.legend(loc="lower right")
    return ax


def draw_shares(rows: DataFrame, ax: Axes) -> Axes:
    """Draw the share of the largest mode of data and of random walks, for each way to take prices."""
    sources = ["data", *_NULLS]
    shifts = np.linspace(-_SPREAD / 2, _SPREAD / 2, len(sources))
    for shift, source in zip(shifts, sources, strict=True):
        found = [_of(rows, transform, source).iloc[-1:] for transform in _TRANSFORMS]
        places = [place + shift for place, row in enumerate(found) if len(row)]
        shares = np.array([row["largest_share"].item() for row in found if len(row)])
        errors = np.array([row["largest_share_err"].item() for row in found if len(row)])
        style = {**(_DATA if source == "data" else _NULLS[source]), "linestyle": "none"}
        measured(ax, places, shares, errors, **{"markersize": 4.0, **style})
    for place, transform in enumerate(_TRANSFORMS):
        exact = _of(rows, transform, "independent_walks")["largest_share_expected"].dropna()
        if len(exact):
            ax.plot([place - 0.45, place + 0.45], [exact.iloc[0]] * 2, **EXACT)
    ax.set_xticks(range(len(_TRANSFORMS)), [plain(name) for name in _TRANSFORMS], rotation=25, ha="right")
    ax.set_ylim(0, 1)
    ax.set_ylabel("share of the variance (1)")
    return ax


def draw_windows(rows: DataFrame, ax: Axes, column: str) -> Axes:
    """Draw a quantity of windows in time at their middles, in samples or, where they have dates, in time."""
    ax.set_ylabel(_IN_TIME[column])
    label_time(ax, rows)
    if rows.empty:
        write_in_panel(ax, "no windows")
        return ax
    measured(ax, middles(rows), rows[column], rows[f"{column}_err"], **_DATA)
    ax.set_ylim(bottom=0)
    return ax


def _of(rows: DataFrame, transform: str, source: str) -> DataFrame:
    found = rows[(rows["transform"] == transform) & (rows["source"] == source)]
    return found.sort_values("n_kept")


def _against_fraction(ax: Axes, label: str) -> Axes:
    ax.set_xscale("log")
    ax.set_yscale("log")
    plain_log_ticks(ax.xaxis)
    plain_log_ticks(ax.yaxis)
    ax.set_xlabel("fraction of modes kept")
    ax.set_ylabel(label)
    return ax
