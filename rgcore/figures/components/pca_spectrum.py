"""Eigenvalue against rank for every data set, and the density of the bulk, with the Marchenko-Pastur distribution."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from pandas import DataFrame, Series

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.style import (
    COLOURS,
    DOUBLE_COLUMN,
    measured,
    name_panel,
    new_figure,
    styled,
)
from rgcore.selection.names import plain
from rgcore.selection.rows import SCALINGS, balanced_rows, data_sets

__all__ = ["CARD", "draw", "draw_spectrum", "legend_handles"]

CARD = FigureCard(
    tables=("pca_spectrum", "pca_spectrum_summary", "pca_flow_cleaned"),
    category="Principal components as a momentum shell",
    title="Spectra and the Marchenko-Pastur distribution",
    place=3,
    on_dataset_page=True,
)

_PER_ROW = 3
_DECADES = 4.5  # below the largest, that are shown
_BEYOND_EDGE = 2.0  # widths of the fitted distribution that the density panel reaches to
_STYLES = dict(
    zip(SCALINGS, ({"color": COLOURS[0], "marker": "o"}, {"color": COLOURS[1], "marker": "s"}), strict=True)
)
_CLEANED = dict(zip(SCALINGS, ("-", (0, (4, 1))), strict=True))
_FITTED = {"color": "black", "linewidth": 1.1, "zorder": 4}
_EDGE = {"color": "black", "linestyle": ":", "linewidth": 1.0, "zorder": 2}


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw, per data set, the spectra above the density of the bulk of the correlation matrix."""
    spectrum, summary = tables["pca_spectrum"], tables["pca_spectrum_summary"]
    rows = balanced_rows(data_sets(spectrum), _PER_ROW)
    n_columns = len(rows[0])
    figure = new_figure(DOUBLE_COLUMN, 0.9 + 4.1 * len(rows))
    grid = figure.add_gridspec(2 * len(rows), n_columns, height_ratios=[1.35, 1] * len(rows))
    for block, names in enumerate(rows):
        for column, name in enumerate(names):
            part = spectrum[spectrum["dataset"] == name]
            whole = summary[summary["dataset"] == name]
            upper, lower = (figure.add_subplot(grid[2 * block + half, column]) for half in (0, 1))
            letter = 2 * block * n_columns + column
            name_panel(draw_spectrum(part, upper), letter, plain(name))
            name_panel(draw_density(part, whole, lower), letter + len(names), "correlation: the bulk")
            if column:
                upper.set_ylabel("")
                lower.set_ylabel("")
    figure.legend(handles=legend_handles(), loc="outside lower center", ncols=3)
    return figure


def draw_spectrum(spectrum: DataFrame, ax: Axes) -> Axes:
    """Draw both spectra over their mean: full marks above the edge, coloured lines cross-validated, black fitted."""
    lowest = np.inf
    for scaling, style in _STYLES.items():
        rows = spectrum[spectrum["scaling"] == scaling].sort_values("rank")
        if rows.empty:
            continue
        mean = rows["eigenvalue"].mean()
        for above, face in ((True, style["color"]), (False, "white")):
            part = rows[(rows["above_edge"].astype(bool) == above) & (rows["eigenvalue"] > 0)]
            marks = {**style, "linestyle": "none", "markersize": 2.6, "markeredgewidth": 0.5}
            marks |= {"markerfacecolor": face, "elinewidth": 0.5, "capsize": 0}
            measured(ax, part["rank"], part["eigenvalue"] / mean, part["eigenvalue_err"] / mean, **marks)
        line = {"color": style["color"], "linestyle": _CLEANED[scaling], "linewidth": 1.0, "zorder": 3.5}
        ax.plot(rows["rank"], rows["eigenvalue_cleaned"] / mean, **line)
        noise = rows[rows["mp_quantile"] > 0]
        ax.plot(noise["rank"], noise["mp_quantile"] / mean, **_FITTED)
        ax.axhline(rows["mp_edge"].iloc[0] / mean, **{**_EDGE, "color": style["color"]})
        lowest = min(lowest, rows.loc[rows["eigenvalue"] > 0, "eigenvalue"].min() / mean)
    ax.set_xscale("log")
    ax.set_yscale("log")
    high = ax.get_ylim()[1]
    ax.set_ylim(max(0.6 * lowest, high * 10**-_DECADES), high)
    ax.set_xlabel("rank of the mode")
    ax.set_ylabel("variance (units of their mean)")
    return ax


