"""Training of the stacks: error, overfitting, likelihood, weights and units against the epoch, per temperature."""

from collections.abc import Mapping

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.histories import (
    TemperatureLines,
    draw_colour_bar,
    draw_history,
    draw_marked_history,
    temperature_lines,
)
from rgcore.figures.kit.style import DOUBLE_COLUMN, name_panel, new_figure, styled
from rgcore.selection.rows import critical_temperature

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
    "active_fraction": "active hidden\nunits (fraction)",
    _UNITS: "hidden units\n(fraction)",
}
_MARKS = {"localized_fraction": ("o", "localized"), "dead_fraction": ("x", "dead")}


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw six quantities (rows) of every layer (columns) against the epoch, coloured by temperature."""
    training = tables["dbn_training"]
    layers = sorted(set(training["layer"]))
    lines = temperature_lines(training, critical_temperature(tables["ising_exact"]))
    figure = new_figure(DOUBLE_COLUMN, 8.6)
    axes = figure.subplots(len(_QUANTITIES), len(layers), squeeze=False, sharex=True)
    for column, layer in enumerate(layers):
        history = training[training["layer"] == layer]
        sizes = f"{int(history['n_visible'].iloc[0])} to {int(history['n_hidden'].iloc[0])} units"
        for row, quantity in enumerate(_QUANTITIES):
            ax = draw_quantity(history, axes[row, column], quantity, lines)
            title = f"layer {layer}: {sizes}" if row == 0 else ""
            name_panel(ax, row * len(layers) + column, title)
            if column:
                ax.set_ylabel("")
        axes[-1, column].set_xlabel("epoch")
    figure.align_ylabels(axes[:, 0])
    draw_colour_bar(figure, axes, lines, training)
    handles = [
        Line2D([], [], color="0.3", marker=mark, markerfacecolor="white", label=f"{name} units (lowest row)")
        for mark, name in _MARKS.values()
    ]
    figure.legend(handles=handles, loc="outside lower center", ncols=2)
    return figure


def draw_quantity(training: DataFrame, ax: Axes, quantity: str, lines: TemperatureLines) -> Axes:
    """Draw one row's quantity of one layer; where it has an error, beside each line that of its last value."""
    if quantity == _UNITS:
        return draw_units(training, ax, lines)
    draw_history(training, ax, quantity, lines)
    if quantity == "free_energy_gap":
        ax.axhline(0, color="0.6", linewidth=0.7, zorder=0)
    ax.set_ylabel(_QUANTITIES[quantity])
    return ax


def draw_units(training: DataFrame, ax: Axes, lines: TemperatureLines) -> Axes:
    """Draw the fractions of localized (circles) and of dead (crosses) hidden units of one layer."""
    for quantity, (mark, _) in _MARKS.items():
        draw_marked_history(training, ax, quantity, lines, mark)
    ax.set_ylim(-0.06, 1.06)
    ax.set_ylabel(_QUANTITIES[_UNITS])
    return ax
