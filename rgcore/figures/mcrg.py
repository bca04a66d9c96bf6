"""Critical exponents from Monte Carlo renormalization, against blocking step and number of operators."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.kit.style import (
    DOUBLE_COLUMN,
    EXACT,
    look,
    measured,
    name_panel,
    new_figure,
    plain,
    styled,
)
from rgcore.words.wording import count, number, with_error

__all__ = ["draw", "draw_sector", "seen"]

_SECTORS = {
    "even": ("thermal exponent", r"$y_t$"),
    "odd": ("magnetic exponent", r"$y_h$"),
}
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
    """Draw one exponent with one standard error at each step, truncations side by side, over the exact value."""
    exact = rows["exponent_exact"].iloc[0]
    ax.axhline(exact, label=f"exact, {number(exact, 4)}", **EXACT)
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


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Say what the exponents are at every step with all operators, and how far the last step is from exact."""
    rows = tables["mcrg"]
    return " ".join(_sector_seen(rows[rows["sector"] == sector], sector) for sector in _SECTORS)


def _sector_seen(rows: DataFrame, sector: str) -> str:
    symbol = {"even": "y_t", "odd": "y_h"}[sector]
    best = rows[rows["n_operators"] == rows["n_operators"].max()].sort_values("blocking_step")
    steps = ", ".join(
        f"{with_error(row.exponent, row.exponent_err)} at step {row.blocking_step}"
        for row in best.itertuples()
    )
    first = rows[(rows["n_operators"] == 1) & (rows["blocking_step"] == 1)].iloc[0]
    scores = np.abs(best["exponent"] - best["exponent_exact"]) / best["exponent_err"]
    return (
        f"With {count(int(best['n_operators'].iloc[0]), 'operator')}, {symbol} = {steps}, where exact is "
        f"{number(first['exponent_exact'], 4)}: {number(scores.iloc[-1], 2)} standard errors away at the last step. "
        f"One operator at the first step gives {with_error(first['exponent'], first['exponent_err'])}."
    )
