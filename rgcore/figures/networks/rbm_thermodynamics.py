"""Thermodynamics of configurations drawn from trained networks, beside the training data and exact values."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame, Series

from rgcore.figures.cards import FigureCard
from rgcore.figures.ising.ising_thermodynamics import draw_exact
from rgcore.figures.kit.legends import legend_below
from rgcore.figures.kit.model_points import TEMPERATURE, cross_out, sideways, temperature_axis
from rgcore.figures.kit.observables import LABELS, TITLES
from rgcore.figures.kit.scales import is_wide, positive_scale, signed_scale
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
from rgcore.selection.linear_ranges import TEMPERATURE_DIFFERENCE
from rgcore.selection.rows import TRAINING_RUN, critical_temperature
from rgcore.stats.comparison import LEVEL

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("rbm_thermodynamics", "ising_thermodynamics", "ising_exact"),
    category="Restricted Boltzmann machines",
    title="Thermodynamics of configurations drawn from the networks",
    place=6,
)

_OBSERVABLES = ("energy", "abs_magnetization", "specific_heat", "correlation_length")
_TRAINING_DATA = {"color": "0.25", "marker": "_", "markersize": 7, "linestyle": "none", "zorder": 2}
_TRAINED_AT = r"training temperature $T$ ($J/k_\mathrm{B}$)"
_FAR = 1e6  # J/k_B, beyond any panel


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw four quantities of the samples over exact and training values, and the temperature of their energy."""
    models = tables["rbm_thermodynamics"]
    data, exact = (_of_side(tables[name], models) for name in ("ising_thermodynamics", "ising_exact"))
    critical = critical_temperature(exact)
    figure = new_figure(DOUBLE_COLUMN, 5.2)
    axes = figure.subplots(2, 3)
    axes[1, 2].sharex(axes[0, 2])
    for place, quantity in enumerate(_OBSERVABLES):
        ax = axes[divmod(place, 2)]
        draw_exact(exact, ax, quantity)
        _draw_data(data, ax, quantity)
        name_panel(draw_quantity(models, ax, quantity), place + place // 2, TITLES[quantity])
        _fit(ax, models, data, quantity)
    name_panel(draw_energy_temperature(models, axes[0, 2]), 2, "temperature of equal energy")
    name_panel(draw_difference(models, axes[1, 2]), 5, "the same minus $T$")
    for place, ax in enumerate(axes.flat):
        temperature_axis(ax, critical, _TRAINED_AT if place % 3 == 2 else TEMPERATURE)
    legend_below(figure, [*axes[0, :2], axes[1, 1]], n_columns=3)
    return figure


def draw_quantity(models: DataFrame, ax: Axes, quantity: str) -> Axes:
    """Draw one quantity of each layer's samples with one standard error."""
    shown = _at_limits(models, quantity)
    for place, x, rows in _by_layer(shown):
        label = f"samples from layer {int(rows['layer'].iloc[0])}"
        good = rows["resolved"]
        measured(
            ax, x[good], rows[quantity][good], rows[f"{quantity}_err"][good], label=label, **_marks(place)
        )
        _draw_limits(rows[~good], x[~good], ax, quantity, _marks(place))
    _cross_out(shown, ax, quantity)
    ax.set_ylabel(LABELS[quantity])
    return ax


def _at_limits(rows: DataFrame, quantity: str) -> DataFrame:
    """Return the rows with the column ``resolved``, and an upper limit where a length is not resolved from zero."""
    limit = LEVEL * rows[f"{quantity}_err"]
    unresolved = (rows[quantity] < limit) & (quantity == "correlation_length")
    value = rows[quantity].mask(unresolved, rows[quantity].clip(lower=0) + limit)
    return rows.assign(**{quantity: value}, resolved=~unresolved)


def _draw_limits(rows: DataFrame, x: Series, ax: Axes, quantity: str, marks: dict[str, Any]) -> None:
    """Draw open triangles that point down at upper limits."""
    if len(rows):
        triangle = {**marks, "marker": "v", "markerfacecolor": "white", "linestyle": "none"}
        ax.plot(x, rows[quantity], label="upper limit, not resolved from 0", **triangle)


def draw_energy_temperature(models: DataFrame, ax: Axes) -> Axes:
    """Draw, with its 95 % interval, the temperature whose exact energy is that of the samples, over equality."""
    low, high = models["temperature"].min(), models["temperature"].max()
    margin = 0.05 * (high - low) or 0.1
    equality = np.linspace(low - margin, high + margin, 100)
    ax.plot(equality, equality, **EXACT)
    if is_wide(models["energy_temperature"]):
        ax.set_yscale("log")
    _draw_temperatures(models, ax, 0 * models["temperature"])
    if is_wide(models["energy_temperature"]):
        plain_log_ticks(ax.yaxis)
    ax.set_ylabel(r"temperature of equal energy ($J/k_\mathrm{B}$)")
    return ax


def draw_difference(models: DataFrame, ax: Axes) -> Axes:
    """Draw the same minus the training temperature, linear up to TEMPERATURE_DIFFERENCE and logarithmic beyond."""
    ax.axhline(0, **EXACT)
    _draw_temperatures(models, ax, models["temperature"])
    ax.set_ylabel(r"difference ($J/k_\mathrm{B}$)")
    return ax


def _draw_temperatures(models: DataFrame, ax: Axes, subtracted: Series) -> None:
    """Draw ``energy_temperature`` less something; without a finite one the mark stands at the edge of the panel."""
    names = ("", "_low", "_high")
    value, low, high = (models[f"energy_temperature{name}"] - subtracted for name in names)
    rows = models.assign(value=value.where(np.isfinite(value)), low=low.fillna(-_FAR), high=high)
    finite = np.concatenate([column[np.isfinite(column)] for column in (value, low, high)])
    ax.plot(np.full(finite.size, models["temperature"].iloc[0]), finite, linestyle="none")  # sets the limits
    ax.margins(y=0.12)
    if subtracted.any():
        signed_scale(ax, threshold=TEMPERATURE_DIFFERENCE)
    ax.set_ylim(ax.get_ylim())
    for place, x, part in _by_layer(rows):
        bars = [part["value"] - part["low"], part["high"] - part["value"]]
        measured(ax, x, part["value"], np.clip(bars, 0, _FAR), **_marks(place))
        for edge, is_there in ((0.98, np.isposinf), (0.02, np.isnan)):
            out = is_there(part["energy_temperature"])
            if out.any():
                there = {"transform": ax.get_xaxis_transform(), **_marks(place)}
                ax.plot(x[out], np.full(out.sum(), edge), **there)
    _cross_out(rows, ax, "value")


def _draw_data(data: DataFrame, ax: Axes, quantity: str) -> None:
    shown = _at_limits(data.sort_values("temperature"), quantity)
    rows, limits = shown[shown["resolved"]], shown[~shown["resolved"]]
    _draw_limits(limits, limits["temperature"], ax, quantity, _TRAINING_DATA)
    error = rows[f"{quantity}_err"]
    measured(ax, rows["temperature"], rows[quantity], error, label="training data", **_TRAINING_DATA)


def _fit(ax: Axes, models: DataFrame, data: DataFrame, quantity: str) -> None:
    """Let the axis hold every measured bar; an exact length that diverges leaves the panel."""
    if quantity == "energy":
        return
    if quantity == "abs_magnetization":
        ax.set_ylim(-0.03, 1.1)
        return
    models, data = (_at_limits(rows, quantity) for rows in (models, data))
    tops = [rows[quantity] + rows[f"{quantity}_err"].fillna(0) for rows in (models, data)]
    positive_scale(ax, np.concatenate([*tops, models[quantity], data[quantity]]))


def _cross_out(models: DataFrame, ax: Axes, column: str) -> None:
    for _, x, rows in _by_layer(models):
        cross_out(ax, x, rows[column], rows["reliable"])


def _marks(place: int) -> dict:
    return {**look(place), "linestyle": "none", "markerfacecolor": "white"}


def _by_layer(models: DataFrame) -> Iterator[tuple[int, Series, DataFrame]]:
    """Yield number from 0, places on the axis and rows of each layer."""
    layers = sorted(set(models["layer"]))
    for place, layer in enumerate(layers):
        rows = models[models["layer"] == layer].sort_values(TRAINING_RUN)
        yield place, sideways(rows["temperature"], place, len(layers), np.ptp(models["temperature"])), rows


def _of_side(table: DataFrame, models: DataFrame) -> DataFrame:
    return table[table["side"].isin(set(models["side"]))]
