"""Fisher spectra against coarse-graining: Ising lattices, hopping particles, sums of exponentials."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.style import (
    DOUBLE_COLUMN,
    EXACT,
    look,
    measured,
    name_panel,
    new_figure,
    plain_log_ticks,
    styled,
)
from rgcore.selection.fisher import decaying, guide, spectra_by_level, temperatures_of

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("fisher_spectra",),
    category="Fisher information",
    title="What coarse observations still determine: Fisher spectra under coarse-graining",
    place=1,
)


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw eigenvalues of Ising lattices at the first and the last temperature, of hopping, and of exponentials."""
    table = tables["fisher_spectra"]
    ratios = temperatures_of(table)
    figure = new_figure(DOUBLE_COLUMN, 6.4)
    axes = figure.subplots(2, 2).ravel()
    for place, ratio in enumerate((ratios[0], ratios[-1])):
        name_panel(
            draw_decays(table, ratio, axes[place]), place, rf"Ising model, $T = {ratio:g}\,T_\mathrm{{c}}$"
        )
    name_panel(draw_hopping(table, axes[2]), 2, "hopping particles")
    name_panel(draw_exponentials(table, axes[3]), 3, "sums of exponentials")
    for ax, corner in zip(axes[1:], ("lower right", "lower left", "upper right"), strict=True):
        ax.legend(loc=corner)
    return figure


def draw_decays(table: DataFrame, ratio: float, ax: Axes) -> Axes:
    """Draw eigenvalues by direction against b: marks sampled, crosses enumerated, grey lines predicted."""
    for place, (name, rows) in enumerate(decaying(table, ratio)):
        style = {**look(place), "markerfacecolor": "white", "label": name}
        measured(ax, rows["scale"], rows["eigenvalue"], rows["eigenvalue_err"], **style)
        if len(rows) and np.isfinite(rows["predicted_exponent"]).all():
            ax.plot(*guide(rows), **{**EXACT, "linewidth": 1.0})
    for place, (_, rows) in enumerate(decaying(table, ratio, "ising_enumerated")):
        ax.plot(rows["scale"], rows["eigenvalue"], "x", color=look(place)["color"], markersize=4)
    ax.set_xscale("log", base=2)
    ax.set_yscale("log")
    plain_log_ticks(ax.xaxis)
    ax.set_xlabel("spacing $b$ of the observed spins (lattice spacings)")
    ax.set_ylabel("eigenvalue per spin (dimensionless)")
    return ax


def draw_hopping(table: DataFrame, ax: Axes) -> Axes:
    """Draw the seven eigenvalues of hopping against the width of the density, with the slopes of many steps."""
    rows = table[(table["model"] == "hopping") & (table["eigenvalue"] > 0)]
    for rank, each in rows.groupby("rank"):
        ordered = each.sort_values("scale")
        style = {**look(int(rank) - 1), "markerfacecolor": "white", "label": f"rank {rank:.0f}"}
        ax.plot(ordered["scale"], ordered["eigenvalue"], **style)
        ax.plot(*guide(ordered.iloc[::-1][:2]), **{**EXACT, "linewidth": 1.0})
    ax.set_xscale("log")
    ax.set_yscale("log")
    ax.set_xlabel(r"$b = \sqrt{\mathrm{steps}}$ (dimensionless)")
    ax.set_ylabel("eigenvalue (dimensionless)")
    return ax


def draw_exponentials(table: DataFrame, ax: Axes) -> Axes:
    """Draw the eigenvalues of sums of exponentials by rank, one line per time between observations."""
    for place, (every, rows) in enumerate(spectra_by_level(table, "exponentials")):
        style = {**look(place), "markerfacecolor": "white", "label": f"every {every} steps"}
        ax.plot(rows["rank"], rows["eigenvalue"], **style)
    ax.set_yscale("log")
    ax.set_xlabel("rank of the eigenvalue (1: stiffest)")
    ax.set_ylabel("eigenvalue (dimensionless)")
    return ax
