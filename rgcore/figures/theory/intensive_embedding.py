"""Ising models and RBMs trained on them in a space with time-like directions, and how far off the models RBMs are."""

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
    name_panel,
    new_figure,
    plain_log_ticks,
    styled,
)
from rgcore.selection.fisher import by_field, by_hidden_units

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("intensive_embedding",),
    category="Fisher information",
    title="Ising models and networks trained on them, placed by their divergences",
    place=2,
)

_FLOOR = 1e-9  # nats; smaller distances are drawn here


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw the directions of coupling and of field, the distance off the Ising models, and the nearest coupling."""
    table = tables["intensive_embedding"]
    figure = new_figure(DOUBLE_COLUMN, 6.2)
    axes = figure.subplots(2, 2).ravel()
    name_panel(draw_plane(table, "coupling", axes[0]), 0, "coupling")
    name_panel(draw_plane(table, "field", axes[1]), 1, "field")
    name_panel(draw_distance(table, axes[2]), 2, "off the Ising models")
    name_panel(draw_coupling(table, axes[3]), 3, "nearest Ising model")
    axes[0].legend()
    return figure


def draw_plane(table: DataFrame, name: str, ax: Axes) -> Axes:
    """Draw the time-like against the space-like coordinate of one parameter: lines of one field, marks of networks."""
    for field, rows in by_field(table):
        ax.plot(
            rows[f"space_{name}"], rows[f"time_{name}"], ".-", label=f"Ising, $h = {field:g}$", **_line(field)
        )
    for place, (number, rows) in enumerate(by_hidden_units(table)):
        style = {**look(place), "linestyle": "none", "markerfacecolor": "white"}
        ax.plot(rows[f"space_{name}"], rows[f"time_{name}"], label=_units(number), **style)
    ax.set_xlabel(r"space-like coordinate (nat$^{1/2}$)")
    ax.set_ylabel(r"time-like coordinate (nat$^{1/2}$)")
    return ax


def _line(field: float) -> dict[str, object]:
    return {"color": str(min(0.8, 0.4 + field)), "linewidth": 1.2, "zorder": 1}


def _units(number: int) -> str:
    return f"{number} hidden unit{'s' * (number != 1)}"


def draw_distance(table: DataFrame, ax: Axes) -> Axes:
    """Draw the divergence from the nearest Ising model against the temperature of training, one mark per run."""
    for place, (number, rows) in enumerate(by_hidden_units(table)):
        style = {**look(place), "linestyle": "none", "markerfacecolor": "white", "label": _units(number)}
        ax.plot(rows["temperature"], np.maximum(rows["distance"], _FLOOR), **style)
    ax.set_xscale("log")
    if table["distance"].notna().any():
        ax.set_yscale("log")
    plain_log_ticks(ax.xaxis)
    ax.set_xlabel(r"temperature trained on ($J/k_\mathrm{B}$)")
    ax.set_ylabel("divergence from nearest (nat)")
    return ax


def draw_coupling(table: DataFrame, ax: Axes) -> Axes:
    """Draw the coupling of the nearest Ising model against that trained on, over the diagonal."""
    for place, (_, rows) in enumerate(by_hidden_units(table)):
        style = {**look(place), "linestyle": "none", "markerfacecolor": "white"}
        trained = 1 / rows["temperature"]
        ax.plot(trained, rows["nearest_coupling"], **style)
        ax.plot(trained, trained, **EXACT)
    ax.set_xlabel("coupling trained on, $K$ (dimensionless)")
    ax.set_ylabel("nearest coupling (dimensionless)")
    return ax
