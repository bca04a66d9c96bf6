"""Couplings of hidden spins by range and number of spins, one panel per transformation."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.style import COLOURS, DOUBLE_COLUMN, new_figure, styled, write_in_panel
from rgcore.selection.names import plain

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("vrg_couplings",),
    category="Variational RG",
    title="Couplings that each transformation leaves, by range",
    place=6,
)

_COLUMNS = 5
_VANISHING = 1e-5  # k_B T: a trained network that is exact has couplings of 1e-8 where its optimizer stopped
_KINDS = {1: ("field", "v"), 2: ("pair", "o"), 3: ("three spins", "^"), 4: ("four spins", "s")}


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw root mean square couplings against range; what vanishes is left out."""
    rows = tables["vrg_couplings"]
    panels = list(rows.groupby(["transformation", "size"], sort=False))
    n_lines = -(-len(panels) // _COLUMNS)
    figure = new_figure(DOUBLE_COLUMN, 1.1 + 1.25 * n_lines)
    axes = figure.subplots(n_lines, _COLUMNS, sharex=True, sharey=True, squeeze=False)
    for ax, ((name, _), of_one) in zip(axes.flat, panels, strict=False):
        _draw_panel(of_one, ax)
        ax.set_title(plain(name), fontsize=7.5)
        if not (of_one["root_mean_square"] > _VANISHING).any():
            write_in_panel(ax, "no coupling")
    for ax in axes.flat[len(panels) :]:
        ax.set_visible(False)
    axes[0, 0].set_xlim(-0.6, rows["range"].max() + 0.6)
    axes[0, 0].set_ylim(0, 1.15 * rows["root_mean_square"].max() or 1.0)
    axes[0, 0].xaxis.set_major_locator(MaxNLocator(integer=True))
    for ax in axes[-1]:
        ax.set_xlabel("range (spacings)")
    for ax in axes[:, 0]:
        ax.set_ylabel(r"coupling ($k_\mathrm{B}T$)")
    drawn = [ax.get_legend_handles_labels() for ax in axes.flat[: len(panels)]]
    found = {label: handle for each in drawn for handle, label in zip(*each, strict=True)}
    handles = {label: found[label] for label, _ in _KINDS.values() if label in found}
    figure.legend(handles.values(), handles, loc="outside lower center", ncols=4)
    return figure


def _draw_panel(rows: DataFrame, ax: Axes) -> None:
    """Draw the couplings of one transformation, with a stem from zero."""
    for place, (n_spins, (label, marker)) in enumerate(_KINDS.items()):
        group = rows[(rows["n_spins"] == n_spins) & (rows["root_mean_square"] > _VANISHING)]
        if len(group):
            across = group["range"] + 0.12 * (np.sign(n_spins - 2))  # beside pairs of the same range
            ax.vlines(across, 0, group["root_mean_square"], color=COLOURS[place], linewidth=0.9)
            ax.plot(
                across,
                group["root_mean_square"],
                linestyle="none",
                marker=marker,
                color=COLOURS[place],
                markerfacecolor="white",
                markersize=4,
                label=label,
            )
