"""Critical exponents from Monte Carlo renormalization, against blocking step and number of operators."""

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
    styled,
)
from rgcore.selection.critical_exponents import SECTORS
from rgcore.selection.names import plain

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("mcrg",),
    category="Ising model",
    title="Critical exponents by Monte Carlo renormalization",
    place=3,
)

_EXPONENTS = (("thermal exponent", r"$y_t$"), ("magnetic exponent", r"$y_h$"))
_SECTORS = dict(zip(SECTORS, _EXPONENTS, strict=True))
_WIDTH = 0.5  # of the fan of truncations around their step


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw y_t and y_h side by side."""
    exponents = tables["mcrg"]
    figure = new_figure(DOUBLE_COLUMN, 3.5)
    axes = figure.subplots(1, len(_SECTORS))
    for place, (sector, ax) in enumerate(zip(_SECTORS, axes, strict=True)):
        rows = exponents[exponents["sector"] == sector]
        name_panel(draw_sector(rows, ax, sector), place, _SECTORS[sector][0])
    return figure


def draw_sector(rows: DataFrame, ax: Axes, sector: str) -> Axes:
    """Draw one exponent with one standard error at each step, truncations side by side, over the exact value if any."""
    exact = rows["exponent_exact"].iloc[0]
    if np.isfinite(exact):
        ax.axhline(exact, label=f"exact, {exact:.4g}", **EXACT)
    sizes = sorted(rows["n_operators"].unique())
    for place, size in enumerate(sizes):
        chosen = rows[rows["n_operators"] == size].sort_values("blocking_step")
        shift = _WIDTH * ((place + 0.5) / len(sizes) - 0.5)
        label = f"{size}: {'+ ' if place else ''}{_in_words(chosen['added_operator'].iloc[0])}"
        style = {**look(place), "linestyle": "none", "markerfacecolor": "white"}
        measured(
            ax,
            chosen["blocking_step"] + shift,
            chosen["exponent"],
            chosen["exponent_err"],
            label=label,
            **style,
        )
    steps = rows.drop_duplicates("blocking_step").sort_values("blocking_step")
    ax.set_xticks(
        steps["blocking_step"], [f"{row.blocking_step} ({row.blocked_side})" for row in steps.itertuples()]
    )
    ax.tick_params(axis="x", which="both", length=0)
    ax.set_xlim(steps["blocking_step"].min() - 0.6, steps["blocking_step"].max() + 0.6)
    ax.set_xlabel("blocking step (block spins per side)")
    ax.set_ylabel(f"{_SECTORS[sector][1]} (dimensionless)")
    ax.legend(
        title="number of operators: the one added",
        loc="upper center",
        bbox_to_anchor=(0.5, -0.17),
        ncols=2,
        alignment="left",
        handlelength=1.4,
        columnspacing=0.8,
    )
    return ax


def _in_words(operator: str) -> str:
    """Return the name of an operator with its hyphens, such as "three-spin corner"."""
    return plain(operator).replace(" spin", "-spin").replace("next nearest", "next-nearest")
