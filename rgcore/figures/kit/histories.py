"""Training histories at a few temperatures: one line per temperature and replica."""

from collections.abc import Iterator, Mapping
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from pandas import DataFrame

from rgcore.figures.kit.style import look, measured
from rgcore.selection.rows import TRAINING_RUN

__all__ = ["draw_history", "draw_marked_history", "temperature_legend", "temperature_looks"]

_MOST_MARKS = 6
_MARK_SIZE = 3.5


def temperature_looks(training: DataFrame) -> dict[float, dict[str, Any]]:
    """Return colour, marker and line style of each temperature of the table, coldest first."""
    return {
        temperature: {**look(place), "markersize": _MARK_SIZE, "markerfacecolor": "white"}
        for place, temperature in enumerate(sorted(set(training["temperature"])))
    }


def temperature_legend(
    figure: Figure, looks: Mapping[float, dict[str, Any]], critical: float, more: Mapping[str, dict[str, Any]]
) -> None:
    """Write below the panels which look is which temperature, how it compares with T_c, and what else is marked."""
    entries = {
        rf"$T={temperature:.4g}\,J/k_\mathrm{{B}}={temperature / critical:.2f}\,T_\mathrm{{c}}$": style
        for temperature, style in looks.items()
    }
    entries |= more
    handles = [Line2D([], [], label=label, **style) for label, style in entries.items()]
    figure.legend(handles=handles, loc="outside lower center", ncols=2)


def draw_history(training: DataFrame, ax: Axes, quantity: str, looks: Mapping[float, dict[str, Any]]) -> Axes:
    """Draw one quantity against the epoch; where it has an error, beside each line that of its last value."""
    for place, (rows, style) in enumerate(_lines(training, looks)):
        ax.plot(rows["epoch"], rows[quantity], markevery=_every(rows), **style)
        if f"{quantity}_err" in rows:
            last = rows.iloc[-1]
            beside = last["epoch"] * (1.04 + 0.16 * place / max(len(looks), 4))
            measured(ax, beside, last[quantity], last[f"{quantity}_err"], **{**style, "linestyle": "none"})
    return ax


def draw_marked_history(
    training: DataFrame, ax: Axes, quantity: str, looks: Mapping[float, dict[str, Any]], marker: str
) -> Axes:
    """Draw one of several quantities of a panel, with marks of its own; epochs without it are left out."""
    for rows, style in _lines(training.dropna(subset=[quantity]), looks):
        ax.plot(rows["epoch"], rows[quantity], markevery=_every(rows), **{**style, "marker": marker})
    return ax


def _every(rows: DataFrame) -> int:
    return max(1, -(-len(rows) // _MOST_MARKS))


def _lines(
    training: DataFrame, looks: Mapping[float, dict[str, Any]]
) -> Iterator[tuple[DataFrame, dict[str, Any]]]:
    """Yield the rows of each temperature and replica, and the look of their line."""
    for (temperature, _), rows in training.sort_values("epoch").groupby(TRAINING_RUN):
        yield rows, looks[temperature]
