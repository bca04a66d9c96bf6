"""Joint training of the deep Boltzmann machine: error, bound, weights of each layer and mean-field updates."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.kit.histories import draw_colour_bar, draw_history, temperature_colours
from rgcore.figures.kit.selection import balanced_rows
from rgcore.figures.kit.style import DOUBLE_COLUMN, name_panel, new_figure, styled
from rgcore.words.wording import change, count, listing, span

__all__ = ["draw", "draw_quantity", "seen"]

_PER_ROW = 3
_KEYS = ["temperature", "replica"]
_QUANTITIES = {
    "reconstruction_error": ("reconstruction", "squared error\n(per visible unit)"),
    "bound_gain": ("bound + ln Z", "change since the\nfirst epoch (nats)"),
    "bound_gap": ("training minus held-out", "gap of the bound\n(nats)"),
    "mean_field_steps": ("mean field", "updates per batch\n(number)"),
}
_NORM = "weight_norm_"


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw error, bound, its gap, mean-field updates and the weights of each layer, coloured by temperature."""
    history = _history(tables["dbm_training"])
    colours = temperature_colours(history)
    quantities = [*_QUANTITIES, *_norms(history)]
    rows = balanced_rows(quantities, _PER_ROW)
    figure = new_figure(DOUBLE_COLUMN, 0.5 + 1.9 * len(rows))
    axes = figure.subplots(len(rows), len(rows[0]), squeeze=False, sharex=True)
    for ax in axes.flat[len(quantities) :]:
        ax.set_visible(False)
    for place, (quantity, ax) in enumerate(zip(quantities, axes.flat, strict=False)):
        name_panel(draw_quantity(history, ax, quantity, colours), place, _texts(quantity)[0])
        ax.xaxis.set_tick_params(labelbottom=True)
        ax.set_xlabel("epoch")
    for column in axes.T:
        figure.align_ylabels(column)
    draw_colour_bar(figure, axes, colours, history)
    return figure


def draw_quantity(history: DataFrame, ax: Axes, quantity: str, colours: ScalarMappable) -> Axes:
    """Draw one quantity; where it has an error, one standard error of the last value beside each line."""
    draw_history(history, ax, quantity, colours)
    if quantity in ("bound_gain", "bound_gap"):
        ax.axhline(0, color="0.6", linewidth=0.7, zorder=0)
    ax.set_ylabel(_texts(quantity)[1])
    return ax


def _texts(quantity: str) -> tuple[str, str]:
    """Return title and axis label of a panel."""
    if quantity.startswith(_NORM):
        return f"weights below layer {quantity.removeprefix(_NORM)}", "rms weight\n(dimensionless)"
    return _QUANTITIES[quantity]


def _history(training: DataFrame) -> DataFrame:
    """Return the table with the change of the bound since the first epoch, and one column of weights per layer."""
    history = training.sort_values([*_KEYS, "epoch"]).reset_index(drop=True)
    first = history.groupby(_KEYS)["unnormalized_bound"].transform("first")
    norms = np.stack([np.asarray(norm, dtype=float) for norm in history["weight_norms"]])  # (rows, layers)
    columns = {f"{_NORM}{layer}": norm for layer, norm in enumerate(norms.T, 1)}
    return history.assign(
        bound_gain=history["unnormalized_bound"] - first,
        bound_gain_err=history["unnormalized_bound_err"],
        **columns,
    )


def _norms(history: DataFrame) -> list[str]:
    return [name for name in history if name.startswith(_NORM)]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Say how error, bound and weights change, how far the bound prefers what was trained on, and the updates."""
    history = _history(tables["dbm_training"])
    starts, ends = (history.groupby(_KEYS).nth(place) for place in (0, -1))
    error = change(starts["reconstruction_error"].mean(), ends["reconstruction_error"].mean())
    norms = [
        f"below layer {name.removeprefix(_NORM)} {change(starts[name].mean(), ends[name].mean())}"
        for name in _norms(history)
    ]
    return (
        f"From epoch {int(history['epoch'].min())} to {int(history['epoch'].max())} the reconstruction error {error} "
        f"(averages over temperatures and replicas). The bound, ln Z added, changes by {span(ends['bound_gain'])} "
        f"nats; {_gaps(ends)}. The rms weight {listing(norms)}. A batch takes "
        f"{span(ends['mean_field_steps'])} mean-field updates in the last epoch."
    )


def _gaps(ends: DataFrame) -> str:
    """Say at how many trainings the bound of training samples is resolved above that of held-out ones, or below."""
    scores = (ends["bound_gap"] / ends["bound_gap_err"]).to_numpy()
    above, below = int((scores > 2).sum()), int((scores < -2).sum())
    return (
        f"that of training samples exceeds that of held-out ones by more than 2 standard errors in {above} of "
        f"{count(len(ends), 'training')} and falls short of it in {below} (gaps {span(ends['bound_gap'], 'nats')})"
    )
