"""Joint training of the deep Boltzmann machine at a few temperatures: error, bound, mean-field updates and weights."""

from collections.abc import Mapping
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.histories import draw_history, temperature_legend, temperature_looks
from rgcore.figures.kit.style import DOUBLE_COLUMN, name_panel, new_figure, styled
from rgcore.selection.networks.joint_training import NORM, joint_history, norm_columns
from rgcore.selection.rows import balanced_rows, critical_temperature, few_temperatures

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("dbm_training", "ising_exact"),
    category="Restricted Boltzmann machines",
    title="Joint training of the deep Boltzmann machine",
    place=8,
)

_PER_ROW = 2
_QUANTITIES = {
    "reconstruction_error": ("reconstruction", "squared error\n(per visible unit)"),
    "bound_gain": ("bound + ln Z", "change since the\nfirst epoch (nats)"),
    "bound_gap": ("training minus held-out", "difference of the\nbound (nats)"),
    "mean_field_steps": ("mean-field updates", "updates per batch\n(number)"),
}


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw error, bound, its gap, mean-field updates and the weights of each layer, at up to four temperatures."""
    critical = critical_temperature(tables["ising_exact"])
    history = few_temperatures(joint_history(tables["dbm_training"]), critical)
    looks = temperature_looks(history)
    quantities = [*_QUANTITIES, *norm_columns(history)]
    rows = balanced_rows(quantities, _PER_ROW)
    figure = new_figure(DOUBLE_COLUMN, 0.7 + 1.9 * len(rows))
    axes = figure.subplots(len(rows), len(rows[0]), squeeze=False, sharex=True)
    for ax in axes.flat[len(quantities) :]:
        ax.set_visible(False)
    for place, (quantity, ax) in enumerate(zip(quantities, axes.flat, strict=False)):
        name_panel(draw_quantity(history, ax, quantity, looks), place, _texts(quantity)[0])
        ax.xaxis.set_tick_params(labelbottom=True)
        ax.set_xlabel("epoch")
    for column in axes.T:
        figure.align_ylabels(column)
    temperature_legend(figure, looks, critical, {})
    return figure


def draw_quantity(history: DataFrame, ax: Axes, quantity: str, looks: Mapping[float, dict[str, Any]]) -> Axes:
    """Draw one quantity; where it has an error, one standard error of the last value beside each line."""
    draw_history(history, ax, quantity, looks)
    if quantity in ("bound_gain", "bound_gap"):
        ax.axhline(0, color="0.6", linewidth=0.7, zorder=0)
    ax.set_ylabel(_texts(quantity)[1])
    return ax


def _texts(quantity: str) -> tuple[str, str]:
    """Return title and axis label of a panel."""
    if quantity.startswith(NORM):
        return f"weights below layer {quantity.removeprefix(NORM)}", "rms weight\n(dimensionless)"
    return _QUANTITIES[quantity]
