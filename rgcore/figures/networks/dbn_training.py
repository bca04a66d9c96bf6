"""Training of the stacks at a few temperatures: error, overfitting, likelihood, weights and units, by epoch."""

from collections.abc import Mapping
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.histories import (
    draw_history,
    draw_marked_history,
    temperature_legend,
    temperature_looks,
)
from rgcore.figures.kit.scales import signed_scale
from rgcore.figures.kit.style import DOUBLE_COLUMN, name_panel, new_figure, styled
from rgcore.selection.linear_ranges import FREE_ENERGY_GAP
from rgcore.selection.rows import critical_temperature, few_temperatures

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("dbn_training", "ising_exact"),
    category="Restricted Boltzmann machines",
    title="Training of the deep belief network",
    place=2,
)

_UNITS = "units"
_QUANTITIES = {
    "reconstruction_error": "squared error of\nreconstruction (per unit)",
    "free_energy_gap": "free-energy gap\n(nats)",
    "pseudo_log_likelihood": "pseudo-log-\nlikelihood (nats\nper visible unit)",
    "weight_norm": "rms weight\n(dimensionless)",
    _UNITS: "hidden units\n(fraction)",
}
_MARKS = {"localized_fraction": ("o", "localized"), "dead_fraction": ("x", "dead")}


_Looks = Mapping[float, dict[str, Any]]


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw five quantities (rows) of every layer (columns) against the epoch, at up to four temperatures."""
    critical = critical_temperature(tables["ising_exact"])
    training = few_temperatures(tables["dbn_training"], critical)
    layers = sorted(set(training["layer"]))
    looks = temperature_looks(training)
    figure = new_figure(DOUBLE_COLUMN, 0.7 + 1.62 * len(_QUANTITIES))
    axes = figure.subplots(len(_QUANTITIES), len(layers), squeeze=False, sharex=True)
    for column, layer in enumerate(layers):
        history = training[training["layer"] == layer]
        sizes = f"{int(history['n_visible'].iloc[0])} to {int(history['n_hidden'].iloc[0])} units"
        for row, quantity in enumerate(_QUANTITIES):
            ax = draw_quantity(history, axes[row, column], quantity, looks)
            title = f"layer {layer}: {sizes}" if row == 0 else ""
            name_panel(ax, row * len(layers) + column, title)
            if column:
                ax.set_ylabel("")
        axes[-1, column].set_xlabel("epoch")
    figure.align_ylabels(axes[:, 0])
    marks = {
        f"{name} units (lowest row)": {"color": "0.3", "marker": mark, "markerfacecolor": "white"}
        for mark, name in _MARKS.values()
    }
    temperature_legend(figure, looks, critical, marks)
    return figure


def draw_quantity(training: DataFrame, ax: Axes, quantity: str, looks: _Looks) -> Axes:
    """Draw one row's quantity of one layer; where it has an error, beside each line that of its last value."""
    if quantity == _UNITS:
        return draw_units(training, ax, looks)
    draw_history(training, ax, quantity, looks)
    if quantity == "free_energy_gap":
        ax.axhline(0, color="0.6", linewidth=0.7, zorder=0)
        signed_scale(ax, threshold=FREE_ENERGY_GAP)
    ax.set_ylabel(_QUANTITIES[quantity])
    return ax


def draw_units(training: DataFrame, ax: Axes, looks: _Looks) -> Axes:
    """Draw the fractions of localized (circles) and of dead (crosses) hidden units of one layer."""
    for quantity, (mark, _) in _MARKS.items():
        draw_marked_history(training, ax, quantity, looks, mark)
    ax.set_ylim(-0.06, 1.06)
    ax.set_ylabel(_QUANTITIES[_UNITS])
    return ax
