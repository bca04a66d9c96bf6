"""Tensor renormalization: error against bond dimension, spectrum by scale, critical data beside other methods."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.style import (
    COLOURS,
    DOUBLE_COLUMN,
    EXACT,
    look,
    name_panel,
    new_figure,
    plain_log_ticks,
    styled,
    write_in_panel,
)
from rgcore.selection.tensor_networks import METHODS, critical_rows, exponents_beside, spectra_of

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("tensor_rg", "tensor_spectra", "mcrg", "learned_map_tests"),
    category="Tensor networks",
    title="Tensor renormalization: errors, spectrum by scale, critical data",
    place=1,
)

_FLOOR = 1e-16  # smaller errors are drawn here
_DATA = {"central_charge": r"$c$", "delta_sigma": r"$\Delta_\sigma$", "delta_epsilon": r"$\Delta_\epsilon$"}
_SECTORS = {"even": (r"$y_\mathrm{t}$", "o", COLOURS[0]), "odd": (r"$y_\mathrm{h}$", "s", COLOURS[1])}


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw the errors of the free energy and of the critical data, the spectrum by scale, and exponents by method."""
    summary = tables["tensor_rg"]
    figure = new_figure(DOUBLE_COLUMN, 5.6)
    axes = figure.subplots(2, 2)
    name_panel(draw_errors(summary, axes[0, 0]), 0, "free energy")
    name_panel(draw_critical_data(summary, axes[0, 1]), 1, r"critical data at $T_\mathrm{c}$")
    name_panel(draw_spectra(spectra_of(tables["tensor_spectra"]), axes[1, 0]), 2, "second eigenvalue")
    beside = exponents_beside(summary, tables["mcrg"], tables["learned_map_tests"])
    name_panel(draw_exponents(beside, axes[1, 1]), 3, "beside other transformations")
    return figure


def draw_errors(summary: DataFrame, ax: Axes) -> Axes:
    """Draw the relative error of the free energy against bond dimension: a line at T_c, small marks elsewhere."""
    critical = summary["relative_temperature"] == 1.0
    for place, (method, label) in enumerate(METHODS.items()):
        rows = summary[summary["method"] == method].sort_values("bond_dimension")
        at, away = rows[critical[rows.index]], rows[~critical[rows.index]]
        style = {**look(place), "markerfacecolor": "white"}
        ax.plot(at["bond_dimension"], _shown(at["relative_error"]), label=label, **style)
        ax.plot(
            away["bond_dimension"],
            _shown(away["relative_error"]),
            **{**style, "linestyle": "none", "markersize": 3, "markerfacecolor": style["color"]},
        )
    _bond_axis(ax)
    ax.set_ylabel("relative error (dimensionless)")
    ax.legend()
    return ax


def draw_critical_data(summary: DataFrame, ax: Axes) -> Axes:
    """Draw the distance of c and both dimensions from their exact values against bond dimension, by method."""
    rows = critical_rows(summary)
    for place, (method, label) in enumerate(METHODS.items()):
        chosen = rows[rows["method"] == method]
        for number, (column, symbol) in enumerate(_DATA.items()):
            style = {**look(number), "color": COLOURS[place], "markerfacecolor": "white"}
            name = symbol if place == 0 else f"_{label} {symbol}"
            ax.plot(
                chosen["bond_dimension"], _shown(chosen[f"{column}_deviation"].abs()), label=name, **style
            )
    ax.set_ylabel("|value \N{MINUS SIGN} exact| (dimensionless)")
    if rows.empty:
        write_in_panel(ax, "not at the critical temperature")
        return ax
    _bond_axis(ax)
    ax.legend()
    return ax


def draw_spectra(spectra: DataFrame, ax: Axes) -> Axes:
    """Draw the second eigenvalue of the transfer matrix against the size of the block, by temperature."""
    second = spectra[spectra["rank"] == 2].sort_values("side")
    ax.axhline(second["transfer_eigenvalue_critical"].iloc[0], label=r"$e^{-2\pi/8}$, exact", **EXACT)
    for place, (relative, rows) in enumerate(second.groupby("relative_temperature")):
        style = {**look(place), "markerfacecolor": "white"}
        label = rf"$T = {relative:g}\,T_\mathrm{{c}}$"
        ax.plot(rows["side"], rows["transfer_eigenvalue"], label=label, **style)
    ax.set_xscale("log")
    plain_log_ticks(ax.xaxis)
    ax.set_ylim(-0.05, 1.05)
    ax.set_xlabel("side of the block (lattice spacings)")
    ax.set_ylabel(r"$\lambda_2/\lambda_1$ (dimensionless)")
    ax.legend()
    return ax


def draw_exponents(beside: DataFrame, ax: Axes) -> Axes:
    """Draw how far y_t and y_h are from exact, one line per method; bars add the error."""
    labels = list(dict.fromkeys(beside["label"]))
    for place, (sector, (symbol, marker, colour)) in enumerate(_SECTORS.items()):
        rows = beside[beside["sector"] == sector]
        heights = np.array([labels.index(label) for label in rows["label"]]) + 0.24 * place - 0.12
        deviation = np.maximum(rows["deviation"], _FLOOR)
        ax.hlines(heights, deviation, np.maximum(rows["reach"], deviation), color=colour, linewidth=0.8)
        ax.plot(
            deviation,
            heights,
            linestyle="none",
            marker=marker,
            color=colour,
            markerfacecolor="white",
            label=symbol,
        )
    ax.set_xscale("log")
    ax.set_yticks(range(len(labels)), labels)
    ax.set_ylim(len(labels) - 0.5, -0.5)
    ax.tick_params(axis="y", which="both", length=0)
    ax.set_xlabel("|exponent \N{MINUS SIGN} exact| (dimensionless)")
    ax.set_ylabel("transformation (exponents)")
    ax.legend()
    return ax


def _bond_axis(ax: Axes) -> None:
    ax.set_xscale("log")
    ax.set_yscale("log")
    plain_log_ticks(ax.xaxis)
    ax.set_xlabel(r"bond dimension $\chi$ (states)")


def _shown(values: object) -> np.ndarray:
    return np.maximum(np.asarray(values, dtype=float), _FLOOR)
