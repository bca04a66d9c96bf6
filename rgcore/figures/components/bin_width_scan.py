"""Exponents and kurtosis against the width of the bins, merged or stacked."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.style import (
    DOUBLE_COLUMN,
    look,
    measured,
    name_panel,
    new_figure,
    plain_log_ticks,
    styled,
    write_in_panel,
)
from rgcore.selection.components.scans import EXPONENTS, KURTOSIS, at_most_kept, of_measure
from rgcore.selection.names import plain
from rgcore.selection.rows import data_sets

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("bin_width_scan",),
    category="Scans",
    title="Exponents and kurtosis against bin width",
    place=1,
)

_ENDS = ("kurtosis, fewest modes kept", "kurtosis, all modes kept")
_BINS = "bins merged or stacked (1)"
_GROUPS = ["arrangement", "n_bins"]


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw the six exponents, and the kurtosis at the smallest and at the largest fraction kept."""
    scan = tables["bin_width_scan"]
    figure = new_figure(DOUBLE_COLUMN, 6.6)
    axes = figure.subplots(3, 3).ravel()
    names, limits = data_sets(scan), _limits(scan)
    for number, (ax, (measure, label)) in enumerate(zip(axes, EXPONENTS.items(), strict=False)):
        for place, name in enumerate(names):
            _draw_rows(ax, of_measure(scan, name, measure), place, plain(name))
        _finish(ax, number, label, limits)
    for end, label in enumerate(_ENDS):
        ax = axes[len(EXPONENTS) + end]
        for place, name in enumerate(names):
            _draw_rows(ax, at_most_kept(of_measure(scan, name, KURTOSIS), _GROUPS)[end], place, plain(name))
        _finish(ax, len(EXPONENTS) + end, label, limits)
        if ax.has_data():
            ax.set_yscale("log")
            plain_log_ticks(ax.yaxis)
    _legend(axes)
    return figure


def _draw_rows(ax: Axes, rows: DataFrame, place: int, name: str) -> None:
    """Draw merged bins with a line, stacked ones as full marks, independent variables dashed."""
    style = look(place)
    merged = rows[rows["arrangement"] == "merged"].sort_values("n_bins")
    stacked = rows[(rows["arrangement"] == "stacked")].sort_values("n_bins")
    marks = {**style, "linestyle": "-", "markerfacecolor": "white"}
    if len(merged):
        measured(ax, merged["n_bins"], merged["value"], merged["value_err"], **marks, label=f"{name}, merged")
    if len(stacked):
        full = {**style, "linestyle": "none", "marker": "D", "label": f"{name}, stacked"}
        measured(ax, stacked["n_bins"], stacked["value"], stacked["value_err"], **full)
    null = merged[np.isfinite(merged["shuffled"])]
    if len(null):
        line = {
            "color": style["color"],
            "linestyle": "--",
            "linewidth": 1.0,
            "marker": "x",
            "markersize": 3.5,
        }
        measured(
            ax, null["n_bins"], null["shuffled"], null["shuffled_err"], **line, label=f"{name}, shuffled"
        )


def _finish(ax: Axes, number: int, label: str, limits: tuple[float, float]) -> None:
    name_panel(ax, number)
    ax.set_xscale("log")
    ax.set_xlim(limits)
    ax.set_xlabel(_BINS)
    ax.set_ylabel(f"{label} (1)")
    if ax.has_data():
        plain_log_ticks(ax.xaxis)
        return
    ax.set_xticks([])
    ax.set_yticks([])
    write_in_panel(ax, "no value")


def _limits(scan: DataFrame) -> tuple[float, float]:
    """Return the range of bins that all panels show."""
    most = scan.loc[scan["value"].notna(), "n_bins"].max() if len(scan) else 1
    return 0.8, 1.25 * max(most, 2)


def _legend(axes: np.ndarray) -> None:
    handles: dict[str, object] = {}
    for ax in axes[:-1]:
        found, labels = ax.get_legend_handles_labels()
        handles = dict(zip(labels, found, strict=True)) | handles
    axes[-1].set_axis_off()
    if handles:
        axes[-1].legend(handles.values(), handles, loc="center left")
