"""Training histories: one line per temperature and replica, coloured by temperature."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.kit.model_points import TEMPERATURE
from rgcore.figures.kit.style import measured
from rgcore.selection.rows import TRAINING_RUN

__all__ = ["TemperatureLines", "draw_colour_bar", "draw_history", "draw_marked_history", "temperature_lines"]

_FEW_EPOCHS = 15
_MOST_MARKS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class TemperatureLines:
    """How the lines of temperatures look: a colour for each, dashed below the critical one (J/k_B)."""

    colours: ScalarMappable
    critical: float

    def look(self, temperature: float) -> dict[str, Any]:
        """Return colour and line style."""
        style = "--" if temperature < self.critical else "-"
        return {"linestyle": style, "color": self.colours.to_rgba(temperature)}


def temperature_lines(training: DataFrame, critical: float) -> TemperatureLines:
    """Map temperature to the darker nine tenths of cividis, whose lightness rises evenly in grey too."""
    low, high = training["temperature"].min(), training["temperature"].max()
    margin = 0.1 * (high - low) or 0.05 * high
    colours = ScalarMappable(Normalize(low, high + margin), colormaps["cividis"])
    return TemperatureLines(colours=colours, critical=critical)


def draw_colour_bar(
    figure: Figure, axes: Sequence[Axes], lines: TemperatureLines, training: DataFrame
) -> None:
    """Draw the bar of temperatures beside the panels, a tick at each temperature of the table."""
    bar = figure.colorbar(lines.colours, ax=axes, aspect=40, pad=0.02)
    bar.set_label(TEMPERATURE)
    temperatures = sorted(set(training["temperature"]))
    bar.set_ticks(temperatures, labels=_spaced_labels(temperatures))


def draw_history(training: DataFrame, ax: Axes, quantity: str, lines: TemperatureLines) -> Axes:
    """Draw one quantity against the epoch, dashed below T_c.

    Where it has an error, one standard error of the last value stands beside each line.
    """
    found = list(_lines(training, lines))
    for place, (rows, line) in enumerate(found):
        ax.plot(rows["epoch"], rows[quantity], marker="." if len(rows) < _FEW_EPOCHS else "none", **line)
        if f"{quantity}_err" in rows:
            last = rows.iloc[-1]
            beside = last["epoch"] * (1.02 + 0.2 * place / max(len(found), 13))
            error = last[f"{quantity}_err"]
            measured(ax, beside, last[quantity], error, color=line["color"], marker="_")
    return ax


def draw_marked_history(
    training: DataFrame, ax: Axes, quantity: str, lines: TemperatureLines, marker: str
) -> Axes:
    """Draw one of several quantities of a panel, with up to six marks of its own; epochs without it are left out."""
    for rows, line in _lines(training.dropna(subset=[quantity]), lines):
        mark = {"marker": marker, "markevery": -(-len(rows) // _MOST_MARKS), "markerfacecolor": "white"}
        ax.plot(rows["epoch"], rows[quantity], **mark, **line)
    return ax


def _lines(training: DataFrame, lines: TemperatureLines) -> Iterator[tuple[DataFrame, dict[str, Any]]]:
    """Yield the rows of each temperature and replica, and the look of their line."""
    for (temperature, _), rows in training.sort_values("epoch").groupby(TRAINING_RUN):
        yield rows, lines.look(temperature)


def _spaced_labels(temperatures: Sequence[float]) -> list[str]:
    """Return a label for each temperature, empty where it would touch the one below."""
    apart = 0.03 * (temperatures[-1] - temperatures[0])
    labels, last = [], float("-inf")
    for temperature in temperatures:
        clear = temperature - last >= apart
        labels.append(f"{temperature:.4g}" if clear else "")
        last = temperature if clear else last
    return labels
