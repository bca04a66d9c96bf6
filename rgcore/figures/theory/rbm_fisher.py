"""Stiff directions of trained networks against temperature: how many, and the shares of K and h in them."""

from collections.abc import Mapping

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.legends import legend_below
from rgcore.figures.kit.model_points import temperature_axis
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
from rgcore.selection.rbm_fisher import KINDS, SHARES, networks
from rgcore.selection.rows import critical_temperature

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("rbm_fisher", "ising_exact"),
    category="Fisher information",
    title="What training makes stiff: the Fisher metric of networks trained at each temperature",
    place=3,
)

_SERIES = {
    "participation": "participation number",
    "participation_uncorrected": "of one half of the sample",
    "n_stiff": "above a share of the largest",
}


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw the number of stiff directions (above) and the shares in them (below), one column per kind of network."""
    table, critical = tables["rbm_fisher"], critical_temperature(tables["ising_exact"])
    figure = new_figure(DOUBLE_COLUMN, 5.2)
    axes = figure.subplots(2, 2, sharex="col")
    for place, (kind, words) in enumerate(KINDS.items()):
        trained, null = (networks(table, kind, source) for source in ("ising", "shuffled_weights"))
        name_panel(draw_numbers(trained, null, axes[0, place]), place, words)
        name_panel(draw_shares(trained, axes[1, place]), place + 2)
        temperature_axis(axes[0, place], critical, "")
        temperature_axis(axes[1, place], critical)
    legend_below(figure, axes[0], 2)
    axes[1, 1].legend()
    return figure


def draw_numbers(trained: DataFrame, null: DataFrame, ax: Axes) -> Axes:
    """Draw the number of stiff directions by each definition, and the participation number with shuffled weights."""
    for place, (name, words) in enumerate(_SERIES.items()):
        rows = trained.dropna(subset=[name])
        if len(rows) and not (name == "participation_uncorrected" and (rows["n_samples"] == 0).all()):
            measured(ax, rows["temperature"], rows[name], rows[f"{name}_err"], label=words, **look(place))
    style = {
        "color": "0.5",
        "marker": "x",
        "linestyle": ":",
        "label": "participation number, shuffled weights",
    }
    if len(null):  # of enumerated networks alone
        measured(ax, null["temperature"], null["participation"], null["participation_err"], **style)
    for n_visible in trained["n_visible"].unique()[:1]:
        ax.axhline(n_visible, label="untrained, without weights", **{**EXACT, "marker": ""})
    ax.set_yscale("log")
    plain_log_ticks(ax.yaxis)
    ax.set_ylabel("stiff directions (dimensionless)")
    return ax


def draw_shares(trained: DataFrame, ax: Axes) -> Axes:
    """Draw the share of each direction of the Ising model in the first stiff directions."""
    for place, (name, words) in enumerate(SHARES.items()):
        measured(
            ax, trained["temperature"], trained[name], trained[f"{name}_err"], label=words, **look(place + 3)
        )
    ax.set_ylim(-0.08, 1.08)
    ax.set_ylabel("share in the first (dimensionless)")
    return ax
