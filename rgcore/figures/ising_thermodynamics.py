"""Energy, specific heat, magnetization, susceptibility, Binder ratio and correlation length of the samples."""

from collections.abc import Iterator, Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame, Series

from rgcore.figures.kit.selection import CRITICAL_TEMPERATURE, deviations
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
from rgcore.words.wording import agreement, count, number, span, with_error

__all__ = ["draw", "draw_exact", "draw_quantity", "draw_residuals", "seen"]

_PANELS = {
    "energy": ("energy", r"energy per site ($J$)"),
    "specific_heat": ("specific heat", r"specific heat per site ($k_\mathrm{B}$)"),
    "abs_magnetization": ("magnetization", r"$\langle|m|\rangle$ (per site)"),
    "susceptibility": ("susceptibility", r"susceptibility per site ($1/J$)"),
    "binder": ("Binder ratio", r"$1-\langle m^4\rangle/3\langle m^2\rangle^2$"),
    "correlation_length": ("correlation length", r"$\xi$ (lattice spacings)"),
}
_EXACT_CURVES = {  # columns of ising_exact
    "energy": "energy",
    "specific_heat": "specific_heat",
    "abs_magnetization": "magnetization",
    "correlation_length": "correlation_length",
}
_EXACT_OF_INFINITE_LATTICE = ("abs_magnetization", "correlation_length")
_HELD_TO_EXACT = ("energy", "specific_heat")


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw six quantities against temperature over their exact values, and the deviations from these."""
    thermodynamics = tables["ising_thermodynamics"]
    figure = new_figure(DOUBLE_COLUMN, 6.0)
    grid = figure.add_gridspec(3, 3, height_ratios=[1, 1, 0.8])
    for place, quantity in enumerate(_PANELS):
        ax = figure.add_subplot(grid[divmod(place, 3)])
        draw_exact(tables["ising_exact"], ax, quantity)
        name_panel(draw_quantity(thermodynamics, ax, quantity), place, _PANELS[quantity][0])
    name_panel(
        draw_residuals(thermodynamics, figure.add_subplot(grid[2, :])),
        len(_PANELS),
        "measured minus exact",
    )
    handles, labels = figure.axes[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=5)
    return figure


def draw_exact(exact: DataFrame, ax: Axes, quantity: str) -> Axes:
    """Draw the exact curve of a quantity for each side, where there is one; it breaks where it is infinite."""
    if quantity in _EXACT_CURVES:
        for place, (_, rows) in _by_side(exact):
            curve = rows[_EXACT_CURVES[quantity]]
            label = "exact" if place == 0 else None
            ax.plot(rows["temperature"], curve.where(np.isfinite(curve)), label=label, **EXACT)
    return ax


def draw_quantity(thermodynamics: DataFrame, ax: Axes, quantity: str) -> Axes:
    """Draw one quantity with one standard error for each side."""
    for place, (side, rows) in _by_side(thermodynamics):
        label = rf"measured, $L$ = {side}"
        style = {**look(place), "linestyle": "none", "markerfacecolor": "white"}
        measured(ax, rows["temperature"], rows[quantity], rows[f"{quantity}_err"], label=label, **style)
    if quantity in _EXACT_OF_INFINITE_LATTICE:
        ax.text(0.96, 0.94, r"exact: $L = \infty$", transform=ax.transAxes, ha="right", va="top", fontsize=8)
    _mark_critical(ax)
    ax.set_ylabel(_PANELS[quantity][1])
    if quantity not in ("energy", "binder"):
        _start_at_zero(ax, thermodynamics[quantity] + thermodynamics[f"{quantity}_err"].fillna(0))
    return ax


def _start_at_zero(ax: Axes, ends: Series) -> None:
    """Let the axis run from 0 to above the measured bars; an exact length that diverges leaves the panel."""
    if ends.max() > 0:
        ax.set_ylim(-0.03 * ends.max(), 1.15 * ends.max())


def draw_residuals(thermodynamics: DataFrame, ax: Axes) -> Axes:
    """Draw (measured - exact) / error of energy and specific heat, with the band of two standard errors."""
    ax.axhspan(-2, 2, color="0.93", zorder=0)
    ax.axhline(0, color="0.6", linewidth=0.7, zorder=1)
    span_of_temperatures = np.ptp(thermodynamics["temperature"]) or 1.0
    largest = 3.0
    for place, (side, rows) in _by_side(thermodynamics):
        for which, quantity in enumerate(_HELD_TO_EXACT):
            scores = _scores(rows, quantity)
            shift = (which - 0.5) * 0.006 * span_of_temperatures
            style = look(place * len(_HELD_TO_EXACT) + which)
            name = f"{_PANELS[quantity][0]}, $L$ = {side}"
            ax.plot(rows["temperature"] + shift, scores, label=name, **{**style, "linestyle": "none"})
            largest = max(largest, 1.15 * np.nanmax(np.abs(scores), initial=0.0))
    _mark_critical(ax)
    ax.set_ylim(-largest, 1.5 * largest)
    ax.set_ylabel("deviation\n(standard errors)")
    handles, labels = ax.get_legend_handles_labels()
    ax.legend(handles[:-1], labels[:-1], loc="upper right", ncols=4, frameon=True, edgecolor="none")
    return ax


def _mark_critical(ax: Axes) -> None:
    ax.axvline(CRITICAL_TEMPERATURE, **CRITICAL)
    ax.set_xlabel(r"temperature $T$ ($J/k_\mathrm{B}$)")


def _by_side(thermodynamics: DataFrame) -> Iterator[tuple[int, tuple[int, DataFrame]]]:
    return enumerate(thermodynamics.sort_values("temperature").groupby("side"))


def _scores(rows: DataFrame, quantity: str) -> np.ndarray:
    return deviations(rows[quantity], rows[f"{quantity}_exact"], rows[f"{quantity}_err"])


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Say how far energy and specific heat are from their exact values, and where the specific heat is largest."""
    rows = tables["ising_thermodynamics"]
    top = rows.loc[rows["specific_heat"].idxmax()]
    energy, heat = (agreement(_scores(rows, quantity)) for quantity in _HELD_TO_EXACT)
    return (
        f"At {count(len(rows), 'point')} with T {span(rows['temperature'], 'J/k_B')}, measured beside exact: energy, "
        f"{energy}; specific heat, {heat}. The specific heat is largest at "
        f"T = {number(top['temperature'], 4)} J/k_B (L = {int(top['side'])}), "
        f"{with_error(top['specific_heat'], top['specific_heat_err'])} k_B per site; the exact T_c is 2.2692 J/k_B. "
        f"Drawn by {_algorithms(rows)}; the configurations count as {span(rows['n_effective'])} independent ones "
        "per temperature."
    )


def _algorithms(rows: DataFrame) -> str:
    """Return which sampler drew how many points."""
    drawn = rows["algorithm"].value_counts().sort_index()
    return ", ".join(f"{name.replace('_', ' ')} at {count(n, 'point')}" for name, n in drawn.items())