def draw_density(spectrum: DataFrame, summary: DataFrame, ax: Axes) -> Axes:
    """Draw the density of the eigenvalues of the correlation matrix near and below the edge, and the fitted one."""
    rows = spectrum[spectrum["scaling"] == "correlation"].sort_values("rank", ascending=False)
    whole = summary[summary["scaling"] == "correlation"]
    if rows.empty or whole.empty:
        ax.set_axis_off()
        return ax
    whole = whole.iloc[0]
    values = rows["eigenvalue"].to_numpy() / whole["mp_variance"]
    upper = whole["mp_upper"] / whole["mp_variance"]
    positive = values[values > 0]
    low = min(whole["mp_lower"] / whole["mp_variance"], positive.min())
    high = upper + (_BEYOND_EDGE - 1) * (upper - low)
    bins = np.linspace(low, high, 2 * _n_bins(whole) + 1)  # one edge of a bin is the upper edge
    counts, _ = np.histogram(positive, bins)
    density = counts / np.diff(bins) / whole["mp_variables"]
    ax.stairs(density, bins, fill=True, color=COLOURS[1], alpha=0.35, linewidth=0)
    ax.stairs(density, bins, color=COLOURS[1], linewidth=0.8)
    ax.plot(*_fitted_curve(rows, whole), **_FITTED)
    ax.axvline(upper, **_EDGE)
    beyond = int((values > high).sum())
    if beyond:
        place = {"xy": (0.98, 0.94), "xycoords": "axes fraction", "ha": "right", "va": "top"}
        ax.annotate(f"{beyond} beyond", fontsize=8, **place)
    ax.set_xlim(max(0.0, low - 0.03 * (high - low)), high)
    ax.set_ylim(0, None)
    ax.set_xlabel(r"eigenvalue (units of $\sigma^2$)")
    ax.set_ylabel(r"density of modes (per $\sigma^2$)")
    return ax


def _n_bins(whole: Series) -> int:
    """Return how many bins reach up to the edge: 4 to 20, growing with the number of modes."""
    return int(np.clip(np.sqrt(1.5 * whole["mp_variables"]), 4, 20))


def _fitted_curve(rows: DataFrame, whole: Series) -> tuple[np.ndarray, np.ndarray]:
    """Return eigenvalue and fitted density, from the distances of its quantiles, down to 0 at both edges."""
    quantiles = (
        rows.loc[rows["mp_quantile"] > 0, "mp_quantile"].to_numpy() / whole["mp_variance"]
    )  # ascending
    middle = (quantiles[1:] + quantiles[:-1]) / 2
    density = 1 / np.diff(quantiles) / whole["mp_variables"]
    edges = [whole[name] / whole["mp_variance"] for name in ("mp_lower", "mp_upper")]
    return np.concatenate([edges[:1], middle, edges[1:]]), np.concatenate([[0.0], density, [0.0]])


def legend_handles() -> list[Line2D]:
    """Return the marks of the spectra; what each means is the same in every panel."""
    handles = []
    for scaling, style in _STYLES.items():
        marks = {**style, "markersize": 3.5, "linestyle": "none"}
        handles.append(Line2D([], [], **marks, label=f"{scaling}, above its edge"))
        handles.append(Line2D([], [], **marks, markerfacecolor="white", label=f"{scaling}, not above"))
        line = {"color": style["color"], "linestyle": _CLEANED[scaling]}
        handles.append(Line2D([], [], **line, label=f"{scaling}, cross-validated"))
    handles.append(Line2D([], [], **_FITTED, label="Marchenko-Pastur, fitted to the bulk"))
    handles.append(Line2D([], [], **_EDGE, label="upper edge of that fit"))
    order = [0, 3, 6, 1, 4, 7, 2, 5]  # legends fill column by column
    return [handles[place] for place in order]
