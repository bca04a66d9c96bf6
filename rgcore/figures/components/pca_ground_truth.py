"""Data with known answer through the principal-component RG: what is measured beside what is expected."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.scales import kept_fractions
from rgcore.figures.kit.style import (
    COLOURS,
    DOUBLE_COLUMN,
    EXACT,
    look,
    measured,
    name_panel,
    new_figure,
    plain_log_ticks,
    styled,
)
from rgcore.selection.components.ground_truth import (
    COUPLING_ERROR,
    NONLOCALITY_ERROR,
    SHARE,
    comparisons,
    near_share,
    twins,
    weakest,
)
from rgcore.stats.comparison import GAUSSIAN_KURTOSIS

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("pca_ground_truth",),
    category="Principal components as a momentum shell",
    title="Data with known answer",
    place=6,
)

_LARGEST = 3.0  # coupling over bare coupling that is drawn


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw exponents, running couplings, where they fail, the flow, nonlocality and kurtosis."""
    table = tables["pca_ground_truth"]
    figure = new_figure(DOUBLE_COLUMN, 7.8)
    axes = figure.subplots(3, 2).flat
    panels = {
        "exponent of the spectrum": draw_exponents,
        "running coupling": draw_running,
        "loop-corrected coupling, all modes kept": draw_strength,
        "dimensionless coupling": draw_flow,
        "local over collective coupling": draw_nonlocality,
        "kurtosis": draw_kurtosis,
    }
    for place, (ax, (title, panel)) in enumerate(zip(axes, panels.items(), strict=True)):
        name_panel(panel(table, ax), place, title)
    return figure


def draw_exponents(table: DataFrame, ax: Axes) -> Axes:
    """Draw alpha of the free fields near SHARE of the modes, beside that of their lattices and d/2."""
    rows = table[(table["quantity"] == "alpha") & (table["kind"] == "free")]
    dimensions = np.array([0.5, 4.5])
    ax.plot(dimensions, dimensions / 2, label=r"continuum, $d/2$", **EXACT)
    chosen = [near_share(part, SHARE) for _, part in rows.groupby("case")]
    for place, (source, label) in enumerate(_ALPHAS.items()):
        parts = [part[part["expected_from"] == source] for part in chosen]
        x, y, error = _points(parts, "dimension", "expected")
        style = {**look(place + 1), "linestyle": "none", "markerfacecolor": "white", "markersize": 6}
        measured(ax, x, y, error, label=label, **style)
    parts = [part[part["expected_from"] == "lattice"] for part in chosen]
    x, y, error = _points(parts, "dimension", "measured")
    measured(ax, x, y, error, label="measured", **{**look(0), "linestyle": "none"})
    ax.set_xlim(*dimensions)
    ax.set_xticks([1, 2, 3, 4])
    ax.set_xlabel(r"dimension $d$ of space")
    ax.set_ylabel(r"$\alpha$ (dimensionless)")
    ax.legend(loc="upper left")
    return ax


_ALPHAS = {"lattice": "this lattice", "sampling noise": "this lattice, with sampling noise"}


def _points(parts, along, name):
    rows = [part.iloc[0] for part in parts if len(part)]
    return [[row[column] for row in rows] for column in (along, name, f"{name}_err")]


def draw_running(table: DataFrame, ax: Axes) -> Axes:
    """Draw the coupling over the bare one of the weakest field of each dimension, on the recursion's line."""
    for place, (dimension, rows) in enumerate(weakest(table)):
        part = comparisons(rows, "coupling", "recursion")
        u = part["u"].iloc[0]
        style = look(place)
        ax.plot(
            part["kept_fraction"],
            part["expected"] / u,
            color=style["color"],
            linestyle=style["linestyle"],
            linewidth=1.6,
            alpha=0.5,
        )
        resolved = part[part["measured_err"] < COUPLING_ERROR * u]
        label = f"$d$ = {dimension}, $u$ = {u:g}"
        points = resolved["kept_fraction"], resolved["measured"] / u, resolved["measured_err"] / u
        measured(ax, *points, label=label, **{**style, "linestyle": "none"})
    ax.axhline(1, color="0.6", linewidth=0.7, zorder=0)
    kept_fractions(ax)
    ax.set_ylabel(r"$u(\Lambda)$ / bare $u$ (dimensionless)")
    _room_above(ax, 0.3)
    ax.legend(loc="upper center", ncols=2, columnspacing=1.0)
    return ax


