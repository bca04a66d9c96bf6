"""The quartic coupling g of data as modes are removed, and, where the spectrum has one, its exponent alpha."""

from collections import Counter
from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.legends import legend_below
from rgcore.figures.kit.scales import kept_fractions, signed_scale
from rgcore.figures.kit.style import (
    COLOURS,
    DOUBLE_COLUMN,
    measured,
    name_panel,
    new_figure,
    styled,
)
from rgcore.selection.components.couplings import by_scaling
from rgcore.selection.linear_ranges import COUPLING
from rgcore.selection.names import plain
from rgcore.selection.rows import SCALINGS, balanced_rows, data_sets

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("pca_coupling", "pca_vertices"),
    category="Principal components as a momentum shell",
    title="The quartic coupling g, read as symmetric data",
    place=4,
    on_dataset_page=True,
)


_PER_ROW = 3
_MOST_REASONS = 2
_MARKS = (
    {"color": COLOURS[0], "marker": "o", "linestyle": "-"},
    {"color": COLOURS[1], "marker": "s", "linestyle": "--", "markerfacecolor": "white"},
)
_STYLES = dict(zip(SCALINGS, _MARKS, strict=True))
_LABELS = (
    "$g$, first order",
    "$g$, outside perturbation theory",
    r"$g(\Lambda)$, loops removed",
    r"$g(\Lambda)$, outside perturbation theory",
    "$g$ for constant $u$",
    r"$g(\Lambda)$ by the recursion",
    r"$g^*$ of this $\alpha$",
    r"$6|g| < 1$",
    *(rf"$\alpha$, {scaling}" for scaling in SCALINGS),
)
"""In the order of the legend."""

