"""How large the learned blocks are at each temperature, beside the exact correlation length."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame, Series

from rgcore.figures.kit.selection import CRITICAL_TEMPERATURE
from rgcore.figures.kit.style import (
    CRITICAL,
    DOUBLE_COLUMN,
    EXACT,
    look,
    measured,
    name_panel,
    new_figure,
    styled,
)
from rgcore.words.wording import count, listing, number, span

__all__ = ["draw", "draw_areas", "draw_correlation_length", "draw_lengths", "draw_localized", "seen"]

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
    stacks = _stacks(sizes)
    figure = new_figure(DOUBLE_COLUMN, 6.0)
    axes = figure.subplots(
        3, len(stacks), squeeze=False, sharex=True, sharey="row", height_ratios=[1.5, 1.2, 0.8]
    )
    for column, (layer, n_hidden) in enumerate(stacks):
        rows = sizes[(sizes["layer"] == layer) & (sizes["n_hidden"] == n_hidden)]
        draw_correlation_length(tables["ising_exact"], axes[0, column])
        for row, panel in enumerate((draw_lengths, draw_areas, draw_localized)):
            ax = panel(rows, axes[row, column])
            name_panel(ax, row * len(stacks) + column, f"layer {layer}, {n_hidden} units" if row == 0 else "")
            if column:
                ax.set_ylabel("")
        axes[-1, column].set_xlabel(r"temperature $T$ ($J/k_\mathrm{B}$)")
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
    """Draw the median block lengths with 95 % intervals."""
    for place, (measure, name) in enumerate(_LENGTHS.items()):
        _draw_measure(sizes[sizes["measure"] == measure], ax, place, f"median {name}")
    _finish(ax, "length\n(lattice spacings)")
    return ax


def draw_areas(sizes: DataFrame, ax: Axes) -> Axes:
    """Draw the median participation ratios with 95 % intervals."""
    _draw_measure(sizes[sizes["measure"] == _AREA], ax, len(_LENGTHS), "median participation ratio")
    _finish(ax, "participation\nratio (sites)")
    return ax


def draw_localized(sizes: DataFrame, ax: Axes) -> Axes:
    """Draw the share of units whose receptive field is localized."""
    rows = sizes.drop_duplicates("temperature").sort_values("temperature")
    ax.plot(rows["temperature"], rows["localized_fraction"], "D-", color="black", markerfacecolor="white")
    _finish(ax, "localized\n(fraction)")
    ax.set_ylim(-0.06, 1.06)
    return ax


def _draw_measure(rows: DataFrame, ax: Axes, place: int, label: str) -> None:
    rows = rows.sort_values("temperature")
    bars = np.clip(
        [rows["block_size"] - rows["block_size_low"], rows["block_size_high"] - rows["block_size"]], 0, None
    )
    measured(ax, rows["temperature"], rows["block_size"], bars, label=label, **look(place))
    if rows["block_size"].isna().all() and not ax.texts:
        ax.text(0.5, 0.5, "no localized unit", transform=ax.transAxes, ha="center", va="center")


def _finish(ax: Axes, label: str) -> None:
    ax.axvline(CRITICAL_TEMPERATURE, **CRITICAL)
    ax.set_ylabel(label)


def _top(sizes: DataFrame, measures: Iterable[str]) -> float:
    """Return where the axis ends: above the intervals; the exact length, which diverges, leaves the panel."""
    ends = sizes.loc[sizes["measure"].isin(measures), "block_size_high"]
    return 1.15 * ends.max() if np.isfinite(ends).any() else 1.0


def _stacks(sizes: DataFrame) -> list[tuple[int, int]]:
    pairs = sizes[["layer", "n_hidden"]].drop_duplicates().sort_values(["layer", "n_hidden"])
    return [(int(layer), int(n_hidden)) for layer, n_hidden in pairs.to_numpy()]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Say over which sizes the blocks range, where they are largest, and how many units are localized."""
    sizes = tables["block_size"]
    return " ".join(_sentence(sizes, layer, n_hidden) for layer, n_hidden in _stacks(sizes))


def _sentence(sizes: DataFrame, layer: int, n_hidden: int) -> str:
    rows = sizes[(sizes["layer"] == layer) & (sizes["n_hidden"] == n_hidden)]
    widths = rows[(rows["measure"] == "fwhm") & np.isfinite(rows["block_size"])].sort_values("temperature")
    shares = span(rows["localized_fraction"])
    start = f"In layer {layer} ({n_hidden} units) the localized fraction is {shares}"
    if widths.empty:
        return f"{start} and no width is defined."
    sizes_seen = span(widths["block_size"], "lattice spacings")
    return f"{start} and the median width at half maximum {sizes_seen}{_peak(widths)}."


def _peak(widths: DataFrame) -> str:
    """Say at which temperature the width is largest and smallest, or nothing of a single temperature."""
    if len(widths) == 1:
        return ""
    ends: Sequence[str] = [
        f"{word} at T = {number(row['temperature'], 4)} J/k_B ({_interval(row)}, where the exact correlation length "
        f"is {number(row['correlation_length_exact'])})"
        for word, row in (
            ("largest", widths.loc[widths["block_size"].idxmax()]),
            ("smallest", widths.loc[widths["block_size"].idxmin()]),
        )
    ]
    return f", {listing(ends)}"


def _interval(row: Series) -> str:
    """Say the 95 % interval of a width, or that there are too few units for one."""
    if not np.isfinite(row["block_size_low"]):
        return f"{count(int(row['n_units']), 'localized unit')}, too few for an interval"
    return f"95 % interval {number(row['block_size_low'])} to {number(row['block_size_high'])}"
