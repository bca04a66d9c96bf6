"""Widths of receptive fields of networks trained on Ising configurations and on controls."""

from collections.abc import Mapping
from textwrap import fill

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame, Series

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.legends import legend_below
from rgcore.figures.kit.model_points import TEMPERATURE
from rgcore.figures.kit.style import DOUBLE_COLUMN, EXACT, look, measured, name_panel, new_figure, styled
from rgcore.selection.names import plain
from rgcore.selection.networks.block_study import final_sizes, of_panels, pairs_of_panel, panel_name

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("block_size_study", "block_size_pairs"),
    category="Restricted Boltzmann machines",
    title="Size of the receptive fields: Ising configurations and controls",
    place=9,
)


_LETTERS = 92  # of the names of all panels side by side
_LINEAR_LOSS = 0.01  # nats per spin up to which the axis of losses is linear


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw widths, localized fractions and lost likelihoods against temperature, one column per kind of network."""
    sizes = final_sizes(tables["block_size_study"])
    panels = of_panels(sizes)
    sources = sorted(sizes["source"].unique(), key=lambda source: (source != "ising", source))
    figure = new_figure(DOUBLE_COLUMN, 5.2)
    axes = figure.subplots(
        3, len(panels), squeeze=False, sharex=True, sharey="row", height_ratios=[1.6, 1, 1]
    )
    for column, rows in enumerate(panels):
        _draw_lengths(rows, axes[0, column])
        for place, source in enumerate(sources):
            of_source = rows[rows["source"] == source].sort_values("temperature")
            shift = 0.012 * (place - (len(sources) - 1) / 2)  # bars side by side
            style = look(place) | {"label": plain(source)}
            for ax, name in zip(axes[:2, column], ("fwhm", "localized_fraction"), strict=True):
                x = of_source["temperature"] * (1 + shift)
                measured(ax, x, of_source[name], of_source[f"{name}_err"], **style)
            _open_symbols(axes[0, column], of_source, 1 + shift, style)
            _draw_losses(pairs_of_panel(tables["block_size_pairs"], rows), source, axes[2, column], style)
        name_panel(axes[0, column], column, fill(panel_name(rows), width=_LETTERS // len(panels)))
        for row in (1, 2):
            name_panel(axes[row, column], row * len(panels) + column)
        axes[2, column].axhline(0, color="black", linewidth=0.8, linestyle=":", zorder=0)
        axes[2, column].set_xlabel(TEMPERATURE)
    axes[0, 0].set_ylabel("full width at half\nmaximum (lattice spacings)")
    axes[0, 0].set_ylim(0, _top(sizes, tables["block_size_pairs"]["least_localized"]))
    axes[1, 0].set_ylabel("localized\n(fraction)")
    axes[1, 0].set_ylim(-0.06, 1.06)
    axes[2, 0].set_ylabel("log-likelihood lost\n(nat per spin)")
    axes[2, 0].set_yscale("symlog", linthresh=_LINEAR_LOSS)
    low, high = axes[2, 0].get_ylim()
    axes[2, 0].set_ylim(min(low, -_LINEAR_LOSS), max(high, _LINEAR_LOSS))
    figure.align_ylabels(axes[:, 0])
    legend_below(figure, axes[0, :1], 4)
    return figure


def _open_symbols(ax: Axes, rows: DataFrame, factor: float, style: Mapping[str, object]) -> None:
    """Draw a white symbol over the width where not all training runs have converged."""
    unsettled = rows[rows["converged"] < 1]
    hollow = dict(style) | {"linestyle": "none", "markerfacecolor": "white", "zorder": 4, "label": None}
    ax.plot(unsettled["temperature"] * factor, unsettled["fwhm"], **hollow)


def _draw_losses(pairs: DataFrame, source: str, ax: Axes, style: Mapping[str, object]) -> None:
    """Draw by how much less likely Ising configurations are where a network was trained on the source."""
    of_source = pairs[pairs["source"] == source].sort_values("temperature")
    losses, errors = -of_source["log_likelihood_change"], of_source["log_likelihood_change_err"]
    measured(ax, of_source["temperature"], losses, errors, **style)


def _draw_lengths(rows: DataFrame, ax: Axes) -> None:
    """Draw the correlation length of the configurations, and the spacing of evenly spread units."""
    of_temperatures = rows.drop_duplicates("temperature").sort_values("temperature")
    lengths = of_temperatures["correlation_length_connected"]
    ax.plot(of_temperatures["temperature"], lengths, label="correlation length", **EXACT)
    spacing = np.sqrt(rows["sites_per_unit"].iloc[0])
    ax.axhline(spacing, color="black", linewidth=0.8, linestyle=":", label="spacing of the units", zorder=0)


def _top(sizes: DataFrame, least_localized: Series) -> float:
    """Return where the axis ends: above the widths of localized fields; the correlation length may leave the panel."""
    is_width = sizes["localized_fraction"] >= (0.0 if least_localized.empty else least_localized.max())
    ends = (sizes["fwhm"] + sizes["fwhm_err"].fillna(0))[is_width].max()
    return 1.3 * ends if np.isfinite(ends) else 1.0
