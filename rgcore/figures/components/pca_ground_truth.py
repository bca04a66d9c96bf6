"""Data with known answer through the principal-component RG: modes, spectra and kurtosis beside what is expected."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.scales import kept_fractions, room_above
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
from rgcore.selection.components.ground_truth import SHARE, comparisons, near_share, twins
from rgcore.stats.comparison import GAUSSIAN_KURTOSIS

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("pca_ground_truth",),
    category="Principal components as a momentum shell",
    title="Data with known answer: modes, exponents and kurtosis",
    place=6,
)

_BESIDE = 0.16  # distance between marks of one dimension, along the axis of dimensions
_CROSS = {"color": "black", "marker": "x", "markersize": 8, "linestyle": "none", "zorder": 4}


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw overlaps of subspaces, exponents, and the kurtosis of fields and of spins."""
    table = tables["pca_ground_truth"]
    figure = new_figure(DOUBLE_COLUMN, 5.4)
    panels = {
        "modes of free fields": draw_modes,
        "exponent of the spectrum of free fields": draw_exponents,
        "kurtosis of fields": draw_fields,
        "kurtosis of Ising spins": draw_spins,
    }
    for place, (ax, (title, panel)) in enumerate(
        zip(figure.subplots(2, 2).flat, panels.items(), strict=True)
    ):
        name_panel(panel(table, ax), place, title)
    return figure


def draw_modes(table: DataFrame, ax: Axes) -> Axes:
    """Draw the part of the kept subspaces outside the true ones, on the lines expected from sampling noise."""
    for place, (dimension, rows) in enumerate(table[table["kind"] == "free"].groupby("dimension")):
        part = comparisons(rows, "subspace_weight", "sampling noise")
        style, x = look(place), part["kept_fraction"]
        ax.plot(x, 1 - part["expected"], color=style["color"], linestyle=style["linestyle"], alpha=0.5)
        label = f"$d$ = {dimension}"
        measured(
            ax, x, 1 - part["measured"], part["measured_err"], label=label, **{**style, "linestyle": "none"}
        )
    ax.set_yscale("log")
    plain_log_ticks(ax.yaxis)
    kept_fractions(ax)
    ax.set_ylabel("1 \N{MINUS SIGN} overlap (dimensionless)")
    ax.legend(loc="upper right", ncols=2, columnspacing=1.0)
    return ax


def draw_exponents(table: DataFrame, ax: Axes) -> Axes:
    """Draw alpha of the free fields near SHARE of the modes over d/2, beside that of their lattices."""
    rows = table[(table["quantity"] == "alpha") & (table["kind"] == "free")]
    ax.axhline(1, label="continuum", **EXACT)
    chosen = [near_share(part, SHARE) for _, part in rows.groupby("case")]
    for place, (label, (source, name)) in enumerate(_ALPHAS.items()):
        parts = [part[part["expected_from"] == source].iloc[0] for part in chosen]
        dimension, value, error = (
            np.array([row[column] for row in parts]) for column in ("dimension", name, f"{name}_err")
        )
        style = {**look(place), "linestyle": "none"} | ({"markerfacecolor": "white"} if place else {})
        x = dimension + _BESIDE * (0, -1, 1)[place]
        measured(ax, x, 2 * value / dimension, 2 * error / dimension, label=label, **style)
    ax.set_xlim(0.5, 4.5)
    ax.set_xticks([1, 2, 3, 4])
    ax.set_xlabel(r"dimension $d$ of space")
    ax.set_ylabel(r"$\alpha\,/\,(d/2)$ (dimensionless)")
    ax.legend(loc="upper left")
    return ax


_ALPHAS = {
    "measured": ("lattice", "measured"),
    "this lattice": ("lattice", "expected"),
    "this lattice, with sampling noise": ("sampling noise", "expected"),
}


def draw_fields(table: DataFrame, ax: Axes) -> Axes:
    """Draw the kurtosis of the free field of most dimensions and of the twins, and the exact one of the chain."""
    ax.axhline(GAUSSIAN_KURTOSIS, label="Gaussian", **EXACT)
    rows = table[table["quantity"] == "kurtosis"]
    free = rows[rows["kind"] == "free"]
    cases = {
        f"free field, $d$ = {free['dimension'].max()}": free[free["dimension"] == free["dimension"].max()]
    }
    for kind, part in twins(rows).items():
        cases[f"{'Haar' if kind == 'rotated' else 'lattice'}, $u$ = {part['u'].iloc[0]:g}"] = part
        exact = part[part["expected_from"] == "transfer matrix"]
        if len(exact):
            ax.plot(exact["kept_fraction"], exact["expected"], label="exact", **_CROSS)
    _draw_kurtosis(cases, ax)
    room_above(ax, 0.4)
    ax.legend(loc="upper left", ncols=2, columnspacing=1.0)
    return ax


def draw_spins(table: DataFrame, ax: Axes) -> Axes:
    """Draw the kurtosis of spins at each temperature, and the exact limit of the softest mode at T_c."""
    ax.axhline(GAUSSIAN_KURTOSIS, **EXACT)
    rows = table[(table["quantity"] == "kurtosis") & (table["kind"] == "ising")]
    cases = {f"$T$ = {temperature:.4g}": part for temperature, part in rows.groupby("temperature")}
    _draw_kurtosis(cases, ax)
    exact = rows[rows["expected_from"] == "critical"].nsmallest(1, "n_kept")
    ax.plot(exact["kept_fraction"], exact["expected"], **_CROSS)
    ax.set_ylim(0.8, 3.9)
    ax.legend(loc="upper center", ncols=2, columnspacing=1.0)
    return ax


def _draw_kurtosis(cases: Mapping[str, DataFrame], ax: Axes) -> None:
    for place, (label, part) in enumerate(cases.items()):
        points = part.drop_duplicates("n_kept").sort_values("n_kept")
        y, error = points["measured"], points["measured_err"]
        measured(ax, points["kept_fraction"], y, error, label=label, **look(place))
    kept_fractions(ax)
    ax.set_ylabel("kurtosis (dimensionless)")
