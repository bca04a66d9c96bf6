"""What configurations become that are passed up and down an RBM: three temperatures against the number of passes."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.legends import legend_below
from rgcore.figures.kit.style import (
    CRITICAL,
    DOUBLE_COLUMN,
    EXACT,
    look,
    measured,
    name_panel,
    new_figure,
    styled,
)
from rgcore.selection.networks.flow import (
    BOND_NETWORK,
    DIFFERENCES,
    DRAWN,
    THERMOMETERS,
    flow_ends,
    flow_panels,
    over_replicas,
    set_name,
)

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("rbm_flow",),
    category="Restricted Boltzmann machines",
    title="Configurations passed up and down: where the flow ends",
    place=15,
)

_PEAK = {"color": "black", "linewidth": 0.8, "linestyle": "--", "zorder": 0}
_SHIFT = 0.006  # of the width, between the marks of two kinds
_TRAINED_AT = r"temperature of the training set ($J/k_\mathrm{B}$)"


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw flows from several temperatures for each training set, and where all of them end."""
    flow = tables["rbm_flow"]
    panels = flow_panels(flow)
    figure = new_figure(DOUBLE_COLUMN, 5.4)
    rows = figure.add_gridspec(2, 1)
    top = rows[0].subgridspec(1, len(panels)).subplots(sharey=True, squeeze=False)[0]
    below = rows[1].subgridspec(1, 2).subplots()
    for place, (ax, of_set) in enumerate(zip(top, panels, strict=True)):
        name_panel(draw_flow(of_set, ax), place, set_name(of_set))
    top[0].set_ylabel("temperature of the\nenergy ($J/k_\\mathrm{B}$)")
    ends = flow_ends(flow)
    name_panel(draw_ends(ends, below[0]), len(panels), "where flows end")
    name_panel(draw_disagreement(ends, below[1]), len(panels) + 1, "other thermometers")
    legend_below(figure, [*top, *below], n_columns=4)
    return figure


def draw_flow(rows: DataFrame, ax: Axes) -> Axes:
    """Draw the temperature of the energy after each number of passes, one line per start, over three candidates."""
    first = rows.iloc[0]
    ax.axhline(first["training_temperature"], label="training set", **EXACT)
    _candidates(first, ax)
    for place, (start, flow) in enumerate(rows.groupby("start_temperature")):
        means = over_replicas(flow, ["step"], ["energy_temperature"])
        label = f"from $T = {start:.3g}$"
        y, error = means["energy_temperature"], means["energy_temperature_err"]
        measured(ax, means["step"], y, error, label=label, **look(place))
    ax.set_xscale("symlog", linthresh=1, linscale=0.3)
    steps = sorted(set(rows["step"]))
    chosen = sorted({steps[0], *steps[:: -max(1, len(steps) // 3)]})
    ax.set_xticks(chosen, labels=[f"{step}" for step in chosen])
    ax.minorticks_off()
    ax.set_xlabel("passes (number)")
    return ax


def draw_ends(ends: DataFrame, ax: Axes) -> Axes:
    """Draw the temperature of the energy at the end against that of the training set, over equality."""
    first = ends.iloc[0]
    span = ends["training_temperature"].min(), ends["training_temperature"].max()
    margin = 0.1 * (span[1] - span[0]) or 0.1
    line = np.array([span[0] - margin, span[1] + margin])
    ax.plot(line, line, **EXACT)
    _candidates(first, ax)
    for place, (label, kind) in enumerate(_kinds(ends)):
        for passing, rows in kind.groupby("passing"):
            style = {**look(place + 3), "linestyle": "none"}
            style |= {"label": label, "markerfacecolor": "white"} if passing == DRAWN else {}
            x = rows["training_temperature"] + _SHIFT * place * (line[1] - line[0])
            measured(ax, x, rows["energy_temperature"], rows["energy_temperature_half"], **style)
    if (ends["passing"] != DRAWN).any():
        label = "hidden units pass on means (e)"
        ax.plot([], [], marker="o", linestyle="none", color="0.3", label=label)
    ax.set_xlabel(_TRAINED_AT)
    ax.set_ylabel("temperature of the\nenergy ($J/k_\\mathrm{B}$)")
    return ax


def draw_disagreement(ends: DataFrame, ax: Axes) -> Axes:
    """Draw the temperatures of |m| and of the energy fluctuations less that of the energy, where units are drawn."""
    ax.axhline(0, **EXACT)
    width = np.ptp(ends["training_temperature"]) or 1.0
    for place, (_, rows) in enumerate(_kinds(ends[ends["passing"] == DRAWN])):
        for kind, name in enumerate(DIFFERENCES):
            style = {**look(place + 3), "linestyle": "none"}
            style |= {"markerfacecolor": ("white", style["color"])[kind]}
            shift = _SHIFT * width * (place + 0.4 * kind)
            error = np.hypot(rows[f"{name}_half"], rows["energy_temperature_half"])
            difference = rows[name] - rows["energy_temperature"]
            measured(ax, rows["training_temperature"] + shift, difference, error, **style)
    for fill, name in zip(("white", "0.3"), DIFFERENCES, strict=True):
        label = f"of {THERMOMETERS[name]} (f)"
        ax.plot([], [], marker="o", linestyle="none", color="0.3", markerfacecolor=fill, label=label)
    ax.set_xlabel(_TRAINED_AT)
    ax.set_ylabel("less that of the\nenergy ($J/k_\\mathrm{B}$)")
    return ax


def _kinds(ends: DataFrame) -> list[tuple[str, DataFrame]]:
    """Return label and rows of the exact networks, and of the trained ones by units, kind of set and fields."""
    exact = ends[ends["design"] == BOND_NETWORK]
    kinds = [("a unit per bond, exact", exact)] if len(exact) else []
    others = ends[ends["design"] != BOND_NETWORK]
    others = others.assign(several=others["n_temperatures"] > 1)
    for (n_hidden, several, fields), rows in others.groupby(["n_hidden", "several", "fields"]):
        parts = [f"{n_hidden} units", f"{'several' if several else 'one'} $T$"]
        parts += ["free fields"] if fields == "free" else []
        kinds.append((", ".join(parts), rows))
    return kinds


def _candidates(first, ax: Axes) -> None:
    ax.axhline(first["critical_temperature"], **CRITICAL)
    ax.axhline(first["peak_temperature"], label="peak of the specific heat", **_PEAK)
