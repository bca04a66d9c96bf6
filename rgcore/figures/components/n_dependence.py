"""Exponents against the number of variables, and whether the curves of the kurtosis collapse."""

from collections.abc import Mapping

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
    plain_log_ticks,
    styled,
    write_in_panel,
)
from rgcore.selection.components.scans import EXPONENTS, curve_of, of_measure
from rgcore.selection.names import plain
from rgcore.selection.rows import data_sets

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("n_dependence",),
    category="Scans",
    title="Exponents and kurtosis against the number of variables",
    place=2,
)

_PER_ROW = 3
_COLLAPSE = {"collapse_deviation": r"deviation of $\ln$ kurtosis (1)"}
_SIZES = "number of variables, $N$ (1)"


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw the exponents, the deviation of the curves, and the curves of each data set."""
    scan = tables["n_dependence"]
    names = data_sets(scan)
    panels = {measure: f"{label} (1)" for measure, label in EXPONENTS.items()} | _COLLAPSE
    n_rows = -(-(len(panels) + len(names)) // _PER_ROW)
    figure = new_figure(DOUBLE_COLUMN, 0.4 + 2.2 * n_rows)
    axes = figure.subplots(n_rows, _PER_ROW).ravel()
    for number, (ax, (measure, label)) in enumerate(zip(axes, panels.items(), strict=False)):
        _draw_sizes(ax, scan, names, measure)
        _finish(ax, number, _SIZES, label)
        if len(scan):
            ax.set_xlim(0.8 * scan["n_variables"].min(), 1.25 * scan["n_variables"].max())
            plain_log_ticks(ax.xaxis)
    for place, name in enumerate(names):
        ax = axes[len(panels) + place]
        _draw_curves(ax, curve_of(scan, name))
        _finish(ax, len(panels) + place, "fraction of modes kept (1)", f"kurtosis, {plain(name)} (1)")
        ax.set_yscale("log")
        plain_log_ticks(ax.yaxis)
        ax.legend(title="$N$", loc="upper left", ncols=2)
    for ax in axes[len(panels) + len(names) :]:
        ax.set_axis_off()
    legend_below(figure, axes[:1], 4)
    return figure


def _draw_sizes(ax: Axes, scan: DataFrame, names: list[str], measure: str) -> None:
    """Draw one number against N, with standard errors of means over the subsets."""
    for place, name in enumerate(names):
        rows = of_measure(scan, name, measure).sort_values("n_variables")
        marks = {**look(place), "linestyle": "-", "markerfacecolor": "white", "label": plain(name)}
        if len(rows):
            measured(ax, rows["n_variables"], rows["value"], rows["value_err"], **marks)
    if measure == "collapse_deviation":
        ax.axhline(0.0, **EXACT)


def _draw_curves(ax: Axes, rows: DataFrame) -> None:
    """Draw kurtosis against fraction kept, one curve for each number of variables."""
    for place, (size, curve) in enumerate(sorted(rows.groupby("n_variables"), reverse=True)):
        marks = {**look(place), "markerfacecolor": "white", "label": f"{size}"}
        measured(ax, curve["kept_fraction"], curve["value"], curve["value_err"], **marks)


def _finish(ax: Axes, number: int, x_label: str, y_label: str) -> None:
    name_panel(ax, number)
    ax.set_xscale("log")
    ax.set_xlabel(x_label)
    ax.set_ylabel(y_label)
    if ax.get_legend_handles_labels()[0]:
        plain_log_ticks(ax.xaxis)
        return
    ax.set_yticks([])
    write_in_panel(ax, "no value")
