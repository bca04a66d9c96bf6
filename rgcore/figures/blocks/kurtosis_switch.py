"""Localized receptive fields against the excess kurtosis of data of one covariance."""

from collections.abc import Mapping

import numpy as np
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.legends import legend_below
from rgcore.figures.kit.style import DOUBLE_COLUMN, look, measured, name_panel, new_figure, styled
from rgcore.selection.names import plain
from rgcore.selection.networks.kurtosis_switch import mean_shapes, of_setting

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("kurtosis_switch",),
    category="Restricted Boltzmann machines",
    title="Localized receptive fields against the kurtosis of the data",
    place=12,
)
_SHOWN = {
    "localized_fraction": "localized\n(fraction)",
    "fwhm": "full width at half\nmaximum (spacings)",
    "excess_kurtosis_inputs": "excess kurtosis of\nthe inputs (1)",
}


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw fraction, width and kurtosis of the inputs, one column per setting, one mark per family of fields."""
    shapes = mean_shapes(tables["kurtosis_switch"])
    panels, families = of_setting(shapes), sorted(shapes["source"].unique(), key=_order)
    figure = new_figure(DOUBLE_COLUMN, 4.6)
    axes = figure.subplots(3, len(panels), squeeze=False, sharex=True, sharey="row")
    for column, rows in enumerate(panels):
        for row, name in enumerate(_SHOWN):
            ax = axes[row, column]
            for place, family in enumerate(families):
                chosen = rows[rows["source"] == family].sort_values("excess_kurtosis_data")
                style = look(place) | {"label": plain(family)} | _line(chosen)
                measured(ax, chosen["excess_kurtosis_data"], chosen[name], chosen[f"{name}_err"], **style)
            ax.axvline(0, color="black", linewidth=0.6, linestyle=":", zorder=0)
            name_panel(ax, row * len(panels) + column, _title(rows) if row == 0 else "")
        axes[1, column].axhline(_spacing(rows), color="black", linewidth=0.8, linestyle="--", zorder=0)
        axes[-1, column].axhline(0, color="black", linewidth=0.6, linestyle=":", zorder=0)
        axes[-1, column].set_xlabel("excess kurtosis of the data (1)")
    for row, label in enumerate(_SHOWN.values()):
        axes[row, 0].set_ylabel(label)
    axes[0, 0].set_ylim(-0.06, 1.06)
    top = np.nanmax([shapes["fwhm"].max(), 1.0])
    axes[1, 0].set_ylim(0, 1.3 * top)
    figure.align_ylabels(axes[:, 0])
    legend_below(figure, axes[0, :1], 4)
    return figure


def _order(family: str) -> tuple[bool, str]:
    return family != "pointwise", family


def _line(rows: DataFrame) -> dict[str, str]:
    """Return no line for a family of a few kurtoses, which no line joins."""
    return {} if len(rows) > 2 else {"linestyle": "none"}


def _spacing(rows: DataFrame) -> float:
    first = rows.iloc[0]
    return float(first["side"] / np.sqrt(first["n_hidden"]))


def _title(rows: DataFrame) -> str:
    first = rows.iloc[0]
    return f"{first['design']}: length {first['correlation_length']:g}, {first['n_hidden']:g} units"
