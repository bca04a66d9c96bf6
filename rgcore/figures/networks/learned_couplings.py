"""Couplings after maps against those before, and the information of their coarse spins."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.legends import legend_below
from rgcore.figures.kit.style import DOUBLE_COLUMN, EXACT, look, measured, name_panel, new_figure, styled
from rgcore.selection.networks.map_couplings import coupling_curves, critical_information, map_name

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("learned_couplings", "map_fixed_points", "map_information"),
    category="Restricted Boltzmann machines",
    title="Couplings and information of coarse spins",
    place=14,
)

_OTHERS = {"color": "black", "marker": "|", "linestyle": "none"}


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw K' against K of the first step, the change of K in the last one, and the information of every map."""
    couplings = tables["learned_couplings"]
    exact = float(tables["map_fixed_points"]["critical_coupling_exact"].iloc[0])
    first, last = (coupling_curves(couplings, step) for step in (1, int(couplings["step"].max())))
    looks = {key: look(place) for place, key in enumerate(sorted(first))}
    figure = new_figure(DOUBLE_COLUMN, 3.6)
    axes = figure.subplots(1, 3)
    _draw_first(first, axes[0], looks)
    _draw_change(last, axes[1], looks)
    for ax in axes[:2]:
        ax.axvline(
            exact, color="black", linewidth=0.6, linestyle=":", label=r"exact $K_\mathrm{c}$", zorder=0
        )
    _draw_information(tables["map_information"], axes[2], looks)
    for place, name in enumerate(("first step", f"step {couplings['step'].max()}", "information")):
        name_panel(axes[place], place, name)
    legend_below(figure, [axes[0]], 3)
    return figure


def _draw_first(curves: Mapping[tuple, DataFrame], ax: Axes, looks: Mapping[tuple, dict]) -> None:
    """Draw the coupling after the first step against the one before, one line per map, over the diagonal."""
    ends = np.array([curve["before"].agg(["min", "max"]) for curve in curves.values()])
    diagonal = [np.nanmin(ends), np.nanmax(ends)] if np.isfinite(ends).any() else [0.0, 1.0]
    ax.plot(diagonal, diagonal, label="no change", **EXACT)
    for key, curve in curves.items():
        measured(ax, curve["before"], curve["after"], curve["after_err"], label=map_name(key), **looks[key])
    ax.set_xlabel(r"coupling $K = J/k_\mathrm{B}T$")
    ax.set_ylabel("coupling $K'$ after the step (dimensionless)")


def _draw_change(curves: Mapping[tuple, DataFrame], ax: Axes, looks: Mapping[tuple, dict]) -> None:
    """Draw the change of the coupling in a step against that of the configurations, one line per map."""
    ax.axhline(0, **EXACT)
    for key, curve in curves.items():
        measured(ax, curve["coupling"], curve["change"], curve["change_err"], **looks[key])
    ax.set_xlabel(r"coupling $K = J/k_\mathrm{B}T$")
    ax.set_ylabel("change of the coupling (dimensionless)")


def _draw_information(information: DataFrame, ax: Axes, looks: Mapping[tuple, dict]) -> None:
    """Draw the share of the best odd map of the block, one row of the panel per map."""
    rows = critical_information(information)
    for place, row in enumerate(rows.itertuples()):
        style = {**looks.get((row.map, row.hidden, row.trained_at), _OTHERS), "linestyle": "none"}
        error = row.share_of_best_block_err
        ax.errorbar([row.share_of_best_block], [-place], xerr=[error], elinewidth=0.8, **style)
    names = [map_name((row.map, row.hidden, row.trained_at)) for row in rows.itertuples()]
    ax.set_yticks(-np.arange(len(names)), names)
    ax.tick_params(axis="y", which="both", length=0)
    ax.set_xlim(left=0)
    ax.axvline(1, color="0.65", linewidth=0.8, zorder=0)
    ax.set_xlabel("information (that of the best\nodd map of the block = 1)")
