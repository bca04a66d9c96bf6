"""The critical point and exponents: Binder ratios that cross, a magnetization that collapses, and pairs of sides."""

from collections.abc import Iterator, Mapping

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
from rgcore.selection.critical_exponents import FINITE_SIZE_EXPONENTS
from rgcore.selection.finite_size import pairs, quoted

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("finite_size_scaling", "finite_size_curves"),
    category="Ising model",
    title="Critical point and exponents from finite-size scaling",
    place=2,
)

_EXPONENTS = dict(zip(FINITE_SIZE_EXPONENTS, (r"$\nu$", r"$\beta/\nu$", r"$\gamma/\nu$"), strict=True))
_PAIR = {"linestyle": "none", "markerfacecolor": "white"}
_JOINT_SIZE = 6.0


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw Binder ratios and crossings, the collapse, and what pairs of sides give for T_c and the exponents."""
    estimates, curves = tables["finite_size_scaling"], tables["finite_size_curves"]
    figure = new_figure(DOUBLE_COLUMN, 5.6)
    axes = figure.subplots(2, 2).ravel()
    draw_binder(estimates, curves, axes[0])
    draw_collapse(curves, axes[1])
    draw_temperature(estimates, axes[2])
    draw_exponents(estimates, axes[3])
    titles = ("Binder ratio", "collapse", "critical temperature", "critical exponents")
    for place, (ax, title) in enumerate(zip(axes, titles, strict=True)):
        name_panel(ax, place, title)
    legend_below(figure, axes[:1], 4)
    return figure


def draw_binder(estimates: DataFrame, curves: DataFrame, ax: Axes) -> Axes:
    """Draw the Binder ratio of every side against temperature, measured and reweighted, and where two sides cross."""
    crossings = pairs(estimates, "critical_temperature").merge(
        pairs(estimates, "binder_at_crossing"), on=["side_small", "side_large"], suffixes=("", "_binder")
    )
    seen_at = [*curves.loc[curves["source"] == "measured", "temperature"], *crossings["value"]]
    margin = 0.06 * (np.ptp(seen_at) or 0.1)
    shown = (min(seen_at) - margin, max(seen_at) + margin)
    for place, rows in _by_side(curves):
        _draw_curve(rows, ax, place, "temperature", "binder")
        ax.plot([], [], label=rf"$L$ = {rows['side'].iloc[0]}", **{**look(place), "markerfacecolor": "white"})
    ax.errorbar(
        crossings["value"],
        crossings["value_binder"],
        xerr=crossings["value_err"],
        yerr=crossings["value_err_binder"],
        label="crossing of two sides",
        **{"linestyle": "none", "marker": "x", "color": "black", "zorder": 5, "elinewidth": 0.8},
    )
    ax.axvline(quoted(estimates, "critical_temperature")["value_exact"], **CRITICAL)
    near = curves[curves["temperature"].between(*shown)]
    heights = [*near["binder"], *crossings["value_binder"]]
    room = 0.04 * np.ptp(heights) + near["binder_err"].max()
    ax.set_xlim(*shown)
    ax.set_ylim(min(heights) - room, max(heights) + room)
    ax.set_xlabel(r"temperature $T$ ($J/k_\mathrm{B}$)")
    ax.set_ylabel(r"$1-\langle m^4\rangle/3\langle m^2\rangle^2$")
    return ax


def draw_collapse(curves: DataFrame, ax: Axes) -> Axes:
    """Draw |m| of every side in scaled variables: at the right exponents all sides have one curve."""
    for place, rows in _by_side(curves):
        _draw_curve(rows, ax, place, "scaled_temperature", "scaled_abs_magnetization")
    ax.axvline(0, color="0.6", linewidth=0.7, zorder=0)
    ax.set_xlabel(r"$(T-T_\mathrm{c})\,L^{1/\nu}$ ($J/k_\mathrm{B}$)")
    ax.set_ylabel(r"$\langle|m|\rangle\,L^{\beta/\nu}$ (per site)")
    return ax


def draw_temperature(estimates: DataFrame, ax: Axes) -> Axes:
    """Draw the crossing of each pair of sides, and the value of all together at 1/L = 0, over the exact one."""
    joint = quoted(estimates, "critical_temperature")
    ax.axhline(joint["value_exact"], label="exact", **EXACT)
    _draw_pairs(estimates, ax, "critical_temperature", "pair of sides")
    style = {**look(0), "linestyle": "none", "markersize": _JOINT_SIZE}
    measured(ax, [0.0], [joint["value"]], [joint["value_err"]], label="all pairs", **style)
    ax.set_ylabel(r"critical temperature ($J/k_\mathrm{B}$)")
    ax.ticklabel_format(axis="y", useOffset=False)
    _finish_pairs(estimates, ax)
    return ax


def draw_exponents(estimates: DataFrame, ax: Axes) -> Axes:
    """Draw each exponent over its exact value in the same way."""
    ax.axhline(1.0, **EXACT)
    step = 0.035 / estimates["side_large"].min()
    for place, (quantity, name) in enumerate(_EXPONENTS.items()):
        shift = (place - 1) * step
        _draw_pairs(estimates, ax, quantity, name, place=place, shift=shift)
        joint = quoted(estimates, quantity)
        exact = joint["value_exact"]
        style = {**look(place), "linestyle": "none", "markersize": _JOINT_SIZE}
        measured(ax, [shift], [joint["value"] / exact], [joint["value_err"] / exact], **style)
    ax.set_ylabel("estimate / exact value (dimensionless)")
    _finish_pairs(estimates, ax)
    return ax


def _draw_curve(rows: DataFrame, ax: Axes, place: int, x: str, y: str) -> None:
    """Draw a reweighted curve with its band of one standard error, and the measured points with bars."""
    curve = rows[rows["source"] == "reweighted"].sort_values(x)
    points = rows[rows["source"] == "measured"]
    style = look(place)
    line = {"color": style["color"], "linestyle": style["linestyle"]}
    low, high = curve[y] - curve[f"{y}_err"], curve[y] + curve[f"{y}_err"]
    ax.fill_between(curve[x], low, high, color=style["color"], alpha=0.25, linewidth=0, zorder=1)
    ax.plot(curve[x], curve[y], zorder=2, **line)
    marks = {**style, "linestyle": "none", "markerfacecolor": "white"}
    measured(ax, points[x], points[y], points[f"{y}_err"], **marks)


def _draw_pairs(
    estimates: DataFrame, ax: Axes, quantity: str, label: str, *, place: int = 0, shift: float = 0.0
) -> None:
    """Draw the estimates of pairs against 1/L; exponents, of which several share a panel, over their exact values."""
    rows = pairs(estimates, quantity)
    scale = rows["value_exact"] if quantity in _EXPONENTS else 1.0
    values, errors = rows["value"] / scale, rows["value_err"] / scale
    measured(ax, 1 / rows["side_large"] + shift, values, errors, label=label, **{**look(place), **_PAIR})


def _finish_pairs(estimates: DataFrame, ax: Axes) -> None:
    ax.axvline(0, color="0.6", linewidth=0.7, zorder=0)
    ax.set_xlim(-0.1 / estimates["side_large"].min(), 1.1 / estimates["side_large"].min())
    ax.set_xlabel(r"$1/L$ of the larger side (1/lattice spacing)")
    ax.legend(loc="best")


def _by_side(curves: DataFrame) -> Iterator[tuple[int, DataFrame]]:
    return ((place, rows) for place, (_, rows) in enumerate(curves.groupby("side")))
