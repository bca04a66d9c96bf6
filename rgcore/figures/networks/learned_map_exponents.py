"""Exponents of learned and of untrained maps from Monte Carlo renormalization."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.legends import legend_below
from rgcore.figures.kit.style import COLOURS, DOUBLE_COLUMN, EXACT, name_panel, new_figure, styled
from rgcore.selection.networks.learned_maps import shown_lines

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("learned_map_tests", "learned_map_exponents"),
    category="Restricted Boltzmann machines",
    title="Learned maps as renormalizations: critical exponents",
    place=13,
)

_SECTORS = {
    "even": r"thermal exponent $y_t$ (dimensionless)",
    "odd": r"magnetic exponent $y_h$ (dimensionless)",
}
_HIDDEN = {"deterministic": (-0.17, "o", COLOURS[0]), "sampled": (0.17, "s", COLOURS[1])}
_SHOWN = {"even": 0.3, "odd": 0.12}  # largest distance from the exact value that a panel shows


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw y_t and y_h at the last step, one line per map."""
    tests, replicas = (shown_lines(tables[name]) for name in CARD.tables)
    labels = list(tests["line"].unique())
    figure = new_figure(DOUBLE_COLUMN, 1.6 + 0.26 * len(labels))
    axes = figure.subplots(1, len(_SECTORS), sharey=True)
    for place, (sector, ax) in enumerate(zip(_SECTORS, axes, strict=True)):
        of_sector = (rows[rows["sector"] == sector] for rows in (tests, replicas))
        _draw_sector(*of_sector, labels, ax)
        ax.set_xlabel(_SECTORS[sector])
        name_panel(ax, place)
    axes[0].set_yticks(range(len(labels)), labels)
    axes[0].set_ylim(len(labels) - 0.4, -0.6)
    axes[0].set_ylabel("map (untrained, or trained on)")
    axes[0].tick_params(axis="y", which="both", length=0)
    legend_below(figure, axes[:1], 3)
    return figure


def _draw_sector(tests: DataFrame, replicas: DataFrame, labels: list[str], ax: Axes) -> None:
    """Draw one exponent of every map with its 95 % interval, replicas as small marks behind."""
    exact, tolerance = tests["exponent_exact"].iloc[0], tests["tolerance"].iloc[0]
    if np.isfinite(exact):
        ax.axvspan(exact - tolerance, exact + tolerance, color="0.9", zorder=0, label="tolerance")
        ax.axvline(exact, label="exact", **EXACT)
    centre, reach = _range(tests)
    for hidden, (shift, marker, colour) in _HIDDEN.items():
        rows = tests[tests["hidden"] == hidden]
        each = replicas[replicas["hidden"] == hidden]
        heights = [[labels.index(line) + shift for line in frame["line"]] for frame in (rows, each)]
        inside = np.abs(each["exponent"] - centre) < reach
        ax.plot(
            each["exponent"].where(inside),
            heights[1],
            linestyle="none",
            marker="|",
            color=colour,
            alpha=0.6,
            zorder=2,
        )
        bars = [rows["exponent"] - rows["exponent_low"], rows["exponent_high"] - rows["exponent"]]
        ax.errorbar(
            rows["exponent"],
            heights[0],
            xerr=bars,
            linestyle="none",
            marker=marker,
            color=colour,
            markerfacecolor="white",
            elinewidth=0.8,
            zorder=3,
            label=f"{hidden} coarse spins",
        )
        _mark_outside(rows["exponent"].to_numpy() - centre, heights[0], (centre, reach), ax, colour)
    ax.set_xlim(centre - reach, centre + reach)


def _mark_outside(
    away: np.ndarray, heights: list[float], span: tuple[float, float], ax: Axes, colour: str
) -> None:
    """Draw a triangle at the edge of the panel for each mean that lies beyond it."""
    centre, reach = span
    for sign, marker in ((1, ">"), (-1, "<")):
        beyond = [height for height, distance in zip(heights, away, strict=True) if sign * distance > reach]
        edge = np.full(len(beyond), centre + 0.97 * sign * reach)
        ax.plot(edge, beyond, linestyle="none", marker=marker, color=colour, zorder=4)


def _range(tests: DataFrame) -> tuple[float, float]:
    """Return the centre of the axis and how far it reaches: to all means, but no farther than is of use."""
    sector, exact = tests["sector"].iloc[0], tests["exponent_exact"].iloc[0]
    centre = exact if np.isfinite(exact) else float(np.nan_to_num(tests["exponent"].median()))
    away = np.nanmax([*np.abs(tests["exponent"] - centre), 4 * tests["tolerance"].iloc[0]])
    return centre, min(1.15 * float(away), _SHOWN[sector])
