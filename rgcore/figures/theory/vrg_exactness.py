"""How exact each example transformation is: trace condition, divergence and free energy against coupling."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.style import DOUBLE_COLUMN, look, name_panel, new_figure, styled
from rgcore.selection.names import plain

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("vrg_exactness",),
    category="Variational RG",
    title="How exact each transformation is",
    place=2,
)

_FLOOR = 1e-17  # what is smaller, zero included, is drawn here


_MEASURES = {
    "trace_condition_error": ("trace condition", "largest violation (dimensionless)"),
    "kl_divergence": ("divergence", "Kullback-Leibler divergence (nats)"),
    "free_energy_difference": ("free energy", r"$|\Delta F|$ (units of $k_\mathrm{B}T$)"),
}


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw three measures of exactness side by side."""
    exactness = tables["vrg_exactness"]
    n_lines = exactness.groupby(["transformation", "size"]).ngroups
    figure = new_figure(DOUBLE_COLUMN, 2.7 + 0.17 * -(-n_lines // 3))
    axes = figure.subplots(1, len(_MEASURES), sharey=True)
    for place, (measure, ax) in enumerate(zip(_MEASURES, axes, strict=True)):
        name_panel(draw_measure(exactness, ax, measure), place, _MEASURES[measure][0])
    handles, labels = axes[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=3)
    return figure


def draw_measure(exactness: DataFrame, ax: Axes, measure: str) -> Axes:
    """Draw one measure of every transformation on a logarithmic axis; the grey band is zero up to rounding."""
    ordered, rounding = exactness.sort_values("coupling"), exactness["rounding"].max()
    ax.axhspan(_FLOOR / 10, rounding, color="0.92", zorder=0)
    for place, ((name, size), rows) in enumerate(ordered.groupby(["transformation", "size"])):
        values = np.maximum(np.abs(rows[measure].to_numpy()), _FLOOR)
        style = look(place)
        line = np.where(values < rounding, np.nan, values)  # rounding errors are marked, not joined
        ax.plot(rows["coupling"], line, linestyle=style["linestyle"], color=style["color"])
        marks = {"linestyle": "none", "markerfacecolor": "white", "label": f"{plain(name)}, size {size}"}
        ax.plot(rows["coupling"], values, **{**style, **marks})
    ax.set_yscale("log")
    ax.set_ylim(_FLOOR / 3, None)
    ax.text(
        0.98, rounding / 3, "zero up to rounding", transform=ax.get_yaxis_transform(), ha="right", va="top"
    )
    ax.set_xlabel(r"coupling $K = J/k_\mathrm{B}T$")
    ax.set_ylabel(_MEASURES[measure][1])
    return ax
