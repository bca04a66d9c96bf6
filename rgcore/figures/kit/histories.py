"""Histories of trainings: one line per temperature and replica, coloured by temperature."""

from collections.abc import Iterator, Sequence
from typing import Any

from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.kit.selection import CRITICAL_TEMPERATURE
from rgcore.figures.kit.style import measured

__all__ = ["draw_colour_bar", "draw_history", "draw_marked_history", "temperature_colours"]

_FEW_EPOCHS = 15
_MOST_MARKS = 6


def temperature_colours(training: DataFrame) -> ScalarMappable:
    """Map temperature to the darker nine tenths of cividis, whose lightness rises evenly in grey too."""
    low, high = training["temperature"].min(), training["temperature"].max()
    margin = 0.1 * (high - low) or 0.05 * high
    return ScalarMappable(Normalize(low, high + margin), colormaps["cividis"])


def draw_colour_bar(
    figure: Figure, axes: Sequence[Axes], colours: ScalarMappable, training: DataFrame
) -> None:
    """Draw the bar of temperatures beside the panels, a tick at each temperature of the table."""
    bar = figure.colorbar(colours, ax=axes, aspect=40, pad=0.02)
    bar.set_label(r"temperature $T$ ($J/k_\mathrm{B}$)")
    temperatures = sorted(set(training["temperature"]))
    bar.set_ticks(temperatures, labels=_spaced_labels(temperatures))


def draw_history(training: DataFrame, ax: Axes, quantity: str, colours: ScalarMappable) -> Axes:
    """Draw one quantity against the epoch, dashed up to T_c.

    Where it has an error, one standard error of the last value stands beside each line.
    """
    lines = list(_lines(training, colours))
    for place, (rows, line) in enumerate(lines):
        ax.plot(rows["epoch"], rows[quantity], marker="." if len(rows) < _FEW_EPOCHS else "none", **line)
        if f"{quantity}_err" in rows:
            last = rows.iloc[-1]
            beside = last["epoch"] * (1.02 + 0.2 * place / max(len(lines), 13))
            error = last[f"{quantity}_err"]
            measured(ax, beside, last[quantity], error, color=line["color"], marker="_")
    return ax


def draw_marked_history(
    training: DataFrame, ax: Axes, quantity: str, colours: ScalarMappable, marker: str
) -> Axes:
    """Draw one of several quantities of a panel, with up to six marks of its own; epochs without it are left out."""
    for rows, line in _lines(training.dropna(subset=[quantity]), colours):
        mark = {"marker": marker, "markevery": -(-len(rows) // _MOST_MARKS), "markerfacecolor": "white"}
        ax.plot(rows["epoch"], rows[quantity], **mark, **line)
    return ax


def _lines(training: DataFrame, colours: ScalarMappable) -> Iterator[tuple[DataFrame, dict[str, Any]]]:
    """Yield the rows of each temperature and replica, and the look of their line."""
    for (temperature, _), rows in training.sort_values("epoch").groupby(["temperature", "replica"]):
        style = "--" if temperature < CRITICAL_TEMPERATURE else "-"
        yield rows, {"linestyle": style, "color": colours.to_rgba(temperature)}


def _spaced_labels(temperatures: Sequence[float]) -> list[str]:
    """Return a label for each temperature, empty where it would touch the one below."""
    apart = 0.03 * (temperatures[-1] - temperatures[0])
    labels, last = [], float("-inf")
    for temperature in temperatures:
        clear = temperature - last >= apart
        labels.append(f"{temperature:.4g}" if clear else "")
        last = temperature if clear else last
    return labels
