"""Arrow heads on the lines of a flow diagram."""

from matplotlib.axes import Axes
from pandas import DataFrame

__all__ = ["draw_arrow"]


def draw_arrow(rows: DataFrame, names: tuple[str, str], ax: Axes, colour: str) -> None:
    """Put an arrow head where the line through the columns ``names`` of ``rows``, in their order, is half done."""
    if len(rows) < 2:
        return
    points = rows[list(names)]
    steps = (points.diff() / [max(rows[name].abs().max(), 1e-12) for name in names]).abs().sum(axis=1)
    middle = min(max(int((steps.cumsum() < steps.sum() / 2).sum()), 1), len(rows) - 1)
    arrow = {
        "arrowstyle": "-|>",
        "color": colour,
        "linewidth": 0.8,
        "mutation_scale": 7,
        "shrinkA": 0,
        "shrinkB": 0,
    }
    tail, head = points.iloc[middle - 1], points.iloc[middle]
    ax.annotate("", tuple(head), tuple(tail), arrowprops=arrow, zorder=3)
