"""Layered networks as pictures: a few nodes for each layer, its name and true size beside it."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

__all__ = ["draw_network"]

_MOST_NODES = 7
_VISIBLE, _HIDDEN = "#E69F00", "#56B4E9"


def draw_network(sizes: Sequence[int], ax: Axes, directed: Sequence[bool], *, n_levels: int) -> Axes:
    """Draw a layered network, the visible layer at the bottom.

    Beside each pair of layers an arrow has two heads where couplings act in both directions, one where only downward.

    Parameters
    ----------
    sizes : sequence of int
        Units in each layer, visible layer first. Wide layers are drawn with an ellipsis in the middle.
    ax : Axes
        Cleared of axes and ticks.
    directed : sequence of bool
        For each pair of neighbouring layers, from the bottom: downward only (True) or both ways (False).
    n_levels : int
        Layers that there is room for, so that layers of several networks are at one height.
    """
    rows = [_node_places(size, max(sizes)) for size in sizes]
    for level, downward in enumerate(directed):
        _connect(rows[level], rows[level + 1], level, ax)
        _draw_direction(level, ax, downward)
    for level, (places, size) in enumerate(zip(rows, sizes, strict=True)):
        _draw_layer(places, size, level, ax)
    ax.set_xlim(-1.12, 2.3)
    ax.set_ylim(-0.25, n_levels - 0.75)
    ax.axis("off")
    return ax


def _node_places(size: int, largest: int) -> np.ndarray:
    """Return horizontal places in [-1, 1] of the nodes drawn for a layer, fewer for the smaller layers."""
    most = _MOST_NODES - 2 * int(size < largest) - 2 * int(4 * size < largest)
    shown = min(size, most)
    width = shown / _MOST_NODES
    return np.linspace(-width, width, shown) if shown > 1 else np.zeros(1)


def _drawn(places: np.ndarray, size: int) -> np.ndarray:
    """Return the places that hold a node: all, or all but the middle one, which is an ellipsis."""
    return places if size <= len(places) else np.delete(places, len(places) // 2)


def _connect(below: np.ndarray, above: np.ndarray, level: int, ax: Axes) -> None:
    for top in above:
        for bottom in below:
            ax.plot([bottom, top], [level, level + 1], color="0.6", linewidth=0.35, zorder=1)


def _draw_direction(level: int, ax: Axes, downward: bool) -> None:
    heads, words = ("-|>", "downward only") if downward else ("<|-|>", "both ways")
    arrow = {"arrowstyle": heads, "linewidth": 1.0, "color": "black", "shrinkA": 0, "shrinkB": 0}
    ax.annotate("", (1.26, level + 0.22), (1.26, level + 0.78), arrowprops=arrow)
    ax.text(1.36, level + 0.5, words, ha="left", va="center")


def _draw_layer(places: np.ndarray, size: int, level: int, ax: Axes) -> None:
    filled = _drawn(places, size)
    colour, marker = (_VISIBLE, "s") if level == 0 else (_HIDDEN, "o")
    ax.plot(filled, np.full(len(filled), level), marker, ms=7, mfc=colour, mec="black", mew=0.7, zorder=3)
    if len(filled) < len(places):
        box = {"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none"}
        ax.text(places[len(places) // 2], level, "…", ha="center", va="center", zorder=4, bbox=box)
    name = r"$\mathbf{v}$" if level == 0 else rf"$\mathbf{{h}}^{{({level})}}$"
    ax.text(1.18, level, f"{name}: {size} units", ha="left", va="center")
