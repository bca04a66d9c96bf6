"""Running canonical dimensions of phi^4 and phi^6 of every data set against the scale, beside those of its noise."""

from collections.abc import Mapping

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.scales import signed_scale
from rgcore.figures.kit.style import (
    DOUBLE_COLUMN,
    EXACT,
    look,
    measured,
    name_panel,
    new_figure,
    plain_log_ticks,
    styled,
)
from rgcore.selection.components.detection import SHOWN_SHIFTS
from rgcore.selection.names import plain
from rgcore.selection.rows import SCALINGS, balanced_rows, data_sets

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("canonical_dimension",),
    category="Principal components as a momentum shell",
    title="Running canonical dimensions of data and noise",
    place=8,
    on_dataset_page=True,
)

_PER_ROW = 3
_LINEAR = 2.0  # size of a dimension up to which its axis is linear
_FROM = {"largest": "from the largest eigenvalue", "edge": "from the edge of the noise"}
_COUPLINGS = {"quartic": r"dim($u_4$)", "sextic": r"dim($u_6$)"}


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw, per data set, the dimensions of the covariance above those of the correlation matrix."""
    table = tables["canonical_dimension"]
    rows = balanced_rows(data_sets(table), _PER_ROW)
    n_columns = len(rows[0])
    figure = new_figure(DOUBLE_COLUMN, 0.9 + 4.4 * len(rows))
    grid = figure.add_gridspec(2 * len(rows), n_columns)
    for block, names in enumerate(rows):
        for column, name in enumerate(names):
            for half, scaling in enumerate(SCALINGS):
                part = table[(table["dataset"] == name) & (table["scaling"] == scaling)]
                ax = draw_dimensions(part, figure.add_subplot(grid[2 * block + half, column]))
                letter = 2 * block * n_columns + half * len(names) + column
                name_panel(ax, letter, f"{plain(name)}, {scaling}")
                if column:
                    ax.set_ylabel("")
    figure.legend(handles=_legend(), loc="outside lower center", ncols=2)
    return figure


def draw_dimensions(rows: DataFrame, ax: Axes) -> Axes:
    """Draw both dimensions from both references: full marks dim(u_4), open ones dim(u_6); lines are the noise."""
    for place, shift in enumerate(SHOWN_SHIFTS):
        part = rows[rows["shift"] == shift].sort_values("kept_fraction")
        if shift == "edge":
            ax.plot(part["kept_fraction"], part["quartic_noise_exact"], **EXACT)
        style = {**look(place), "markersize": 3.5}
        for name, face in (("quartic", style["color"]), ("sextic", "white")):
            marks = {**style, "linestyle": "none", "markerfacecolor": face}
            measured(ax, part["kept_fraction"], part[name], part[f"{name}_err"], **marks)
        line = {key: style[key] for key in ("color", "linestyle")}
        ax.plot(part["kept_fraction"], part["quartic_noise"], linewidth=1.0, **line)
    ax.axhline(0.0, color="black", linewidth=0.6, linestyle=":", zorder=0)
    signed_scale(ax, threshold=_LINEAR)
    ax.set_xscale("log")
    plain_log_ticks(ax.xaxis)
    ax.set_xlabel("fraction of modes below $k$ (dimensionless)")
    ax.set_ylabel(r"dimension (per unit of $\ln L$)")
    return ax


def _legend() -> list[Line2D]:
    handles = []
    for place, shift in enumerate(SHOWN_SHIFTS):
        style = {**look(place), "markersize": 3.5}
        marks = {**style, "linestyle": "none"}
        handles.append(Line2D([], [], **marks, label=f"{_COUPLINGS['quartic']} {_FROM[shift]}"))
        handles.append(
            Line2D([], [], **marks, markerfacecolor="white", label=f"{_COUPLINGS['sextic']}, the same")
        )
        line = {key: style[key] for key in ("color", "linestyle")}
        handles.append(Line2D([], [], **line, label=f"{_COUPLINGS['quartic']} of the noise, smoothed alike"))
    exact = {key: EXACT[key] for key in ("color", "linewidth")}
    return [*handles, Line2D([], [], **exact, label=f"{_COUPLINGS['quartic']} of noise, exact")]
