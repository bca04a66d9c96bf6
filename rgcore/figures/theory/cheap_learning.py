"""Networks that multiply: errors of known weights by scale, and how often training reaches a tolerance by units."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import NullFormatter, StrMethodFormatter
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.style import DOUBLE_COLUMN, EXACT, look, measured, name_panel, new_figure, styled
from rgcore.selection.cheap_learning import ARCHITECTURES, HALF, constructions, trained_networks

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("cheap_learning",),
    category="Cheap learning",
    title="Units that multiply n numbers, in one layer and in several",
    place=1,
)


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw the errors of constructions, then the success of training in one panel per architecture."""
    table = tables["cheap_learning"]
    figure = new_figure(DOUBLE_COLUMN, 2.8)
    axes = figure.subplots(1, 3)
    name_panel(draw_constructions(constructions(table), axes[0]), 0, "known weights")
    for place, (name, words) in enumerate(ARCHITECTURES.items(), start=1):
        rows = trained_networks(table)
        panel = draw_training(rows[rows["architecture"] == name], axes[place])
        name_panel(panel, place, f"trained, {words}")
    return figure


def draw_constructions(table: DataFrame, ax: Axes) -> Axes:
    """Draw the error of one layer (filled) and of the tree (open) against the scale, over the term in its square."""
    for n_factors, rows in table.groupby("n_factors"):
        place = n_factors - 2
        for name, face in (("one_layer", look(place)["color"]), ("deep", "white")):
            one = rows[rows["architecture"] == name]
            ax.plot(one["scale"], one["error_expected"], **{**EXACT, "marker": ""})
            style = {**look(place), "linestyle": "", "markerfacecolor": face}
            label = f"n = {n_factors}" if name == "one_layer" else None
            ax.plot(one["scale"], one["error"], label=label, **style)
    ax.set_xscale("log", base=2)
    ax.set_yscale("log")
    ax.xaxis.set_major_formatter(StrMethodFormatter("{x:g}"))
    ax.xaxis.set_minor_formatter(NullFormatter())
    ax.set_xlabel(r"scale $\lambda$ (dimensionless)")
    ax.set_ylabel("relative error (dimensionless)")
    ax.legend()
    return ax


def draw_training(table: DataFrame, ax: Axes) -> Axes:
    """Draw the share of starts within the tolerance against the units, with the units of the constructions."""
    for n_factors, rows in table.groupby("n_factors"):
        place = n_factors - 2
        reached = rows["reached"]
        either_side = np.abs(rows[["reached_low", "reached_high"]].sub(reached, axis=0).to_numpy().T)
        measured(ax, rows["n_units"], reached, either_side, label=f"n = {n_factors}", **look(place))
        ax.axvline(
            rows["n_units_constructed"].iloc[0], color=look(place)["color"], linestyle=":", linewidth=0.8
        )
    ax.axhline(HALF, color="0.65", linewidth=1.0, zorder=1)
    ax.set_ylim(-0.04, 1.04)
    ax.set_xlabel("hidden units (units)")
    ax.set_ylabel("share of starts (dimensionless)")
    if not table.empty:
        ax.legend()
    return ax
