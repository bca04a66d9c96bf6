"""Widths of receptive fields against correlation length and sites per unit, and all sizes against temperature."""

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.legends import legend_below
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
from rgcore.selection.networks.block_study import LEAST_LOCALIZED
from rgcore.selection.networks.stacks import layer_pairs, stack_sizes
from rgcore.selection.rows import critical_temperature

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("block_size", "ising_exact", "dbn_training"),
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
_LONGEST = 100.0
"""Lattice spacings; longer correlation lengths are drawn here: that of T_c is infinite."""


_NEAR = 1e-4  # J/k_B, within which a temperature is the critical one
_PALE = 0.35  # opacity of a width of few localized fields
_EQUAL = {"color": "0.6", "linewidth": 1.2, "linestyle": "-", "zorder": 0}


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw widths against two other lengths, then lengths, areas and the localized units of each layer."""
    sizes = tables["block_size"]
    stacks, critical = layer_pairs(sizes), critical_temperature(tables["ising_exact"])
    figure = new_figure(DOUBLE_COLUMN, 8.0)
    upper, lower = figure.add_gridspec(2, 1, height_ratios=[1, 2.1])
    ratios = {"height_ratios": [1.5, 1.2, 0.8]}
    axes = lower.subgridspec(3, len(stacks), **ratios).subplots(squeeze=False, sharex=True, sharey="row")
    n_sites = stack_sizes(tables["dbn_training"])[0]
    pair = upper.subgridspec(1, 2).subplots(sharey=True)
    name_panel(draw_against_length(sizes, critical, pair[0]), 0, "width and correlation length")
    name_panel(draw_against_sites(sizes, n_sites, critical, pair[1]), 1, "width and sites per unit")
    for column, (layer, n_hidden) in enumerate(stacks):
        rows = sizes[(sizes["layer"] == layer) & (sizes["n_hidden"] == n_hidden)]
        draw_correlation_length(tables["ising_exact"], axes[0, column])
        for row, panel in enumerate((draw_lengths, draw_areas, draw_localized)):
            ax = panel(rows, axes[row, column])
            ax.axvline(critical, **CRITICAL)
            name_panel(
                ax, 2 + row * len(stacks) + column, f"layer {layer}, {n_hidden} units" if row == 0 else ""
            )
            if column:
                ax.set_ylabel("")
        axes[-1, column].set_xlabel(TEMPERATURE)
    for ax, measures in zip(
        axes[:2, 0], (_LENGTHS, (_AREA,)), strict=True
    ):  # the rows share their vertical axes
        ax.set_ylim(0, _top(sizes, measures))
    figure.align_ylabels(axes[:, 0])
    pair[0].set_ylim(0, _top(sizes, ("fwhm",)))
    legend_below(figure, [axes[0, 0], *pair], n_columns=3)
    return figure


def draw_against_length(sizes: DataFrame, critical: float, ax: Axes) -> Axes:
    """Draw the median width of each layer at each temperature against the exact correlation length, and equality."""
    ends = np.geomspace(1.0, _LONGEST)
    ax.plot(ends, ends, label="width equal to the abscissa", scalex=False, scaley=False, **_EQUAL)
    for place, _, rows in _widths(sizes):
        _draw_widths(rows["correlation_length_exact"].clip(upper=_LONGEST), rows, critical, place, ax)
    ax.set_xscale("log")
    ticks = (1, 3, 10, 30, _LONGEST)
    ax.set_xticks(ticks, labels=[*map(str, ticks[:-1]), rf"$\geq{_LONGEST:g}$"])
    ax.set_xlim(0.9, 1.3 * _LONGEST)
    ax.set_xlabel("exact correlation length (lattice spacings)")
    ax.set_ylabel("median full width at half\nmaximum (lattice spacings)")
    return ax


def draw_against_sites(sizes: DataFrame, n_sites: int, critical: float, ax: Axes) -> Axes:
    """Draw the same widths against the side of the square that a unit has if the layer shares out the lattice."""
    found = [np.sqrt(n_sites / n_hidden) for _, n_hidden, _ in _widths(sizes)]
    ends = np.array([0.0, 1.25 * max(found, default=1.0)])
    ax.plot(ends, ends, scaley=False, **_EQUAL)
    for place, n_hidden, rows in _widths(sizes):
        aside = 0.008 * ends[1] * (np.arange(len(rows)) - (len(rows) - 1) / 2)
        _draw_widths(np.sqrt(n_sites / n_hidden) + aside, rows, critical, place, ax)
    ax.set_xlim(ends)
    ax.set_xlabel(r"$\sqrt{\mathrm{sites\ per\ unit}}$ (lattice spacings)")
    return ax


def _widths(sizes: DataFrame) -> Iterator[tuple[int, int, DataFrame]]:
    """Yield place, number of units and the defined widths, by temperature, of each layer that has one."""
    widths = sizes[(sizes["measure"] == "fwhm") & np.isfinite(sizes["block_size"])]
    for place, (layer, n_hidden) in enumerate(layer_pairs(widths)):
        rows = widths[(widths["layer"] == layer) & (widths["n_hidden"] == n_hidden)]
        yield place, n_hidden, rows.sort_values("temperature")


def _draw_widths(x: ArrayLike, rows: DataFrame, critical: float, place: int, ax: Axes) -> None:
    """Draw widths with the quartiles of the units, filled from T_c on and open below; pale where few are localized."""
    x, warm = np.asarray(x), (rows["temperature"] >= critical - _NEAR).to_numpy()
    few = (rows["localized_fraction"] < LEAST_LOCALIZED).to_numpy()
    style = {**look(place), "linestyle": "none"}
    ends = rows[["block_size_lower_quartile", "block_size_upper_quartile"]].to_numpy().T
    strength = np.where(few, _PALE, 1.0)
    ax.vlines(x, *ends, color=style["color"], linewidth=1, alpha=0.5 * strength, zorder=1)
    for is_warm, face, words in ((False, "white", "below"), (True, style["color"], "at or above")):
        label = rf"layer {int(rows['layer'].iloc[0])}, {words} $T_\mathrm{{c}}$"
        for is_pale, alpha, ending in ((False, None, ""), (True, _PALE, ", few localized")):
            chosen = (warm == is_warm) & (few == is_pale)
            if chosen.any():
                marks = {**style, "markerfacecolor": face, "label": label + ending, "alpha": alpha}
                ax.plot(x[chosen], rows["block_size"][chosen], **marks)


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
