"""Training of the stacks: error, overfitting, likelihood, weights and units against the epoch, per temperature."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from pandas import DataFrame

from rgcore.figures.kit.histories import (
    draw_colour_bar,
    draw_history,
    draw_marked_history,
    temperature_colours,
)
from rgcore.figures.kit.style import DOUBLE_COLUMN, name_panel, new_figure, styled
from rgcore.words.wording import change, listing, span

__all__ = ["draw", "draw_quantity", "draw_units", "seen"]

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
    colours = temperature_colours(training)
    figure = new_figure(DOUBLE_COLUMN, 8.6)
    axes = figure.subplots(len(_QUANTITIES), len(layers), squeeze=False, sharex=True)
    for column, layer in enumerate(layers):
        history = training[training["layer"] == layer]
        sizes = f"{int(history['n_visible'].iloc[0])} to {int(history['n_hidden'].iloc[0])} units"
        for row, quantity in enumerate(_QUANTITIES):
            ax = draw_quantity(history, axes[row, column], quantity, colours)
            title = f"layer {layer}: {sizes}" if row == 0 else ""
            name_panel(ax, row * len(layers) + column, title)
            if column:
                ax.set_ylabel("")
        axes[-1, column].set_xlabel("epoch")
    figure.align_ylabels(axes[:, 0])
    draw_colour_bar(figure, axes, colours, training)
    handles = [
        Line2D([], [], color="0.3", marker=mark, markerfacecolor="white", label=f"{name} units (lowest row)")
        for mark, name in _MARKS.values()
    ]
    figure.legend(handles=handles, loc="outside lower center", ncols=2)
    return figure


def draw_quantity(training: DataFrame, ax: Axes, quantity: str, colours: ScalarMappable) -> Axes:
    """Draw one row's quantity of one layer; where it has an error, beside each line that of its last value."""
    if quantity == _UNITS:
        return draw_units(training, ax, colours)
    draw_history(training, ax, quantity, colours)
    if quantity == "free_energy_gap":
        ax.axhline(0, color="0.6", linewidth=0.7, zorder=0)
    ax.set_ylabel(_QUANTITIES[quantity])
    return ax


def draw_units(training: DataFrame, ax: Axes, colours: ScalarMappable) -> Axes:
    """Draw the fractions of localized (circles) and of dead (crosses) hidden units of one layer."""
    for quantity, (mark, _) in _MARKS.items():
        draw_marked_history(training, ax, quantity, colours, mark)
    ax.set_ylim(-0.06, 1.06)
    ax.set_ylabel(_QUANTITIES[_UNITS])
    return ax


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Say how reconstruction and pseudo-likelihood of each layer change, the last gaps, and what units there are."""
    training = tables["dbn_training"]
    ends = training[training["epoch"] == training["epoch"].max()]
    starts = training[training["epoch"] == training["epoch"].min()]
    layers = sorted(set(training["layer"]))
    parts = [_changes(starts[starts["layer"] == layer], ends[ends["layer"] == layer]) for layer in layers]
    units = [f"layer {layer}, {_last_units(ends[ends['layer'] == layer])}" for layer in layers]
    epochs = f"From epoch {int(training['epoch'].min())} to {int(training['epoch'].max())}"
    return (
        f"{epochs} (errors averaged over temperatures and replicas): {listing(parts)}. "
        f"Hidden units at the end: {'; '.join(units)}."
    )


def _changes(first: DataFrame, last: DataFrame) -> str:
    """Say how error and pseudo-log-likelihood of one layer change and what the last free-energy gaps are."""
    error, likelihood = (
        change(first[name].mean(), last[name].mean(), _two_errors(first, last, name))
        for name in ("reconstruction_error", "pseudo_log_likelihood")
    )
    return (
        f"in layer {int(last['layer'].iloc[0])} the reconstruction error {error}, the pseudo-log-likelihood "
        f"{likelihood} nats per unit, and the last free-energy gaps are {span(last['free_energy_gap'], 'nats')}"
    )


def _two_errors(first: DataFrame, last: DataFrame, name: str) -> float:
    """Return two standard errors of the difference of two means, 0 of a quantity without errors."""
    if f"{name}_err" not in first:
        return 0.0
    squares = [(rows[f"{name}_err"] ** 2).sum() / len(rows) ** 2 for rows in (first, last)]
    return 2 * float(np.sqrt(sum(squares)))


def _last_units(last: DataFrame) -> str:
    """Say which fractions of one layer's units are dead and localized."""
    return (
        f"dead fraction {span(last['dead_fraction'])}, localized fraction {span(last['localized_fraction'])}"
    )
