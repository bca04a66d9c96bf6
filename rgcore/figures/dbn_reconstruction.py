"""How well layers give held-out configurations back: from means, from binary units and from as many block spins."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame, Series

from rgcore.figures.kit.model_points import legend_below, sideways, temperature_axis
from rgcore.figures.kit.scales import positive_scale
from rgcore.figures.kit.selection import balanced_rows
from rgcore.figures.kit.style import DOUBLE_COLUMN, look, measured, name_panel, new_figure, styled
from rgcore.words.wording import count, span

__all__ = ["draw", "draw_layer", "seen"]

_PER_ROW = 3
_SERIES = {
    "reconstruction_error": "means of the units",
    "binary_error": "binary units",
    "block_error": "majority of as many blocks",
}


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw three errors of reconstruction against temperature for each layer, on one scale."""
    table = tables["dbn_reconstruction"]
    rows = balanced_rows(_layers(table), _PER_ROW)
    figure = new_figure(DOUBLE_COLUMN, 0.7 + 2.5 * len(rows))
    axes = figure.subplots(len(rows), len(rows[0]), squeeze=False, sharex=True, sharey=True)
    for ax in axes.flat[len(_layers(table)) :]:
        ax.set_visible(False)
    for place, (ax, layer) in enumerate(zip(axes.flat, _layers(table), strict=False)):
        part = table[table["layer"] == layer]
        name_panel(draw_layer(part, ax), place, f"layer {layer}, {_sizes(part)}")
        ax.xaxis.set_tick_params(labelbottom=True)
    positive_scale(axes[0, 0], _ends(table))
    for ax in axes[:, 0]:
        ax.set_ylabel("squared error of\nreconstruction (per site)")
    legend_below(figure, axes.flat[:1], n_columns=4)
    return figure


def draw_layer(rows: DataFrame, ax: Axes) -> Axes:
    """Draw the three errors of one layer with one standard error."""
    rows = rows.sort_values(["temperature", "replica"])
    for place, (column, label) in enumerate(_SERIES.items()):
        x = sideways(rows["temperature"], place, len(_SERIES), np.ptp(rows["temperature"]))
        style = {**look(place), "linestyle": "none", "markerfacecolor": "white"}
        measured(ax, x, rows[column], rows[f"{column}_err"], label=label, **style)
    temperature_axis(ax)
    if rows["block_error"].isna().all():
        ax.text(0.96, 0.05, "no equal number\nof blocks", transform=ax.transAxes, ha="right")
    return ax


def _sizes(rows: DataFrame) -> str:
    """Return the number of units and the size of as many blocks, where there are such."""
    units = f"{_integers(rows['n_hidden'])} units"
    sides = rows["block_side"].dropna()
    return units if sides.empty else f"{units}, blocks of side {_integers(sides)}"


def _integers(values: Series) -> str:
    return " or ".join(f"{int(value)}" for value in sorted(set(values)))


def _ends(table: DataFrame) -> np.ndarray:
    """Return values and upper ends of bars of all series."""
    return np.concatenate(
        [table[name] + shift * table[f"{name}_err"].fillna(0) for name in _SERIES for shift in (0, 1)]
    )


def _layers(table: DataFrame) -> list[int]:
    return sorted(set(table["layer"]))


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Say over which errors each layer ranges, and how often binary units give back more than as many blocks."""
    table = tables["dbn_reconstruction"]
    return " ".join(_sentence(table[table["layer"] == layer], layer) for layer in _layers(table))


def _sentence(rows: DataFrame, layer: int) -> str:
    """Say it of one layer."""
    means, binary = (span(rows[name]) for name in ("reconstruction_error", "binary_error"))
    start = f"From layer {layer} ({_sizes(rows)}) the error per site is {means} from means, {binary} from binary units"
    pairs = rows[np.isfinite(rows["block_error"]) & np.isfinite(rows["binary_error"])]
    if pairs.empty:
        return f"{start}; no blocks are as many."
    difference = pairs["binary_error"] - pairs["block_error"]
    error = np.hypot(pairs["binary_error_err"], pairs["block_error_err"])
    below, above = int((difference < -2 * error).sum()), int((difference > 2 * error).sum())
    return (
        f"{start} and {span(pairs['block_error'])} from blocks: by more than 2 standard errors the binary units do "
        f"better than the blocks at {below} of {count(len(pairs), 'point')} and worse at {above}."
    )
