"""Data with known coupling through the principal-component RG: what is measured beside what is expected."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.scales import kept_fractions, room_above
from rgcore.figures.kit.style import (
    COLOURS,
    DOUBLE_COLUMN,
    EXACT,
    look,
    measured,
    name_panel,
    new_figure,
    plain_log_ticks,
    styled,
)
from rgcore.selection.components.ground_truth import (
    COUPLING_ERROR,
    NONLOCALITY_ERROR,
    comparisons,
    twins,
    weakest,
)

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("pca_ground_truth",),
    category="Principal components as a momentum shell",
    title="Data with known answer: the coupling and its running",
    place=7,
)

_LARGEST = 3.0  # coupling over bare coupling that is drawn


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw running couplings, a panel per dimension, then where they fail, the flow and nonlocality."""
    table = tables["pca_ground_truth"]
    figure = new_figure(DOUBLE_COLUMN, 4.9)
    above, below = figure.add_gridspec(2, 1)
    fields = dict(weakest(table))
    places = above.subgridspec(1, max(1, len(fields)))
    first = None
    for place, (dimension, rows) in enumerate(fields.items()):
        ax = first = figure.add_subplot(places[place], sharey=first)
        draw_running(rows, ax, place)
        name_panel(ax, place, f"$d$ = {dimension}, $u$ = {rows['u'].iloc[0]:g}")
    panels = {
        "all modes kept": draw_strength,
        "in units of the cutoff": draw_flow,
        "local over collective": draw_nonlocality,
    }
    places = below.subgridspec(1, len(panels))
    for place, (title, panel) in enumerate(panels.items()):
        name_panel(panel(table, figure.add_subplot(places[place])), len(fields) + place, title)
    return figure


def draw_running(rows: DataFrame, ax: Axes, place: int) -> Axes:
    """Draw the coupling of one field over the bare one, on the line of the recursion."""
    ax.axhline(1, color="0.6", linewidth=0.7, zorder=0)
    part = comparisons(rows, "coupling", "recursion")
    u, style = part["u"].iloc[0], look(place)
    line = {"color": style["color"], "linestyle": style["linestyle"], "linewidth": 1.6, "alpha": 0.5}
    ax.plot(part["kept_fraction"], part["expected"] / u, label="recursion", **line)
    resolved = part[part["measured_err"] < COUPLING_ERROR * u]
    points = resolved["kept_fraction"], resolved["measured"] / u, resolved["measured_err"] / u
    measured(ax, *points, label="measured", **{**style, "linestyle": "none"})
    kept_fractions(ax)
    if place:
        ax.tick_params(labelleft=False)
    else:
        ax.set_ylabel(r"$u(\Lambda)$ / bare $u$ (dimensionless)")
        ax.legend(loc="upper left")
    return ax


def draw_strength(table: DataFrame, ax: Axes) -> Axes:
    """Draw both loop-corrected couplings with all modes kept, over the bare one, against the strength of the loops."""
    ax.axhline(1, **EXACT)
    rows = table[(table["expected_from"] == "bare") & (table["kept_fraction"] == 1)]
    styles = {("coupling", "phi4"): 0, ("closed_coupling", "phi4"): 1, ("coupling", "rotated"): 2}
    for (quantity, kind), place in styles.items():
        part = rows[(rows["quantity"] == quantity) & (rows["kind"] == kind)].sort_values("loop_strength")
        ratio, error = part["measured"] / part["u"], part["measured_err"] / part["u"]
        inside = ratio.abs() < _LARGEST
        style = {**look(place), "linestyle": "none", "markerfacecolor": "white" if place else COLOURS[0]}
        x = part["loop_strength"]
        measured(ax, x[inside], ratio[inside], error[inside], label=_READINGS[quantity, kind], **style)
        beyond = x[~inside]
        ax.plot(beyond, np.full(len(beyond), _LARGEST), color=style["color"], marker=6, linestyle="none")
    ax.set_xscale("log")
    plain_log_ticks(ax.xaxis)
    ax.set_ylim(0, 1.03 * _LARGEST)
    ax.set_xlabel(r"loops $(3/2)\,u\,N^{-1}\sum\sigma^4$ (dimensionless)")
    ax.set_ylabel(r"estimated / bare $u$ (dimensionless)")
    ax.legend(loc="lower right")
    return ax


_READINGS = {
    ("coupling", "phi4"): "lattice",
    ("closed_coupling", "phi4"): "lattice, momentum 0",
    ("coupling", "rotated"): "Haar",
}


def draw_flow(table: DataFrame, ax: Axes) -> Axes:
    """Draw ut / alpha of the weakest fields, over its value where most modes are kept, on the recursion's line."""
    for place, (dimension, rows) in enumerate(weakest(table)):
        part = comparisons(rows, "flow_coupling", "recursion")
        part = part[part["below_lattice_edge"]]
        if part.empty:
            continue
        style, start = look(place), part["expected"].iloc[-1]
        x, line = part["kept_fraction"], part["expected"] / start
        ax.plot(x, line, color=style["color"], linestyle=style["linestyle"], linewidth=1.6, alpha=0.5)
        part = part[part["measured_err"] < COUPLING_ERROR * part["measured"].abs()]
        points = part["kept_fraction"], part["measured"] / start, part["measured_err"] / start
        measured(ax, *points, label=f"$d$ = {dimension}", **{**style, "linestyle": "none"})
    ax.set_yscale("log")
    plain_log_ticks(ax.yaxis)
    kept_fractions(ax)
    ax.set_ylabel(r"$u n / (N \Lambda^2)$ / its first (dimensionless)")
    ax.legend(loc="upper right")
    return ax


def draw_nonlocality(table: DataFrame, ax: Axes) -> Axes:
    """Draw the local over the collective coupling of the strongest rotated field and of its lattice twin."""
    ax.axhline(1, color="0.6", linewidth=0.7, zorder=0)
    for place, (kind, rows) in enumerate(twins(table).items()):
        part = comparisons(rows, "nonlocality", "second order")
        style, u = look(place), rows["u"].iloc[0]
        x = part["kept_fraction"]
        ax.plot(x, part["expected"], color=style["color"], linestyle=style["linestyle"], alpha=0.5)
        name = "Haar" if kind == "rotated" else "lattice"
        part = part[part["measured_err"] < NONLOCALITY_ERROR]
        points = part["kept_fraction"], part["measured"], part["measured_err"]
        measured(ax, *points, label=f"{name}, $u$ = {u:g}", **{**style, "linestyle": "none"})
    kept_fractions(ax)
    ax.set_ylabel("local / collective (dimensionless)")
    room_above(ax, 0.25)
    ax.legend(loc="upper left")
    return ax