_FIRST_ORDER = {"color": COLOURS[0], "marker": "o", "linestyle": "none"}
_RUNNING = {"color": COLOURS[1], "marker": "s", "linestyle": "none"}


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw, for each data set, the coupling in both scalings above the exponent."""
    coupling = tables["pca_coupling"]
    rows = balanced_rows(data_sets(coupling), _PER_ROW)
    figure = new_figure(DOUBLE_COLUMN, 0.9 + 5.2 * len(rows))
    grid = figure.add_gridspec(len(rows), len(rows[0]))
    for block, names in enumerate(rows):
        for column, name in enumerate(names):
            part = coupling[coupling["dataset"] == name]
            for place, ax in enumerate(_panels(part, figure, grid[block, column])):
                letter = 3 * block * len(rows[0]) + place * len(names) + column
                name_panel(ax, letter, _title(name, place))
                if column:
                    ax.set_ylabel("")
    legend_below(figure, figure.axes, 3, order=_LABELS.index)
    return figure


def _panels(part, figure, cell):
    """Draw the three panels of one data set into a cell of the grid and return their axes."""
    column = cell.subgridspec(3, 1, height_ratios=[1.3, 1.3, 1])
    axes = [figure.add_subplot(column[place]) for place in range(3)]
    for scaling, ax in zip(SCALINGS, axes, strict=False):
        draw_coupling(part[part["scaling"] == scaling].sort_values("kept_fraction"), ax)
    draw_exponent(part, axes[2])
    return axes


def _title(name: str, place: int) -> str:
    return (*(f"{plain(name)}, {scaling}" for scaling in SCALINGS), "exponent of the spectrum")[place]


def draw_coupling(rows: DataFrame, ax: Axes) -> Axes:
    """Draw the coupling of one scaling at every cutoff: to first order, by recursion, and of the fixed point.

    Marks are filled within the range of perturbation theory, open outside.
    """
    limit, spectral = rows["g_limit"].iloc[0], rows[rows["has_exponent"]]
    ax.axhspan(-limit, limit, color="0.9", zorder=0, label=_LABELS[7])
    ax.axhline(0, color="0.6", linewidth=0.7, zorder=1)
    defined = rows["perturbative"] & np.isfinite(rows[["g", "g_running"]]).any(axis=1)
    if not defined.any():
        return _draw_undefined(rows, limit, ax)
    if len(spectral):
        fixed = {"color": "0.55", "linewidth": 2.2, "marker": "_", "zorder": 1, "label": _LABELS[6]}
        ax.plot(spectral["kept_fraction"], spectral["g_fixed_point"], **fixed)
    _draw_prediction(rows, "g_predicted", _LABELS[4], {"color": COLOURS[2], "linestyle": "--"}, ax)
    _draw_prediction(rows, "g_running_predicted", _LABELS[5], {"color": COLOURS[1], "linestyle": ":"}, ax)
    for place, (name, style) in enumerate((("g", _FIRST_ORDER), ("g_running", _RUNNING))):
        for good in (True, False):
            shown = rows[(rows["perturbative"] == good) & np.isfinite(rows[name])]
            marks = {**style, "markerfacecolor": style["color"] if good else "white"}
            label = _LABELS[2 * place + (not good)] if len(shown) else None
            measured(ax, shown["kept_fraction"], shown[name], shown[f"{name}_err"], label=label, **marks)
    signed_scale(ax, threshold=COUPLING)
    ax.set_ylabel(r"coupling $g$ (dimensionless)")
    kept_fractions(ax)
    return ax


def _draw_undefined(rows: DataFrame, limit: float, ax: Axes) -> Axes:
    """Draw g as a distance from Gaussian data, in grey without predictions, and write why it is no coupling."""
    shown, kept = rows[np.isfinite(rows["g"])], rows["kept_fraction"]
    ax.plot(kept, 0 * kept, linestyle="none", marker="none")  # sets the limits
    marks = {**_FIRST_ORDER, "color": "0.5", "markerfacecolor": "white", "label": _LABELS[1]}
    measured(ax, shown["kept_fraction"], shown["g"], shown["g_err"], **marks)
    extent = max(np.abs(ax.get_ylim()).max(), 1.5 * limit)
    ax.set_ylim(-extent, extent)  # so that one half has room for the words
    signed_scale(ax, threshold=COUPLING)
    above = not shown["g"].median() > 0
    height, anchor = (0.95, "top") if above else (0.05, "bottom")
    place = {"transform": ax.transAxes, "ha": "center", "va": anchor, "linespacing": 1.0, "zorder": 6}
    ax.text(0.5, height, _why_undefined(rows), **place)
    ax.set_ylabel(r"coupling $g$ (dimensionless)")
    kept_fractions(ax)
    return ax


def _why_undefined(rows: DataFrame) -> str:
    """Return the sentence of a panel without a coupling, with the criteria that fail at most cutoffs first."""
    failed = Counter(
        word for words in rows["failed_criteria"] if words != "none" for word in words.split(", ")
    )
    reasons = [f"{word} fails ({times} of {len(rows)})" for word, times in failed.most_common(_MOST_REASONS)]
    return "\n".join(["no coupling defined at any cutoff", *reasons])


def _draw_prediction(rows, name, label, style, ax):
    """Draw a predicted coupling with its band of one standard error where it is defined."""
    shown = rows[np.isfinite(rows[name])]
    if shown.empty:
        return
    x, middle, error = (shown[column] for column in ("kept_fraction", name, f"{name}_err"))
    ax.fill_between(
        x, middle - error, middle + error, color=style["color"], alpha=0.25, linewidth=0, zorder=1
    )
    ax.plot(x, middle, label=label, zorder=2, **style)


def draw_exponent(coupling: DataFrame, ax: Axes) -> Axes:
    """Draw alpha with one standard error where the spectrum has an exponent, and the marginal value (dotted)."""
    marginal, spectral = coupling["alpha_marginal"].iloc[0], coupling[coupling["has_exponent"]]
    kept = coupling["kept_fraction"]
    ax.plot([kept.min(), kept.max()], [marginal] * 2, color="black", linewidth=0.7, linestyle=":", zorder=1)
    if spectral.empty:
        ax.text(0.5, 0.25, "no exponent of the spectrum", transform=ax.transAxes, ha="center", va="center")
        ax.set_ylim(0, 1.5 * marginal)
    for scaling, rows in by_scaling(spectral):
        label = rf"$\alpha$, {scaling}"
        measured(ax, rows["kept_fraction"], rows["alpha"], rows["alpha_err"], label=label, **_STYLES[scaling])
    ax.set_ylabel(r"$\alpha$ (dimensionless)")
    kept_fractions(ax)
    return ax
