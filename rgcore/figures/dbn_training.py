"""Training of the stacks: error, overfitting, weights and activity against the epoch, for every temperature."""

from collections.abc import Mapping

from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.selection import CRITICAL_TEMPERATURE
from rgcore.figures.style import DOUBLE_COLUMN, measured, name_panel, new_figure, styled
from rgcore.figures.wording import change, listing, span

__all__ = ["draw", "draw_history", "seen"]

_QUANTITIES = {
    "reconstruction_error": "squared error of\nreconstruction (per unit)",
    "free_energy_gap": "free-energy gap\n(nats)",
    "weight_norm": "rms weight\n(dimensionless)",
    "active_fraction": "active hidden units\n(fraction)",
}


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw four quantities (rows) of every layer (columns) against the epoch, coloured by temperature."""
    training = tables["dbn_training"]
    layers = sorted(set(training["layer"]))
    colours = _colours(training)
    figure = new_figure(DOUBLE_COLUMN, 6.4)
    axes = figure.subplots(len(_QUANTITIES), len(layers), squeeze=False, sharex=True)
    for row, quantity in enumerate(_QUANTITIES):
        for column, layer in enumerate(layers):
            history = training[training["layer"] == layer]
            ax = draw_history(history, axes[row, column], quantity, colours)
            units = f"{int(history['n_visible'].iloc[0])} to {int(history['n_hidden'].iloc[0])} units"
            name_panel(ax, row * len(layers) + column, f"layer {layer}: {units}" if row == 0 else "")
            if column:
                ax.set_ylabel("")
    for ax in axes[-1]:
        ax.set_xlabel("epoch")
    figure.align_ylabels(axes[:, 0])
    bar = figure.colorbar(colours, ax=axes, aspect=40, pad=0.02)
    bar.set_label(r"temperature $T$ ($J/k_\mathrm{B}$)")
    bar.set_ticks(sorted(set(training["temperature"])), labels=_spaced_labels(training))
    return figure


def draw_history(training: DataFrame, ax: Axes, quantity: str, colours: ScalarMappable) -> Axes:
    """Draw one quantity of one layer: one line per temperature and replica, dashed up to T_c.

    Where it has an error, one standard error of the last value stands beside each line.
    """
    groups = training.sort_values("epoch").groupby(["temperature", "replica"])
    for place, ((temperature, _), rows) in enumerate(groups):
        colour = colours.to_rgba(temperature)
        line = {"linestyle": "--" if temperature < CRITICAL_TEMPERATURE else "-", "marker": _dot(rows)}
        ax.plot(rows["epoch"], rows[quantity], color=colour, **line)
        if f"{quantity}_err" in rows:
            last = rows.iloc[-1]
            beside = last["epoch"] * (1.02 + 0.015 * place)
            measured(ax, beside, last[quantity], last[f"{quantity}_err"], color=colour, marker="_")
    if quantity == "free_energy_gap":
        ax.axhline(0, color="0.6", linewidth=0.7, zorder=0)
    ax.set_ylabel(_QUANTITIES[quantity])
    return ax


def _dot(rows: DataFrame) -> str:
    return "." if len(rows) < 15 else "none"


def _colours(training: DataFrame) -> ScalarMappable:
    """Map temperature to the darker nine tenths of cividis, whose lightness rises evenly in grey too."""
    low, high = training["temperature"].min(), training["temperature"].max()
    margin = 0.1 * (high - low) or 0.05 * high
    return ScalarMappable(Normalize(low, high + margin), colormaps["cividis"])


def _spaced_labels(training: DataFrame) -> list[str]:
    """Return a label for each temperature, empty where it would touch the one below."""
    temperatures = sorted(set(training["temperature"]))
    apart = 0.03 * (temperatures[-1] - temperatures[0])
    labels, last = [], float("-inf")
    for temperature in temperatures:
        clear = temperature - last >= apart
        labels.append(f"{temperature:.4g}" if clear else "")
        last = temperature if clear else last
    return labels


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Say how the reconstruction error of each layer changes, and the free-energy gap at the end."""
    training = tables["dbn_training"]
    ends = training[training["epoch"] == training["epoch"].max()]
    starts = training[training["epoch"] == training["epoch"].min()]
    parts = []
    for layer in sorted(set(training["layer"])):
        first, last = (part[part["layer"] == layer] for part in (starts, ends))
        path = change(first["reconstruction_error"].mean(), last["reconstruction_error"].mean())
        gap = span(last["free_energy_gap"], "nats")
        parts.append(
            f"in layer {layer} the reconstruction error {path} and the last free-energy gaps are {gap}"
        )
    epochs = f"From epoch {int(training['epoch'].min())} to {int(training['epoch'].max())}"
    return f"{epochs} (errors averaged over temperatures and replicas): {listing(parts)}."
