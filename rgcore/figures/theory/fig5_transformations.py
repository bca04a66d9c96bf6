"""Essay figure 5: which example transformations are RG, variational RG, RBM and "good", as computed."""

from collections.abc import Mapping

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Ellipse
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.style import COLOURS, DOUBLE_COLUMN, new_figure, styled
from rgcore.figures.kit.venn import ELLIPSES, HEIGHT, WIDTH, places_in_region
from rgcore.selection.names import plain
from rgcore.selection.set_diagram import SETS, Placement, placements

__all__ = ["CARD", "draw", "draw_sets"]

CARD = FigureCard(
    tables=("vrg_exactness",),
    category="Variational RG",
    title="Which set contains which transformation",
    place=1,
)


_NAME_PLACES = ((0.02, 0.8, "left"), (0.3, 0.9, "center"), (0.754, 0.9, "center"), (1.034, 0.8, "right"))
_LINES = ("-", "--", "-.", ":")


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw the four sets with a number for each transformation, and the list of their names."""
    figure = new_figure(DOUBLE_COLUMN, 3.7)
    grid = figure.add_gridspec(1, 2, width_ratios=[1.45, 1])
    draw_sets(tables["vrg_exactness"], figure.add_subplot(grid[0]))
    _draw_list(placements(tables["vrg_exactness"]), figure.add_subplot(grid[1]))
    return figure


def draw_sets(exactness: DataFrame, ax: Axes) -> Axes:
    """Draw the sets as ellipses and each placement as a number inside its region."""
    for place, (name, (x, y, width, height, angle)) in enumerate(zip(SETS.values(), ELLIPSES, strict=True)):
        colour, line = COLOURS[place], _LINES[place]
        ax.add_patch(
            Ellipse((x, y), width, height, angle=angle, facecolor=colour, alpha=0.13, edgecolor="none")
        )
        ax.add_patch(
            Ellipse(
                (x, y),
                width,
                height,
                angle=angle,
                fill=False,
                edgecolor=colour,
                linewidth=1.4,
                linestyle=line,
            )
        )
        text_x, text_y, side = _NAME_PLACES[place]
        ax.text(text_x, text_y, name, ha=side, va="center", fontweight="bold")
    found = placements(exactness)
    for members in sorted({placement.members for placement in found}):
        here = [index for index, placement in enumerate(found) if placement.members == members]
        for index, (x, y) in zip(here, places_in_region(members, len(here)), strict=True):
            box = {
                "boxstyle": "circle,pad=0.2",
                "facecolor": "white",
                "edgecolor": "black",
                "linewidth": 0.7,
            }
            ax.text(x, y, str(index + 1), ha="center", va="center", bbox=box, fontsize=8)
    ax.set_xlim(0, WIDTH)
    ax.set_ylim(0, HEIGHT)
    ax.set_aspect("equal")
    ax.axis("off")
    return ax


def _draw_list(found: list[Placement], ax: Axes) -> None:
    """Write number and name of each placement, with its membership in each set as a filled or empty dot."""
    ax.axis("off")
    ax.set_xlim(0, 1)
    ax.set_ylim(len(found) + 0.5, -2.4)
    columns = [0.06 * place + 0.03 for place in range(len(SETS))]
    for x, name in zip(columns, SETS.values(), strict=True):
        ax.text(x, -0.45, name, rotation=60, ha="left", va="bottom", rotation_mode="anchor", fontsize=8)
    for index, placement in enumerate(found):
        for x, member, colour in zip(columns, placement.members, COLOURS, strict=False):
            face = colour if member else "white"
            ax.plot(
                x, index, "o", markersize=4.5, markerfacecolor=face, markeredgecolor=colour, clip_on=False
            )
        label = placement.label(plain(placement.transformation))
        ax.text(0.27, index, f"{index + 1}  {label}", ha="left", va="center", fontsize=8)
