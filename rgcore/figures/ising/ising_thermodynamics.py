"""Energy, specific heat, magnetization, susceptibility, Binder ratio and correlation length of the samples."""

from collections.abc import Iterator, Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame, Series

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.legends import legend_below
from rgcore.figures.kit.model_points import temperature_axis
from rgcore.figures.kit.observables import LABELS, TITLES
from rgcore.figures.kit.style import (
    DOUBLE_COLUMN,
    EXACT,
    look,
    measured,
    name_panel,
    new_figure,
    styled,
)
from rgcore.selection.rows import critical_temperature, deviations, exact_values
from rgcore.stats.comparison import LEVEL

__all__ = ["CARD", "draw", "draw_exact"]

CARD = FigureCard(
    tables=("ising_thermodynamics", "ising_exact"),
    category="Ising model",
    title="Measured and exact thermodynamics",
    place=1,
)

_EXACT_CURVES = {  # columns of ising_exact
    "energy": "energy",
    "specific_heat": "specific_heat",
    "abs_magnetization": "magnetization",
    "correlation_length": "correlation_length",
}
_WITH_EXACT_TORUS = ("energy", "specific_heat")
_EXACT_OF_INFINITE_LATTICE = ("abs_magnetization", "correlation_length")


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw six quantities against temperature over their exact values, and the deviations from these."""
    thermodynamics = tables["ising_thermodynamics"]
    critical = critical_temperature(tables["ising_exact"])
    figure = new_figure(DOUBLE_COLUMN, 6.0)
    grid = figure.add_gridspec(3, 3, height_ratios=[1, 1, 0.8])
    for place, quantity in enumerate(TITLES):
        ax = figure.add_subplot(grid[divmod(place, 3)])
        draw_exact(tables["ising_exact"], ax, quantity)
        name_panel(draw_quantity(thermodynamics, ax, quantity), place, TITLES[quantity])
        temperature_axis(ax, critical)
    name_panel(
        draw_residuals(thermodynamics, figure.add_subplot(grid[2, :]), critical),
        len(TITLES),
        "measured minus exact",
    )
    legend_below(figure, figure.axes[:1], 5)
    return figure


def draw_exact(exact: DataFrame, ax: Axes, quantity: str) -> Axes:
    """Draw the exact curve of a quantity for each side, where there is one; it breaks where it is infinite."""
    if quantity in _EXACT_CURVES:
        for place, (_, rows) in _by_side(exact):
            curve = rows[_EXACT_CURVES[quantity]]
            if not np.isfinite(curve).any():
                continue
            label = "exact" if place == 0 else None
            ax.plot(rows["temperature"], curve.where(np.isfinite(curve)), label=label, **EXACT)
    return ax


def draw_quantity(thermodynamics: DataFrame, ax: Axes, quantity: str) -> Axes:
    """Draw one quantity with one standard error for each side."""
    for place, (side, rows) in _by_side(thermodynamics):
        label = rf"measured, $L$ = {side}"
        style = {**look(place), "linestyle": "none", "markerfacecolor": "white"}
        measured(ax, rows["temperature"], rows[quantity], rows[f"{quantity}_err"], label=label, **style)
    if thermodynamics[quantity].isna().all():
        _note(ax, "not defined for\nthese configurations")
    elif quantity in _EXACT_OF_INFINITE_LATTICE and exact_values(thermodynamics):
        ax.text(0.96, 0.94, r"exact: $L = \infty$", transform=ax.transAxes, ha="right", va="top", fontsize=8)
    ax.set_ylabel(LABELS[quantity])
    if quantity not in ("energy", "binder"):
        _start_at_zero(ax, thermodynamics[quantity] + thermodynamics[f"{quantity}_err"].fillna(0))
    return ax


def _note(ax: Axes, text: str) -> None:
    """Write why a panel is empty."""
    ax.text(0.5, 0.5, text, transform=ax.transAxes, ha="center", va="center", fontsize=9)
    ax.set_xticks([])
    ax.set_yticks([])


def _start_at_zero(ax: Axes, ends: Series) -> None:
    """Let the axis run from 0 to above the measured bars; an exact length that diverges leaves the panel."""
    if ends.max() > 0:
        ax.set_ylim(-0.03 * ends.max(), 1.15 * ends.max())


def draw_residuals(thermodynamics: DataFrame, ax: Axes, critical: float) -> Axes:
    """Draw (measured - exact) / error of energy and specific heat, with the band of two standard errors."""
    if not exact_values(thermodynamics):
        _note(ax, "no exact value is known of these configurations")
        return ax
    ax.axhspan(-LEVEL, LEVEL, color="0.93", zorder=0)
    ax.axhline(0, color="0.6", linewidth=0.7, zorder=1)
    span_of_temperatures = np.ptp(thermodynamics["temperature"]) or 1.0
    largest = 3.0
    for place, (side, rows) in _by_side(thermodynamics):
        for which, quantity in enumerate(_WITH_EXACT_TORUS):
            scores = deviations(rows[quantity], rows[f"{quantity}_exact"], rows[f"{quantity}_err"])
            shift = (which - 0.5) * 0.006 * span_of_temperatures
            style = look(place * len(_WITH_EXACT_TORUS) + which)
            name = f"{TITLES[quantity]}, $L$ = {side}"
            ax.plot(rows["temperature"] + shift, scores, label=name, **{**style, "linestyle": "none"})
            largest = max(largest, 1.15 * np.nanmax(np.abs(scores), initial=0.0))
    temperature_axis(ax, critical)
    ax.set_ylim(-largest, 1.5 * largest)
    ax.set_ylabel("deviation\n(standard errors)")
    handles, labels = ax.get_legend_handles_labels()
    ax.legend(handles[:-1], labels[:-1], loc="upper right", ncols=4, frameon=True, edgecolor="none")
    return ax


def _by_side(thermodynamics: DataFrame) -> Iterator[tuple[int, tuple[int, DataFrame]]]:
    return enumerate(thermodynamics.sort_values("temperature").groupby("side"))
