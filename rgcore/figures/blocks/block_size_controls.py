"""Widths of controls beside those of trained networks, and widths on the ring with its known correlation length."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.legends import legend_below
from rgcore.figures.kit.model_points import TEMPERATURE
from rgcore.figures.kit.style import (
    DOUBLE_COLUMN,
    look,
    measured,
    name_panel,
    new_figure,
    plain_log_ticks,
    styled,
    write_in_panel,
)
from rgcore.selection.names import plain
from rgcore.selection.networks.block_study import LEAST_LOCALIZED
from rgcore.selection.networks.size_controls import of_networks, ring_means

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("block_size_controls", "ring_block_size"),
    category="Restricted Boltzmann machines",
    title="Size of the receptive fields: what is no learned block, and the Ising ring",
    place=11,
)

_GUIDE = {"color": "black", "linewidth": 0.8, "linestyle": ":", "zorder": 0}
_ROLES = ("reference", "network", "control")
_WIDTH = "full width at half\nmaximum (lattice spacings)"


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw widths of controls against temperature above, and widths on the ring against what may set them below."""
    kinds = of_networks(tables["block_size_controls"])
    figure = new_figure(DOUBLE_COLUMN, 6.0)
    grid = figure.add_gridspec(2, 2, height_ratios=[1.2, 1])
    places = [grid[0, :]] if len(kinds) == 1 else [grid[0, column] for column in range(len(kinds))]
    upper = [figure.add_subplot(place) for place in places]
    for number, (rows, ax) in enumerate(zip(kinds, upper, strict=True)):
        _draw_controls(rows, ax)
        name_panel(ax, number, _name(rows))
    upper[0].set_ylabel(_WIDTH)
    ring = ring_means(tables["ring_block_size"])
    for number, (x, series, label) in enumerate(_RING):
        ax = figure.add_subplot(grid[1, number])
        _draw_ring(ring, ax, x, series)
        name_panel(ax, len(kinds) + number, f"ring of {int(ring['n_sites'].iloc[0])} sites")
        ax.set_xlabel(label)
        ax.set_ylabel(_WIDTH)
    legend_below(figure, upper, 3)
    return figure


_RING = (
    ("sites_per_unit", "correlation_length_exact", "sites per hidden unit (sites)"),
    ("correlation_length_exact", "n_hidden", "exact correlation length (lattice spacings)"),
)
"""What a panel of the ring has on its horizontal axis, what distinguishes its series, and the label."""


def _draw_controls(rows: DataFrame, ax: Axes) -> None:
    """Draw the width of each control; open marks where no field is localized, lines where it has no scatter."""
    order = rows.assign(place=rows["role"].map(_ROLES.index)).sort_values(["place", "control"])
    for place, control in enumerate(order["control"].unique()):
        of_control = rows[rows["control"] == control].sort_values("temperature")
        style = look(place) | {"label": plain(control)}
        x = of_control["temperature"] * (1 + 0.002 * (place - 5))
        measured(ax, x, of_control["fwhm"], of_control["fwhm_err"], **style)
        extended = of_control["fwhm"].isna()
        ax.plot(
            x[extended],
            of_control["fwhm_of_all"][extended],
            **look(place) | {"linestyle": "", "mfc": "white"},
        )
    if np.isfinite(rows[["fwhm", "fwhm_of_all"]]).any(axis=None):
        ax.set_yscale("log")
        plain_log_ticks(ax.yaxis)
    ax.set_xlabel(TEMPERATURE)


def _draw_ring(ring: DataFrame, ax: Axes, x: str, series: str) -> None:
    """Draw widths against ``x``, one series for each value of ``series``; open where few fields are localized."""
    if not np.isfinite(ring["fwhm"]).any():
        write_in_panel(ax, "no field is localized")
        return
    for place, (value, rows) in enumerate(ring.groupby(series)):
        ordered = rows.sort_values(x)
        few = ordered["localized_fraction"] < LEAST_LOCALIZED
        name = rf"$N_\mathrm{{h}}$ = {int(value)}" if series == "n_hidden" else rf"$\xi$ = {value:.2g}"
        shown = ordered[~few]
        measured(ax, shown[x], shown["fwhm"], shown["fwhm_err"], **look(place) | {"label": name})
        ax.plot(ordered[x][few], ordered["fwhm"][few], **look(place) | {"linestyle": "", "mfc": "white"})
    if x == "sites_per_unit":
        ends = np.array([ring[x].min(), np.nanmax([ring["fwhm"].max(), ring[x].min()])])
        ax.plot(ends, ends, label="spacing of the units", **_GUIDE)
    ax.set_xscale("log")
    ax.set_yscale("log")
    plain_log_ticks(ax.xaxis)
    plain_log_ticks(ax.yaxis)
    ax.legend(fontsize="small", ncols=2)


def _name(rows: DataFrame) -> str:
    first = rows.iloc[0]
    return f"{first['n_hidden']} units, side {first['side']}, L1 {first['l1']:g}"
