"""Local exponents of coarse-graining: the slope from each cluster size, or rank, to twice that."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.style import (
    DOUBLE_COLUMN,
    EXACT,
    look,
    measured,
    name_panel,
    new_figure,
    plain_log_ticks,
    styled,
)
from rgcore.selection.names import plain
from rgcore.selection.rows import balanced_rows, data_sets

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("coarse_graining_local", "coarse_graining_exponents"),
    category="Coarse-graining in real space",
    title="Local exponents of the clusters",
    place=2,
)

_PER_BLOCK = 3
_PANELS = {
    "variance": "variance: local exponent (1)",
    "silence": "silence: local exponent (1)",
    "eigenvalue": "eigenvalue: local exponent (1)",
    "dynamic": "correlation time: local exponent (1)",
    "relaxation": "relaxation time: local exponent (1)",
}
_LARGEST_ERROR = 1.0  # of a point that is drawn: larger ones determine no exponent


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw the five local exponents, up to three data sets in one block."""
    local, fitted = tables["coarse_graining_local"], tables["coarse_graining_exponents"]
    blocks = balanced_rows(data_sets(local), _PER_BLOCK)
    figure = new_figure(DOUBLE_COLUMN, 4.4 * len(blocks))
    grid = figure.subplots(2 * len(blocks), 3)
    for place, names in enumerate(blocks):
        axes = [*grid[2 * place], *grid[2 * place + 1]]
        for number, (ax, exponent) in enumerate(zip(axes, _PANELS, strict=False)):
            draw_exponent(local, fitted, ax, names, exponent)
            name_panel(ax, len(_PANELS) * place + number)
        axes[-1].set_axis_off()
        handles, labels = axes[0].get_legend_handles_labels()
        axes[-1].legend(handles, labels, loc="center left")
    return figure


def draw_exponent(local: DataFrame, fitted: DataFrame, ax: Axes, names: list[str], exponent: str) -> Axes:
    """Draw one local exponent: data with standard errors, its fit, shifted data, mice and the exact value."""
    ax.set_xscale("log")
    mine = fitted[fitted["dataset"].isin(names) & (fitted["exponent"] == exponent)]
    ax.axhline(mine["independent_value"].iloc[0], label="independent", **EXACT)
    low, high = mine[["published_low", "published_high"]].iloc[0]
    if np.isfinite(low):
        ax.axhspan(low, high, color="0.9", linewidth=0, zorder=0, label="three mice")
    for number, name in enumerate(names):
        style = look(number)
        rows = local[(local["dataset"] == name) & (local["exponent"] == exponent)]
        shown = (rows["value_err"] < _LARGEST_ERROR) & ((exponent != "eigenvalue") | rows["in_fit"])
        rows = rows[shown].sort_values("low")
        middle = np.sqrt(rows["low"] * rows["high"])
        shifted = rows["source"] == "shuffled"
        ax.plot(
            middle[shifted],
            rows["value"][shifted],
            **{**style, "linestyle": "--", "markersize": 2.5, "linewidth": 1.0},
            label=f"{plain(name)}, shuffled",
        )
        marks = {**style, "linestyle": "none", "markerfacecolor": "white", "label": plain(name)}
        measured(ax, middle[~shifted], rows["value"][~shifted], rows["value_err"][~shifted], **marks)
        fit = mine[(mine["dataset"] == name) & (mine["source"] == "data")].iloc[0]
        if np.isfinite(fit["value"]):
            ax.plot(
                [fit["fit_low"], fit["fit_high"]], [fit["value"]] * 2, color=style["color"], linewidth=1.2
            )
    ax.set_xlabel("rank / $K$ (1)" if exponent == "eigenvalue" else "variables in a cluster, $K$ (1)")
    ax.set_ylabel(_PANELS[exponent])
    plain_log_ticks(ax.xaxis)
    return ax
