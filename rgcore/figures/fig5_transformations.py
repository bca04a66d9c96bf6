"""Essay figure 5: which example transformations are RG, variational RG, RBM and "good", as computed."""

from collections.abc import Mapping
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Ellipse
from pandas import DataFrame

from rgcore.figures.kit.style import COLOURS, DOUBLE_COLUMN, new_figure, plain, styled
from rgcore.figures.kit.venn import ELLIPSES, HEIGHT, WIDTH, places_in_region
from rgcore.words.wording import listing

__all__ = ["SETS", "Placement", "draw", "draw_sets", "placements", "seen"]

SETS = {"is_rg": "RG", "is_variational": "variational RG", "is_rbm": "RBM", "is_good": "good"}
"""Column of ``vrg_exactness`` and name of each of the four sets."""

_NAME_PLACES = ((0.02, 0.8, "left"), (0.3, 0.9, "center"), (0.754, 0.9, "center"), (1.034, 0.8, "right"))
_LINES = ("-", "--", "-.", ":")


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """One transformation in one region, with the number of its rows (sizes and couplings) found there."""

    transformation: str
    members: tuple[bool, bool, bool, bool]
    n_found: int
    n_rows: int

    @property
    def label(self) -> str:
        """The transformation's name, with the share of its cases unless that is all of them."""
        share = "" if self.n_found == self.n_rows else f" ({self.n_found} of {self.n_rows} cases)"
        return plain(self.transformation) + share


def placements(exactness: DataFrame) -> list[Placement]:
    """Return each transformation once for every region in which a row of it lies, in the order of their names."""
    found = []
    for name, rows in exactness.groupby("transformation", sort=True):
        regions = rows[list(SETS)].astype(bool).value_counts(sort=False)
        for members, n_found in sorted(regions.items(), reverse=True):
            found.append(Placement(transformation=name, members=members, n_found=n_found, n_rows=len(rows)))
    return found


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
        ax.text(0.27, index, f"{index + 1}  {placement.label}", ha="left", va="center", fontsize=8)


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Say for each region that is not empty which transformations lie in it."""
    found = placements(tables["vrg_exactness"])
    parts = []
    for members in sorted({placement.members for placement in found}, reverse=True):
        names = [placement.label for placement in found if placement.members == members]
        parts.append(f"{_where(members)}: {listing(names)}")
    return f"{'. '.join(parts)}."


def _where(members: tuple[bool, ...]) -> str:
    """Return the name of a region, such as "In RG and RBM only"."""
    sets = [name for name, member in zip(SETS.values(), members, strict=True) if member]
    if not sets:
        return "In none of the sets"
    return "In all four sets" if len(sets) == len(SETS) else f"In {listing(sets)} only"
