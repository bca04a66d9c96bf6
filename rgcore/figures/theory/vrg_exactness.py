"""How exact each example transformation is: a table of trace condition, divergence and free energy by coupling."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame, MultiIndex

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.style import DOUBLE_COLUMN, name_panel, new_figure, styled
from rgcore.selection.names import plain

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("vrg_exactness",),
    category="Variational RG",
    title="How exact each transformation is",
    place=2,
)

_MEASURES = {
    "trace_condition_error": ("trace condition", "largest violation (1)"),
    "kl_divergence": ("divergence", "Kullback-Leibler (nats)"),
    "free_energy_difference": ("free energy", r"$|\Delta F|$ (units of $k_\mathrm{B}T$)"),
}
# of the shades, lighter and darker beyond: smaller numbers depend on where an optimizer stopped
_DECADES = (-5.0, 3.0)
_DARK = 0.5  # shade from which on numbers are white


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw a table for each of three measures, the transformations that violate the trace condition least on top."""
    exactness = tables["vrg_exactness"]
    keys = ["transformation", "size"]
    order = exactness.groupby(keys)["trace_condition_error"].max().sort_values(kind="stable").index
    figure = new_figure(DOUBLE_COLUMN, 1.1 + 0.19 * len(order))
    axes = figure.subplots(1, len(_MEASURES), sharey=True)
    for place, (measure, ax) in enumerate(zip(_MEASURES, axes, strict=True)):
        draw_measure(exactness.set_index(keys), ax, measure, order)
        name_panel(ax, place, _MEASURES[measure][0])
    axes[0].set_yticks(range(len(order)), [f"{plain(name)} ({size})" for name, size in order])
    axes[0].set_ylabel("transformation (size)")
    return figure


def draw_measure(exactness: DataFrame, ax: Axes, measure: str, order: MultiIndex) -> Axes:
    """Write one measure of every transformation at every coupling, darker if larger; 0 is zero up to rounding."""
    table = exactness.pivot_table(index=exactness.index, columns="coupling", values=measure, dropna=False)
    values = np.abs(table.reindex(list(order)).to_numpy())
    rounding = exactness["rounding"].max()
    with np.errstate(divide="ignore"):
        decades = np.where(values < rounding, np.nan, np.log10(values))
    low, high = _DECADES
    shades = 0.06 + 0.64 * np.clip((decades - low) / (high - low), 0, 1)
    ax.imshow(shades, cmap="Greys", vmin=0, vmax=1, aspect="auto", interpolation="nearest")
    for (row, column), value in np.ndenumerate(values):
        colour = "white" if shades[row, column] > _DARK else "black"
        ax.text(column, row, _written(value, rounding), color=colour, ha="center", va="center", fontsize=7)
    ax.set_xticks(range(table.shape[1]), [f"{coupling:.2g}" for coupling in table.columns])
    ax.tick_params(length=0, which="both")
    ax.set_xlabel(f"coupling $K = J/k_\\mathrm{{B}}T$\n{_MEASURES[measure][1]}")
    return ax


def _written(value: float, rounding: float) -> str:
    """Return a number with one or two digits that fits into a cell; 0 for zero up to rounding, "" without a value."""
    if np.isnan(value):
        return ""
    if value < rounding:
        return "0"
    if 0.01 <= value < 100:
        return f"{value:.2g}"
    mantissa, exponent = f"{value:.0e}".split("e")
    return f"{mantissa}e{int(exponent)}"
