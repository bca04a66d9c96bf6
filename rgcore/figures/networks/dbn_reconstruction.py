"""Squared error of configurations passed up and down: by means, by binary units, by majority blocks."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame, Series

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.legends import legend_below
from rgcore.figures.kit.model_points import sideways, temperature_axis
from rgcore.figures.kit.scales import positive_scale
from rgcore.figures.kit.style import DOUBLE_COLUMN, look, measured, name_panel, new_figure, styled
from rgcore.selection.rows import TRAINING_RUN, balanced_rows, critical_temperature

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("dbn_reconstruction", "ising_exact"),
    category="Restricted Boltzmann machines",
    title="Reconstruction beside majority blocks with the same number of bits",
    place=5,
)

_PER_ROW = 3
_SERIES = {
    "reconstruction_error": "means of the units",
    "binary_error": "binary units",
    "block_error": "majority blocks, equal number of bits",
}


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw three errors of reconstruction against temperature for each layer, on one scale."""
    table = tables["dbn_reconstruction"]
    rows, critical = balanced_rows(_layers(table), _PER_ROW), critical_temperature(tables["ising_exact"])
    figure = new_figure(DOUBLE_COLUMN, 0.7 + 2.5 * len(rows))
    axes = figure.subplots(len(rows), len(rows[0]), squeeze=False, sharex=True, sharey=True)
    for ax in axes.flat[len(_layers(table)) :]:
        ax.set_visible(False)
    for place, (ax, layer) in enumerate(zip(axes.flat, _layers(table), strict=False)):
        part = table[table["layer"] == layer]
        temperature_axis(draw_layer(part, ax), critical)
        name_panel(ax, place, f"layer {layer}, {_sizes(part)}")
        ax.xaxis.set_tick_params(labelbottom=True)
    positive_scale(axes[0, 0], _ends(table))
    for ax in axes[:, 0]:
        ax.set_ylabel("squared error of\nreconstruction (per site)")
    legend_below(figure, axes.flat[:1], n_columns=4)
    return figure


def draw_layer(rows: DataFrame, ax: Axes) -> Axes:
    """Draw the three errors of one layer with one standard error."""
    rows = rows.sort_values(TRAINING_RUN)
    for place, (column, label) in enumerate(_SERIES.items()):
        x = sideways(rows["temperature"], place, len(_SERIES), np.ptp(rows["temperature"]))
        style = {**look(place), "linestyle": "none", "markerfacecolor": "white"}
        measured(ax, x, rows[column], rows[f"{column}_err"], label=label, **style)
    if rows["block_error"].isna().all():
        ax.text(0.96, 0.05, "no square blocks\nof this number", transform=ax.transAxes, ha="right")
    return ax


def _sizes(rows: DataFrame) -> str:
    """Return the number of units, and the side of the blocks of that number, where there are such."""
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
