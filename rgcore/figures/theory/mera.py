"""Entanglement renormalization of the critical chain: energy and scaling dimensions against bond dimension."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.style import DOUBLE_COLUMN, look, name_panel, new_figure, styled
from rgcore.selection.tensor_networks import best_method

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("mera", "tensor_rg"),
    category="Tensor networks",
    title="Entanglement renormalization of the critical chain",
    place=2,
)

_FLOOR = 1e-16  # smaller deviations are drawn here
_DIMENSIONS = {"delta_sigma": r"$\Delta_\sigma$", "delta_epsilon": r"$\Delta_\epsilon$"}


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw the deviation of the energy, and those of both dimensions beside tensor renormalization."""
    table = tables["mera"].sort_values("bond_dimension")
    figure = new_figure(DOUBLE_COLUMN, 2.8)
    left, right = figure.subplots(1, 2)
    name_panel(draw_energy(table, left), 0, "energy")
    name_panel(draw_dimensions(table, best_method(tables["tensor_rg"]), right), 1, "scaling dimensions")
    return figure


def draw_energy(table: DataFrame, ax: Axes) -> Axes:
    """Draw how far the energy per site lies above the exact one."""
    deviation = np.maximum(table["energy_deviation"], _FLOOR)
    ax.plot(table["bond_dimension"], deviation, **{**look(0), "markerfacecolor": "white"})
    ax.set_yscale("log")
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_xlabel(r"bond dimension $\chi$ (states)")
    ax.set_ylabel(r"energy per site $+\ 4/\pi$ (coupling)")
    return ax


def draw_dimensions(table: DataFrame, tensors: DataFrame, ax: Axes) -> Axes:
    """Draw the distance of both dimensions from exact, filled of the MERA and open of the coarse-grained lattice."""
    for place, (column, symbol) in enumerate(_DIMENSIONS.items()):
        for rows, name, face in ((table, "MERA", look(place)["color"]), (tensors, "lattice", "white")):
            deviation = np.maximum(rows[f"{column}_deviation"].abs(), _FLOOR)
            style = {**look(place), "markerfacecolor": face}
            ax.plot(rows["bond_dimension"], deviation, label=f"{symbol}, {name}", **style)
    ax.set_xscale("log", base=2)
    ax.set_yscale("log")
    ax.set_xlabel(r"bond dimension $\chi$ (states)")
    ax.set_ylabel("|value \N{MINUS SIGN} exact| (dimensionless)")
    ax.legend()
    return ax
