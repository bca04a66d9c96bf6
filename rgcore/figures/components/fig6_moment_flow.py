"""Essay figure 6: the kurtosis of each variable as small-variance modes are removed, and a panel for each null."""

from collections.abc import Iterator, Mapping
from textwrap import wrap

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.legends import legend_below
from rgcore.figures.kit.style import (
    COLOURS,
    DOUBLE_COLUMN,
    measured,
    name_panel,
    new_figure,
    plain_log_ticks,
    styled,
)
from rgcore.selection.names import plain
from rgcore.selection.rows import ESSAY_SETS, SCALINGS, balanced_rows, data_sets
from rgcore.stats.comparison import GAUSSIAN_KURTOSIS

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("pca_flow", "pca_exclusion", "pca_power"),
    category="Principal components as a momentum shell",
    title="Kurtosis as modes are removed",
    place=2,
    on_dataset_page=True,
)

_PER_ROW = 5
_TITLE_WIDTH = 18  # characters
_GAUSSIAN = {"color": "black", "linewidth": 0.8, "linestyle": ":", "zorder": 1.5}
_NULL = {"color": "black", "linewidth": 1.1, "linestyle": (0, (3, 1.6)), "zorder": 6}
_RANGE = {"facecolor": "0.85", "edgecolor": "0.45", "linewidth": 0.5, "zorder": 0.2}
_DATA = (
    {"color": COLOURS[0], "marker": "o"},
    {"color": COLOURS[1], "marker": "s", "markerfacecolor": "white"},
)


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw a row for each data set and scaling: the data, then each of its nulls with the data over it."""
    lines = list(_lines(tables["pca_flow"], tables["pca_exclusion"]))
    figure = new_figure(DOUBLE_COLUMN, 1.1 + 1.4 * len(lines))
    n_columns = max(2, *(len(panels) for _, panels in lines))
    axes = figure.subplots(len(lines), n_columns, squeeze=False, sharex=True)
    for ax in axes.flat:
        ax.set_visible(False)
    number = 0
    for row, (flow, panels) in zip(axes, lines, strict=True):
        for ax, (source, title) in zip(row, panels, strict=False):
            ax.set_visible(True)
            draw_data(flow, ax) if source == "data" else draw_null(flow, source, ax)
            _set_view(ax, flow)
            name_panel(ax, number, title)
            ax.tick_params(labelleft=ax is row[0])
            number += 1
        row[0].set_ylabel("kurtosis (dimensionless)")
    figure.align_ylabels(axes[:, 0])
    _label_bottoms(axes)
    legend_below(figure, figure.axes, 3, order=lambda label: not label.startswith("data"))
    return figure


def _lines(flow: DataFrame, exclusion: DataFrame) -> Iterator[tuple[DataFrame, list[tuple[str, str]]]]:
    """Yield the flow and the panels (source and title) of each row of the figure.

    The essay's sets come first, in each scaling of the table; others follow, with covariance modes alone.
    """
    scalings = [scaling for scaling in SCALINGS if scaling in set(flow["scaling"])]
    labels = exclusion.drop_duplicates("source").set_index("source")["source_label"]
    names = sorted(data_sets(flow), key=lambda name: name not in ESSAY_SETS)
    for scaling in scalings:
        for name in names:
            if name not in ESSAY_SETS and scaling != scalings[0]:
                continue
            rows = flow[(flow["dataset"] == name) & (flow["scaling"] == scaling)]
            sources = sorted(set(rows["source"]) & set(labels.index))
            nulls = [(source, _two_lines(f"null: {labels[source]}")) for source in sources]
            panels = [("data", f"{plain(name)},\n{scaling}"), *nulls]
            yield from ((rows, part) for part in balanced_rows(panels, _PER_ROW))


def _two_lines(title: str) -> str:
    return "\n".join(wrap(title, _TITLE_WIDTH))


def _label_bottoms(axes: np.ndarray) -> None:
    """Label the horizontal axis of the lowest panel of each column."""
    for column in axes.T:
        shown = [ax for ax in column if ax.get_visible()]
        if shown:
            shown[-1].tick_params(labelbottom=True)
            shown[-1].set_xlabel("modes kept (fraction)")


def draw_data(flow: DataFrame, ax: Axes) -> Axes:
    """Draw one data set in one scaling: medians with errors, quartiles, and 3, with and without the largest modes."""
    for style, dropped in zip(_DATA, sorted(set(flow["dropped_top"])), strict=False):
        rows = _of(flow, "data", dropped)
        low, high = rows["kurtosis_q25"], rows["kurtosis_q75"]
        ax.fill_between(
            rows["kept_fraction"], low, high, color=style["color"], alpha=0.16, linewidth=0, zorder=0
        )
        amount = f"largest {dropped:.0%} of modes" if dropped < 1 else f"{dropped:.0f} largest modes"
        _draw_medians(rows, ax, "data" if dropped == 0 else f"data, {amount} removed", style)
    return _finish(ax)


def draw_null(flow: DataFrame, source: str, ax: Axes) -> Axes:
    """Draw one null with the range of its draws, and over it the data that it is compared with."""
    dropped = flow["dropped_top"].min()
    rows = _of(flow, source, dropped)
    x = rows["kept_fraction"]
    ax.fill_between(x, rows["null_low"], rows["null_high"], label="null, range of draws", **_RANGE)
    ax.plot(x, rows["kurtosis_median"], label="null, median", marker="none", **_NULL)
    _draw_medians(_of(flow, "data", dropped), ax, "data", {**_DATA[0], "linestyle": "none"})
    return _finish(ax)


def _of(flow: DataFrame, source: str, dropped: float) -> DataFrame:
    chosen = (flow["source"] == source) & (flow["dropped_top"] == dropped)
    return flow[chosen].sort_values("kept_fraction")


def _draw_medians(rows: DataFrame, ax: Axes, label: str, style: dict) -> None:
    look = {"markersize": 3.2, "label": label, **style}
    measured(ax, rows["kept_fraction"], rows["kurtosis_median"], rows["kurtosis_median_err"], **look)


def _finish(ax: Axes) -> Axes:
    ax.axhline(GAUSSIAN_KURTOSIS, label=f"Gaussian value, {GAUSSIAN_KURTOSIS:g}", **_GAUSSIAN)
    ax.set_xscale("log")
    ax.set_yscale("log")
    return ax


def _set_view(ax: Axes, flow: DataFrame) -> None:
    """Give the panels of a row one axis: 3 within a factor of 1.5, all medians, not the ends of wide bands."""
    data = flow[flow["source"] == "data"]
    tallest = np.nanmax([data["kurtosis_q75"].max(), flow["kurtosis_median"].max(), GAUSSIAN_KURTOSIS])
    lowest = np.nanmin([data["kurtosis_q25"].min(), flow["null_low"].min(), GAUSSIAN_KURTOSIS / 1.5])
    highest = np.nanmax([flow["null_high"].max(), tallest])
    ax.set_ylim(0.95 * lowest, max(min(1.1 * highest, 1.6 * tallest), 1.5 * GAUSSIAN_KURTOSIS))
    plain_log_ticks(ax.xaxis)
    plain_log_ticks(ax.yaxis)