def draw_strength(table: DataFrame, ax: Axes) -> Axes:
    """Draw both loop-corrected couplings with all modes kept, over the bare one, against the strength of the loops."""
    ax.axhline(1, label="bare", **EXACT)
    rows = table[(table["expected_from"] == "bare") & (table["kept_fraction"] == 1)]
    styles = {("coupling", "phi4"): 0, ("closed_coupling", "phi4"): 1, ("coupling", "rotated"): 2}
    for (quantity, kind), place in styles.items():
        part = rows[(rows["quantity"] == quantity) & (rows["kind"] == kind)].sort_values("loop_strength")
        ratio, error = part["measured"] / part["u"], part["measured_err"] / part["u"]
        inside = ratio.abs() < _LARGEST
        style = {**look(place), "linestyle": "none", "markerfacecolor": "white" if place else COLOURS[0]}
        x = part["loop_strength"]
        measured(ax, x[inside], ratio[inside], error[inside], label=_READINGS[quantity, kind], **style)
        beyond = x[~inside]
        ax.plot(beyond, np.full(len(beyond), _LARGEST), color=style["color"], marker=6, linestyle="none")
    ax.set_xscale("log")
    plain_log_ticks(ax.xaxis)
    ax.set_ylim(0, 1.03 * _LARGEST)
    ax.set_xlabel(r"loops $(3/2)\,u\,N^{-1}\sum\sigma^4$ (dimensionless)")
    ax.set_ylabel(r"estimated / bare $u$ (dimensionless)")
    ax.legend(loc="upper left")
    return ax


_READINGS = {
    ("coupling", "phi4"): "lattice, loops as in the kurtosis",
    ("closed_coupling", "phi4"): "lattice, loops at zero momentum",
    ("coupling", "rotated"): "Haar, loops as in the kurtosis",
}


def draw_flow(table: DataFrame, ax: Axes) -> Axes:
    """Draw ut / alpha of the weakest fields, over its value where most modes are kept, on the recursion's line."""
    for place, (dimension, rows) in enumerate(weakest(table)):
        part = comparisons(rows, "flow_coupling", "recursion")
        part = part[part["below_lattice_edge"]]
        if part.empty:
            continue
        style, start = look(place), part["expected"].iloc[-1]
        x, line = part["kept_fraction"], part["expected"] / start
        ax.plot(x, line, color=style["color"], linestyle=style["linestyle"], linewidth=1.6, alpha=0.5)
        part = part[part["measured_err"] < COUPLING_ERROR * part["measured"].abs()]
        points = part["kept_fraction"], part["measured"] / start, part["measured_err"] / start
        measured(ax, *points, label=f"$d$ = {dimension}", **{**style, "linestyle": "none"})
    ax.set_yscale("log")
    plain_log_ticks(ax.yaxis)
    kept_fractions(ax)
    ax.set_ylabel(r"$u n / (N \Lambda^2)$ / its first (dimensionless)")
    ax.legend(loc="upper right")
    return ax


def draw_nonlocality(table: DataFrame, ax: Axes) -> Axes:
    """Draw the local over the collective coupling of the strongest rotated field and of its lattice twin."""
    ax.axhline(1, color="0.6", linewidth=0.7, zorder=0)
    for place, (kind, rows) in enumerate(twins(table).items()):
        part = comparisons(rows, "nonlocality", "second order")
        style, u = look(place), rows["u"].iloc[0]
        x = part["kept_fraction"]
        ax.plot(x, part["expected"], color=style["color"], linestyle=style["linestyle"], alpha=0.5)
        name = "Haar eigenvectors" if kind == "rotated" else "lattice"
        part = part[part["measured_err"] < NONLOCALITY_ERROR]
        points = part["kept_fraction"], part["measured"], part["measured_err"]
        measured(ax, *points, label=f"{name}, $u$ = {u:g}", **{**style, "linestyle": "none"})
    kept_fractions(ax)
    ax.set_ylabel("local / collective (dimensionless)")
    _room_above(ax, 0.25)
    ax.legend(loc="upper left")
    return ax


def draw_kurtosis(table: DataFrame, ax: Axes) -> Axes:
    """Draw the kurtosis of free fields, of the twins and of spins against the fraction kept."""
    ax.axhline(GAUSSIAN_KURTOSIS, color="0.75", linewidth=2.4, zorder=0.5)
    rows = table[table["quantity"] == "kurtosis"]
    free = rows[rows["kind"] == "free"]
    cases = {
        f"free field, $d$ = {free['dimension'].max()}": free[free["dimension"] == free["dimension"].max()]
    }
    for kind, part in twins(rows).items():
        cases[f"{'Haar' if kind == 'rotated' else 'lattice'}, $u$ = {part['u'].iloc[0]:g}"] = part
    for temperature, part in rows[rows["kind"] == "ising"].groupby("temperature"):
        cases[f"Ising, $T$ = {temperature:.4g}"] = part
    for place, (label, part) in enumerate(cases.items()):
        points = part.drop_duplicates("n_kept").sort_values("n_kept")
        y, error = points["measured"], points["measured_err"]
        measured(ax, points["kept_fraction"], y, error, label=label, **look(place))
    kept_fractions(ax)
    ax.set_ylim(0.8, 3.3)
    ax.set_ylabel("kurtosis (dimensionless)")
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.2), ncols=3, columnspacing=0.8, handlelength=1.8)
    return ax


def _room_above(ax: Axes, share: float) -> None:
    low, high = ax.get_ylim()
    ax.set_ylim(low, high + share * (high - low))
