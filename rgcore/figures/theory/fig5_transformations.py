"""Essay figure 5: which transformations are RG, variational RG, RBM and "good", and how near to each limit."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Ellipse
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.style import COLOURS, DOUBLE_COLUMN, name_panel, new_figure, styled
from rgcore.figures.kit.venn import ELLIPSES, HEIGHT, WIDTH, VennLabel, label_places
from rgcore.selection.names import plain
from rgcore.selection.set_diagram import SETS, Placement, placements

__all__ = ["CARD", "draw", "draw_margins", "draw_sets"]

CARD = FigureCard(
    tables=("vrg_criteria",),
    category="Variational RG",
    title="Which set contains which transformation",
    place=1,
)

_NAME_PLACES = ((0.02, 0.8, "left"), (0.3, 0.9, "center"), (0.754, 0.9, "center"), (1.034, 0.8, "right"))
_LINES = ("-", "--", "-.", ":")
_LETTER, _LINE = 0.0077, 0.0175  # width of a letter and height of a line in the frame of the diagram
_BOTTOM = 0.12  # of what is drawn, below the ellipses
_LONGEST = 10  # letters of a line of a name


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw the four sets with the names of the transformations, and below their distances from the limits."""
    criteria = tables["vrg_criteria"]
    n_names = criteria["transformation"].nunique()
    figure = new_figure(DOUBLE_COLUMN, 6.4 + 0.15 * n_names)
    upper, lower = figure.subfigures(2, 1, height_ratios=[5.6, 0.8 + 0.15 * n_names])
    ax = upper.add_subplot()
    name_panel(draw_sets(criteria, ax), 0, "sets")
    axes = lower.subplots(1, len(SETS), sharey=True)
    for place, (column, ax) in enumerate(zip(SETS, axes, strict=True)):
        name_panel(draw_margins(criteria, ax, column), place + 1, SETS[column])
    lower.supxlabel("margin inside the nearest limit (decades)", fontsize="medium")
    return figure


def draw_sets(criteria: DataFrame, ax: Axes) -> Axes:
    """Draw the sets as ellipses and each name inside its region, or framed on a boundary or with a line to it."""
    for place, (name, (x, y, width, height, angle)) in enumerate(zip(SETS.values(), ELLIPSES, strict=True)):
        colour, line = COLOURS[place], _LINES[place]
        common = {"width": width, "height": height, "angle": angle}
        ax.add_patch(Ellipse((x, y), **common, facecolor=colour, alpha=0.13, edgecolor="none"))
        ax.add_patch(Ellipse((x, y), **common, fill=False, edgecolor=colour, linewidth=1.4, linestyle=line))
        text_x, text_y, side = _NAME_PLACES[place]
        ax.text(text_x, text_y, name, ha=side, va="center", fontweight="bold")
    _draw_names(placements(criteria), ax)
    ax.set_xlim(0, WIDTH)
    ax.set_ylim(_BOTTOM, HEIGHT)
    ax.set_aspect("equal")
    ax.axis("off")
    return ax


def _draw_names(found: Sequence[Placement], ax: Axes) -> None:
    """Draw each name at its place, with a line and a point on each boundary that its place is not on."""
    framed = {"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "black", "linewidth": 0.5}
    common = {"ha": "center", "va": "center", "fontsize": 7, "linespacing": 0.95}
    texts = [_broken(plain(placement.transformation)) for placement in found]
    places = label_places([_label(each, text) for each, text in zip(found, texts, strict=True)])
    for placement, text, place in zip(found, texts, places, strict=True):
        x, y = place.centre
        for which, (end_x, end_y) in place.ends.items():
            ax.plot([x, end_x], [y, end_y], color="black", linewidth=0.6, zorder=2)
            ax.plot(
                [end_x], [end_y], "o", color=COLOURS[which], markersize=4, markeredgecolor="black", zorder=2.5
            )
        ax.text(x, y, text, bbox=framed if any(placement.near) else None, **common)


def draw_margins(criteria: DataFrame, ax: Axes, column: str) -> Axes:
    """Draw the margin of every transformation and coupling; within the grey band a factor of 10 decides."""
    names = sorted(criteria["transformation"].unique(), reverse=True)
    near = criteria["sensitivity"].max()
    ax.axvspan(-near, near, color="0.9", zorder=0)
    ax.axvline(0.0, color="black", linewidth=0.8, zorder=1)
    place = list(SETS).index(column)
    for row, name in enumerate(names):
        margins = criteria.loc[criteria["transformation"] == name, column].to_numpy()
        inside = margins >= 0
        for which, face in ((inside, COLOURS[place]), (~inside, "white")):
            ax.plot(
                margins[which],
                np.full(which.sum(), row),
                "o",
                markersize=3.5,
                markerfacecolor=face,
                markeredgecolor=COLOURS[place],
            )
    ax.set_yticks(range(len(names)), [plain(name) for name in names], fontsize=7)
    ax.set_ylim(-0.7, len(names) - 0.3)
    ax.set_xlim(-3.4, 3.4)
    ax.set_xticks([-3, -1, 0, 1, 3])
    return ax


def _broken(name: str) -> str:
    """Return a name on lines of about ten letters."""
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + len(word) >= _LONGEST:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def _label(placement: Placement, text: str) -> VennLabel:
    lines = text.split("\n")
    return VennLabel(
        members=placement.members,
        near=placement.near,
        width=_LETTER * (max(map(len, lines)) + 2),
        height=_LINE * (len(lines) + 0.7),
    )
