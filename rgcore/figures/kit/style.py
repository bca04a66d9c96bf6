"""The look of every figure: one style sheet, one cycle of colours, markers and lines."""

from contextlib import AbstractContextManager
from string import ascii_lowercase
from typing import Any

import matplotlib.style
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import Colormap, LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine, LayoutEngine
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter
from matplotlib.transforms import Bbox

__all__ = [
    "COLOURS",
    "CRITICAL",
    "DOUBLE_COLUMN",
    "EXACT",
    "SINGLE_COLUMN",
    "StyledFigure",
    "diverging_map",
    "look",
    "measured",
    "name_panel",
    "new_figure",
    "plain_log_ticks",
    "styled",
    "write_in_panel",
]

SINGLE_COLUMN = 3.4
DOUBLE_COLUMN = 7.0
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
_MARKERS = ("o", "s", "^", "D", "v", "P", "X", "<", "*", ">", "h")
_LINES = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)), (0, (1, 1)), (0, (7, 2)))
EXACT = {"color": "0.65", "linewidth": 1.6, "markeredgewidth": 2.0, "zorder": 1}
CRITICAL = {
    "color": "black",
    "linewidth": 0.6,
    "linestyle": ":",
    "zorder": 0,
    "label": r"exact $T_\mathrm{c}$",
}


def styled() -> AbstractContextManager:
    """Return the context (also a decorator) in which figures are drawn and saved.

    It starts from matplotlib's own defaults, so that a user's matplotlibrc changes nothing.
    """
    return matplotlib.style.context(["default", "rgcore.figures.rgcore"])


class StyledFigure(Figure):
    """A figure that is saved in the style it was drawn in (file settings are read at saving time).

    Its layout is computed once, before the first saving, and kept for every format.
    """

    _layout_is_kept = False

    def get_layout_engine(self) -> LayoutEngine | None:
        """Return the layout engine, None once the layout is kept: matplotlib draws twice for any engine."""
        return None if self._layout_is_kept else super().get_layout_engine()

    def savefig(self, *args: Any, **options: Any) -> None:
        """Save as :meth:`matplotlib.figure.Figure.savefig` does, within the style."""
        with styled():
            self._keep_layout()
            super().savefig(*args, **options)

    def _keep_layout(self) -> None:
        """Compute the layout, round it and switch its engine off.

        The solver's last bits change from one run to the next; rounded, the same figure gives the same bytes.
        """
        if not isinstance(self.get_layout_engine(), ConstrainedLayoutEngine):
            return
        self.draw_without_rendering()
        self.set_layout_engine("none")
        self._layout_is_kept = True
        for ax in self.axes:
            ax.set_position(Bbox(np.round(ax.get_position(original=True).get_points(), 6)))


def new_figure(width: float, height: float) -> StyledFigure:
    """Return an empty figure of ``width`` x ``height`` inches."""
    return StyledFigure(figsize=(width, height))


def look(index: int) -> dict[str, Any]:
    """Return colour, marker and line style number ``index``; each differs, so that grey print is enough."""
    return {
        "color": COLOURS[index % len(COLOURS)],
        "marker": _MARKERS[index % len(_MARKERS)],
        "linestyle": _LINES[index % len(_LINES)],
    }


def measured(ax: Axes, x, y, y_err, **options: Any) -> Axes:
    """Draw measured points with bars of one standard error, or (2, n) lower and upper lengths."""
    ax.errorbar(x, y, yerr=y_err, **{"elinewidth": 0.8, "zorder": 3, **options})
    return ax


def name_panel(ax: Axes, index: int, title: str = "") -> None:
    """Write "(a) title" above the panel, the letter by ``index`` (after z comes aa)."""
    turn, place = divmod(index, len(ascii_lowercase))
    ax.set_title(f"({ascii_lowercase[place] * (turn + 1)}) {title}".rstrip(), loc="left")


def write_in_panel(ax: Axes, text: str) -> None:
    """Write text in the middle of a panel that shows nothing else."""
    ax.text(0.5, 0.5, text, transform=ax.transAxes, ha="center", va="center")


def plain_log_ticks(axis) -> None:
    """Label a logarithmic axis of a few decades with plain numbers such as 3 or 0.5."""
    low, high = axis.get_view_interval()
    steps = (1.0,) if high > 200 * low else (1.0, 3.0) if high > 8 * low else (1.0, 1.5, 2.0, 3.0, 5.0, 7.0)
    axis.set_major_locator(LogLocator(base=10, subs=steps, numticks=20))
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.10g}"))
    axis.set_minor_formatter(NullFormatter())


def diverging_map() -> Colormap:
    """Return a map from dark blue over grey to pale yellow: two hues, and lightness that only rises.

    Printed in grey, negative stays darker and positive lighter than zero.
    """
    stops = ["#08204f", "#2f62a8", "#9b9b9b", "#f2b134", "#fff6c8"]
    colours = LinearSegmentedColormap.from_list("rgcore_diverging", stops)
    return colours.with_extremes(bad="white")
