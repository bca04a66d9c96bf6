"""Sizes of the learned receptive fields at each temperature, beside the exact correlation length."""

from collections.abc import Iterable, Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.model_points import TEMPERATURE
from rgcore.figures.kit.style import (
    CRITICAL,
    DOUBLE_COLUMN,
    EXACT,
    look,
    measured,
    name_panel,
    new_figure,
    styled,
    write_in_panel,
)
from rgcore.selection.networks.stacks import layer_pairs
from rgcore.selection.rows import critical_temperature

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("block_size", "ising_exact"),
    category="Restricted Boltzmann machines",
    title="Size of the receptive fields against temperature",
    place=4,
)

_LENGTHS = {
    "fwhm": "full width at half maximum",
    "rms_radius": "rms radius",
    "decay_length": "decay length",
}
_AREA = "participation_ratio"


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw, per layer, the block lengths, the block areas and the share of localized units."""
    sizes = tables["block_size"]
    stacks, critical = layer_pairs(sizes), critical_temperature(tables["ising_exact"])
    figure = new_figure(DOUBLE_COLUMN, 6.0)
    axes = figure.subplots(
        3, len(stacks), squeeze=False, sharex=True, sharey="row", height_ratios=[1.5, 1.2, 0.8]
    )
    for column, (layer, n_hidden) in enumerate(stacks):
        rows = sizes[(sizes["layer"] == layer) & (sizes["n_hidden"] == n_hidden)]
        draw_correlation_length(tables["ising_exact"], axes[0, column])
        for row, panel in enumerate((draw_lengths, draw_areas, draw_localized)):
            ax = panel(rows, axes[row, column])
            ax.axvline(critical, **CRITICAL)
            name_panel(ax, row * len(stacks) + column, f"layer {layer}, {n_hidden} units" if row == 0 else "")
            if column:
                ax.set_ylabel("")
        axes[-1, column].set_xlabel(TEMPERATURE)
    for ax, measures in zip(
        axes[:2, 0], (_LENGTHS, (_AREA,)), strict=True
    ):  # the rows share their vertical axes
        ax.set_ylim(0, _top(sizes, measures))
    figure.align_ylabels(axes[:, 0])
    handles, labels = axes[0, 0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=4)
    return figure


def draw_correlation_length(exact: DataFrame, ax: Axes) -> Axes:
    """Draw the exact correlation length (grey) of the infinite lattice; it breaks where it is infinite."""
    rows = exact.drop_duplicates("temperature").sort_values("temperature")
    length = rows["correlation_length"]
    ax.plot(rows["temperature"], length.where(np.isfinite(length)), label="exact correlation length", **EXACT)
    return ax


def draw_lengths(sizes: DataFrame, ax: Axes) -> Axes:
    """Draw the median block lengths with quartiles of the units and, of several networks, 95 % intervals."""
    for place, (measure, name) in enumerate(_LENGTHS.items()):
        _draw_measure(sizes[sizes["measure"] == measure], ax, place, f"median {name}")
    ax.set_ylabel("length\n(lattice spacings)")
    return ax


def draw_areas(sizes: DataFrame, ax: Axes) -> Axes:
    """Draw the median participation ratios likewise."""
    _draw_measure(sizes[sizes["measure"] == _AREA], ax, len(_LENGTHS), "median participation ratio")
    ax.set_ylabel("participation\nratio (sites)")
    return ax


def draw_localized(sizes: DataFrame, ax: Axes) -> Axes:
    """Draw the share of units whose receptive field is localized."""
    rows = sizes.drop_duplicates("temperature").sort_values("temperature")
    ax.plot(rows["temperature"], rows["localized_fraction"], "D-", color="black", markerfacecolor="white")
    ax.set_ylabel("localized\n(fraction)")
    ax.set_ylim(-0.06, 1.06)
    return ax


def _draw_measure(rows: DataFrame, ax: Axes, place: int, label: str) -> None:
    rows = rows.sort_values("temperature")
    bars = np.clip(
        [rows["block_size"] - rows["block_size_low"], rows["block_size_high"] - rows["block_size"]], 0, None
    )
    style = look(place)
    ends = rows[["block_size_lower_quartile", "block_size_upper_quartile"]].to_numpy().T
    ax.vlines(rows["temperature"], *ends, color=style["color"], linewidth=3, alpha=0.25, zorder=1)
    measured(ax, rows["temperature"], rows["block_size"], bars, label=label, capsize=2, **style)
    if rows["block_size"].isna().all() and not ax.texts:
        write_in_panel(ax, "no localized unit")


def _top(sizes: DataFrame, measures: Iterable[str]) -> float:
    """Return where the axis ends: above the quartiles and intervals; the exact length, which diverges, leaves it."""
    columns = ["block_size_upper_quartile", "block_size_high"]
    ends = sizes.loc[sizes["measure"].isin(measures), columns].to_numpy()
    return 1.15 * np.nanmax(ends) if np.isfinite(ends).any() else 1.0
