"""Power of tests of a spectrum against the strength of a planted signal, and false alarms in other noise."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.legends import legend_below
from rgcore.figures.kit.style import DOUBLE_COLUMN, EXACT, look, measured, name_panel, new_figure, styled
from rgcore.selection.components.detection import (
    ALARM_TESTS,
    SHOWN_TESTS,
    WHITE,
    longest_signal,
    middle_samples,
    noise_name,
    signals,
    white_rows,
)
from rgcore.selection.names import plain

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("detection_power",),
    category="Principal components as a momentum shell",
    title="Power of tests for a signal below the edge of noise",
    place=9,
)

_MOST_SIGNALS = 3
_STRENGTH = r"strength / $\sqrt{N/T}$ (dimensionless)"
_LEVEL = {"color": "black", "linewidth": 0.6, "linestyle": ":", "zorder": 0}


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw power against strength for each signal, gains for each number of samples, and false alarms."""
    power = tables["detection_power"]
    white = white_rows(power)
    names = signals(white)[:_MOST_SIGNALS]
    figure = new_figure(DOUBLE_COLUMN, 5.9)
    upper, lower = figure.subfigures(2, 1, height_ratios=[1.25, 1])
    axes = np.atleast_1d(upper.subplots(1, len(names), sharey=True))
    middle = white[white["n_samples"] == middle_samples(white)]
    for place, (name, ax) in enumerate(zip(names, axes, strict=True)):
        rows = middle[middle["signal"] == name]
        name_panel(draw_power(rows, ax), place, f"{plain(name)}: {_directions(rows)}")
        ax.set_ylabel("power (share of data sets)" if place == 0 else "")
    legend_below(upper, axes, 3)
    left, right = lower.subplots(1, 2, width_ratios=[1, 1.25])
    title = f"{plain(longest_signal(white))}: gain over the largest eigenvalue"
    name_panel(draw_gains(white, left), len(names), title)
    name_panel(draw_alarms(power, right), len(names) + 1, "false alarms, threshold of white noise")
    return figure


def _directions(rows: DataFrame) -> str:
    number = int(rows["n_directions"].iloc[0])
    return f"{number} of {int(rows['n_variables'].iloc[0])} directions"


def draw_power(rows: DataFrame, ax: Axes) -> Axes:
    """Draw the power of each test with its 95 % interval, in closed form where there is one, and the level."""
    exact = rows.drop_duplicates("relative_strength").sort_values("relative_strength")
    exact = exact[exact["envelope"].notna() & (exact["relative_strength"] < 1)]
    if len(exact):
        label = r"best test, $N$ and $T \to \infty$"
        ax.plot(exact["relative_strength"], exact["envelope"], marker="_", label=label, **EXACT)
    for place, (test, label) in enumerate(SHOWN_TESTS.items()):
        part = rows[rows["test"] == test].sort_values("relative_strength")
        style = {**look(place), "markersize": 3.5, "label": label}
        measured(ax, part["relative_strength"], part["power"], _lengths(part, "power"), **style)
    ax.axhline(rows["level"].iloc[0], **_LEVEL)
    ax.axvline(1.0, **_LEVEL)
    ax.set_ylim(-0.03, 1.03)
    ax.set_xlabel(_STRENGTH)
    return ax


def draw_gains(white: DataFrame, ax: Axes) -> Axes:
    """Draw the power of dim(u_4) from the known edge minus that of the largest eigenvalue, for each aspect ratio."""
    rows = white[(white["signal"] == longest_signal(white)) & (white["test"] == "quartic_known_edge")]
    for place, (n_samples, part) in enumerate(rows.groupby("n_samples")):
        ordered = part.sort_values("relative_strength")
        ratio = ordered["n_variables"].iloc[0] / n_samples
        style = {**look(place), "markersize": 3.5, "label": f"$N/T$ = {ratio:.3g}"}
        lengths = _lengths(ordered, "gain_over_largest")
        measured(ax, ordered["relative_strength"], ordered["gain_over_largest"], lengths, **style)
    ax.axhline(0.0, **_LEVEL)
    ax.axvline(1.0, **_LEVEL)
    ax.set_xlabel(_STRENGTH)
    ax.set_ylabel("difference of power (share)")
    ax.legend(loc="best")
    return ax


def draw_alarms(power: DataFrame, ax: Axes) -> Axes:
    """Draw how often each test finds a signal in noise alone if its threshold is that of Gaussian white noise."""
    rows = (
        power[power["n_samples"] == middle_samples(power[power["noise"] != WHITE])]
        if (power["noise"] != WHITE).any()
        else power
    )
    noises = sorted(set(rows["noise"]), key=lambda name: (name != WHITE, name))
    name = longest_signal(rows)
    for place, test in enumerate(ALARM_TESTS):
        part = rows[(rows["test"] == test) & (rows["signal"] == name)]
        part = part.sort_values("relative_strength").drop_duplicates("noise").set_index("noise").loc[noises]
        style = {**look(list(SHOWN_TESTS).index(test)), "linestyle": "none", "markersize": 4}
        x = np.arange(len(noises)) + 0.16 * (place - (len(ALARM_TESTS) - 1) / 2)
        lengths = _lengths(part, "false_alarm_rate_white")
        measured(ax, x, part["false_alarm_rate_white"], lengths, **style)
    ax.axhline(rows["level"].iloc[0], **_LEVEL)
    ax.set_xticks(np.arange(len(noises)), [noise_name(noise) for noise in noises])
    ax.set_xlim(-0.5, len(noises) - 0.5)
    ax.set_ylim(-0.03, 1.03)
    ax.set_ylabel("rate of false alarms (share)")
    return ax


def _lengths(rows: DataFrame, name: str) -> np.ndarray:
    """Return the lengths of the two arms of the 95 % interval, (2, n)."""
    low, high = rows[name] - rows[f"{name}_low"], rows[f"{name}_high"] - rows[name]
    return np.maximum(np.array([low, high]), 0.0)
