"""Flow of the coupling of principal components in the (r, g) plane, and its fixed point against the exponent alpha."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.arrows import draw_arrow
from rgcore.figures.kit.legends import legend_below
from rgcore.figures.kit.scales import signed_scale
from rgcore.figures.kit.style import (
    COLOURS,
    DOUBLE_COLUMN,
    EXACT,
    look,
    measured,
    name_panel,
    new_figure,
    styled,
)
from rgcore.selection.components.couplings import SHOWN_EXPONENTS, coupling_points, flow_exponents
from rgcore.selection.linear_ranges import COUPLING
from rgcore.selection.names import plain

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("pca_recursion", "pca_fixed_points", "pca_coupling"),
    category="Principal components as a momentum shell",
    title="Flow of the coupling and its fixed points",
    place=5,
)

_FATES = {
    "critical": {"color": "black", "linewidth": 1.6, "linestyle": "-", "label": "critical line"},
    "disordered": {"color": COLOURS[0], "linewidth": 0.8, "linestyle": "-", "label": "to large $r$"},
    "ordered": {"color": COLOURS[1], "linewidth": 0.8, "linestyle": "--", "label": "to negative $r$"},
    "runaway": {"color": COLOURS[3], "linewidth": 0.8, "linestyle": "-.", "label": "to large $-g$"},
}
_KINDS = {
    "gaussian": {"marker": "o", "markersize": 6, "label": "Gaussian point"},
    "wilson_fisher": {"marker": "*", "markersize": 11, "label": "other fixed point"},
}


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw the flow for up to two exponents, those nearest to 1 and 2.5, and g* against alpha with the data."""
    flow, points = tables["pca_recursion"], tables["pca_fixed_points"]
    exponents = flow_exponents(flow)
    figure = new_figure(DOUBLE_COLUMN, 6.2)
    upper, lower = figure.subfigures(2, 1, height_ratios=[1, 1.05])
    planes = np.atleast_1d(upper.subplots(1, len(exponents), sharey=True))
    for place, (alpha, ax) in enumerate(zip(exponents, planes, strict=True)):
        rows = [frame[np.isclose(frame["alpha"], alpha)] for frame in (flow, points)]
        name_panel(draw_plane(*rows, ax), place, rf"flow at $\alpha$ = {alpha:g}")
    for ax in planes[1:]:
        ax.set_ylabel("")
    legend_below(upper, planes, 6)
    ax = draw_exponents(points, tables["pca_coupling"], lower.subplots())
    name_panel(ax, len(exponents), r"fixed points, and the coupling $g$ of data (covariance)")
    lower.legend(*ax.get_legend_handles_labels(), loc="outside right upper")
    return figure


def draw_plane(flow: DataFrame, points: DataFrame, ax: Axes) -> Axes:
    """Draw the trajectories of one alpha, arrows along the flow, and its fixed points, filled if stable."""
    ax.axhspan(-1 / 6, 0, color="0.93", zorder=0)
    for _, rows in flow.sort_values("flow_time").groupby("start"):
        style = _FATES[rows["fate"].iloc[0]]
        ax.plot(rows["r"], rows["g"], zorder=2, **style)
        draw_arrow(rows, ("r", "g"), ax, style["color"])
    ax.set_xlim(-0.8, 0.8)
    ax.set_ylim(-1 / 6, 0.25)
    for row in points[points["r"].abs().lt(0.8) & points["g"].between(-1 / 6, 0.25)].itertuples():
        face = "black" if row.stable else "white"
        marks = {"mfc": face, "mec": "black", "mew": 1.0, "linestyle": "none", "zorder": 5}
        ax.plot(row.r, row.g, **marks, **_KINDS[row.kind])
    ax.set_xlabel(r"mass $r/\Lambda$ (dimensionless)")
    ax.set_ylabel(r"coupling $g$ (dimensionless)")
    return ax


def draw_exponents(points: DataFrame, coupling: DataFrame, ax: Axes) -> Axes:
    """Draw g* against alpha, solid where stable, and (alpha, g) of data by covariance where alpha exists."""
    other = points[
        (points["kind"] == "wilson_fisher") & points["alpha"].between(*SHOWN_EXPONENTS)
    ].sort_values("alpha")
    ax.plot(other["alpha"], other["g_leading"], label=r"$(2-\alpha)/9$, leading order", **EXACT)
    ax.plot(
        other["alpha"],
        -other["g_leading"],
        color="0.65",
        linestyle=":",
        label=r"$(\alpha-2)/9$, as in eq. 22",
    )
    for stable, line, words in ((True, "-", "stable"), (False, "--", "unstable")):
        rows = other[other["stable"] == stable]
        ax.plot(rows["alpha"], rows["g"], color="black", linestyle=line, label=f"$g^*$, {words}", zorder=2)
    for stable, line in ((True, "-"), (False, "--")):
        rows = points[(points["kind"] == "gaussian") & (points["stable"] == stable)]
        ax.plot(rows["alpha"], 0 * rows["alpha"], color="black", linestyle=line, linewidth=0.8, zorder=1)
    for place, (name, rows) in enumerate(coupling_points(coupling)):
        _draw_data(rows, name, place, ax)
    signed_scale(ax, threshold=COUPLING)
    ax.set_xlim(-0.05, SHOWN_EXPONENTS[1] + 0.05)
    ax.set_xlabel(r"exponent $\alpha$ (dimensionless)")
    ax.set_ylabel(r"coupling $g$ (dimensionless)")
    return ax


def _draw_data(rows: DataFrame, name: str, place: int, ax: Axes) -> None:
    """Draw one data set, open marks outside the range of perturbation theory."""
    style = {**look(place), "linestyle": "none", "markersize": 4}
    for good in (True, False):
        part = rows[rows["perturbative"] == good]
        face = style["color"] if good else "white"
        measured(
            ax,
            part["alpha"],
            part["g"],
            part["g_err"],
            xerr=part["alpha_err"],
            markerfacecolor=face,
            label=plain(name) if good == rows["perturbative"].any() else None,
            **style,
        )
