"""Flow of the coupling of principal components in the (r, g) plane, and its fixed point against the exponent alpha."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.kit.arrows import draw_arrow
from rgcore.figures.kit.scales import signed_scale
from rgcore.figures.kit.selection import data_sets, nearest_each
from rgcore.figures.kit.style import (
    COLOURS,
    DOUBLE_COLUMN,
    EXACT,
    look,
    measured,
    name_panel,
    new_figure,
    plain,
    styled,
)
from rgcore.words.wording import count, listing, number

__all__ = ["draw", "draw_exponents", "draw_plane", "seen"]

_WANTED = (1.0, 2.5)
_MARGINAL = 2.0
_SHOWN = (0.0, 4.0)  # of alpha
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
    exponents = _exponents(flow)
    figure = new_figure(DOUBLE_COLUMN, 6.2)
    upper, lower = figure.subfigures(2, 1, height_ratios=[1, 1.05])
    planes = np.atleast_1d(upper.subplots(1, len(exponents), sharey=True))
    for place, (alpha, ax) in enumerate(zip(exponents, planes, strict=True)):
        rows = [frame[np.isclose(frame["alpha"], alpha)] for frame in (flow, points)]
        name_panel(draw_plane(*rows, ax), place, rf"flow at $\alpha$ = {alpha:g}")
    for ax in planes[1:]:
        ax.set_ylabel("")
    entries = {
        label: handle for ax in planes for handle, label in zip(*ax.get_legend_handles_labels(), strict=True)
    }
    upper.legend(entries.values(), entries.keys(), loc="outside lower center", ncols=6)
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
    """Draw g* against alpha, solid where stable, and every (alpha, g) of the data by covariance with its errors."""
    other = points[(points["kind"] == "wilson_fisher") & points["alpha"].between(*_SHOWN)].sort_values(
        "alpha"
    )
    ax.plot(other["alpha"], other["g_leading"], label=r"$(2-\alpha)/9$, leading order", **EXACT)
    ax.plot(
        other["alpha"],
        -other["g_leading"],
        color="0.65",
        linestyle=":",
        label=r"$(\alpha-2)/9$, sign of eq. 22",
    )
    for stable, line, words in ((True, "-", "stable"), (False, "--", "unstable")):
        rows = other[other["stable"] == stable]
        ax.plot(rows["alpha"], rows["g"], color="black", linestyle=line, label=f"$g^*$, {words}", zorder=2)
    for low, high, line in ((_SHOWN[0], _MARGINAL, "--"), (_MARGINAL, _SHOWN[1], "-")):
        ax.plot([low, high], [0, 0], color="black", linestyle=line, linewidth=0.8, zorder=1)
    for place, (name, rows) in enumerate(_measured(coupling)):
        _draw_data(rows, name, place, ax)
    signed_scale(ax, threshold=0.2)
    ax.set_xlim(-0.05, _SHOWN[1] + 0.05)
    ax.set_xlabel(r"exponent $\alpha$ (dimensionless)")
    ax.set_ylabel(r"coupling $g$ (dimensionless)")
    return ax


def _draw_data(rows: DataFrame, name: str, place: int, ax: Axes) -> None:
    """Draw one data set, open marks where an expansion in u is not legitimate."""
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


def _measured(coupling: DataFrame):
    """Yield each data set and its rows by covariance that have alpha within what is shown."""
    for name in data_sets(coupling):
        rows = coupling[(coupling["dataset"] == name) & (coupling["scaling"] == "covariance")]
        yield name, rows[rows["alpha"].between(*_SHOWN) & np.isfinite(rows["g"])]


def _exponents(flow: DataFrame) -> list[float]:
    return nearest_each(flow["alpha"].tolist(), _WANTED)


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Say which point is stable at the exponents drawn, and what the data are beside it."""
    points = tables["pca_fixed_points"]
    parts = [_stability(points, alpha) for alpha in _exponents(tables["pca_recursion"])]
    parts += [_data_sentence(name, rows) for name, rows in _measured(tables["pca_coupling"])]
    return " ".join(parts)


def _stability(points: DataFrame, alpha: float) -> str:
    rows = points[np.isclose(points["alpha"], alpha)].set_index("kind")
    if "wilson_fisher" not in rows.index:
        return f"At alpha = {alpha:g} the Gaussian point is the only one."
    row = rows.loc["wilson_fisher"]
    where = f"r = {number(row['r'])}, g = {number(row['g'])} (leading order {number(row['g_leading'])})"
    if row["stable"]:
        relevant = number(row["eigenvalue_larger"])
        return (
            f"At alpha = {alpha:g} the stable point is at {where}, with the relevant eigenvalue {relevant}."
        )
    return (
        f"At alpha = {alpha:g} the Gaussian point is stable, and the one at {where}, where the weight is not bounded, "
        "ends its basin."
    )


def _data_sentence(name: str, rows: DataFrame) -> str:
    if rows.empty:
        return f"{name} has no point with alpha between 0 and 4."
    good, negative = int(rows["perturbative"].sum()), int((rows["g"] + 2 * rows["g_err"] < 0).sum())
    below = rows[rows["alpha"] + 2 * rows["alpha_err"] < _MARGINAL]
    met = int((np.abs(below["g"] - below["g_fixed_point"]) < 2 * below["g_err"]).sum())
    facts = [
        f"g is negative by 2 errors at {negative}",
        f"an expansion in it is legitimate at {good}",
        f"of the {len(below)} with alpha below 2 g meets the stable fixed point within 2 errors at {met}",
    ]
    return f"{name}, {count(len(rows), 'cutoff')} with alpha between 0 and 4: {listing(facts)}."
