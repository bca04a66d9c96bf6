"""Coarse-graining in real space: variance, silence, kurtosis, spectrum and correlation time by cluster size."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.style import (
    DOUBLE_COLUMN,
    EXACT,
    look,
    measured,
    name_panel,
    new_figure,
    plain_log_ticks,
    styled,
    write_in_panel,
)
from rgcore.selection.names import plain
from rgcore.selection.rows import balanced_rows, data_sets
from rgcore.stats.comparison import GAUSSIAN_KURTOSIS

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("coarse_graining", "coarse_graining_spectrum", "coarse_graining_exponents"),
    category="Coarse-graining in real space",
    title="Clusters of the most correlated variables",
    place=1,
    on_dataset_page=True,
)

_PER_BLOCK = 3
_PANELS = {
    "variance": r"variance over $K$ times that of one (1)",
    "free_energy": r"$-\ln P_0$ over $K$ times that of one (1)",
    "kurtosis": "kurtosis (dimensionless)",
    "correlation_time": "correlation time (samples)",
}
_NOTHING = {"free_energy": "no data with silence"}  # the words in an empty panel; others: not resolved
_RELATIVE = ("variance", "free_energy")
_SHOWN = 0.7  # of the ranks: the least eigenvalues fall steeply, into sampling noise
_SHUFFLED = "the same, shifted in time"
_TITLES = {
    "variance": "variance",
    "free_energy": "silence",
    "kurtosis": "kurtosis",
    "correlation_time": "correlation time",
}
_PUBLISHED = {"variance": "variance", "free_energy": "silence"}  # exponents, which three mice have, too
_SIZES = "variables in a cluster, $K$ (1)"


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw four observables against the cluster size and the spectra, up to three data sets in one block."""
    levels, spectrum = tables["coarse_graining"], tables["coarse_graining_spectrum"]
    blocks = balanced_rows(data_sets(levels), _PER_BLOCK)
    figure = new_figure(DOUBLE_COLUMN, 4.6 * len(blocks))
    grid = figure.subplots(2 * len(blocks), 3)
    for place, names in enumerate(blocks):
        axes = [*grid[2 * place], *grid[2 * place + 1]]
        legend_place = axes.pop()
        legend_place.set_axis_off()
        for number, (ax, panel) in enumerate(zip([*axes[:3], axes[4]], _PANELS, strict=True)):
            draw_published(tables["coarse_graining_exponents"], ax, levels, panel)
            draw_sizes(levels, ax, names, panel)
            name_panel(ax, 5 * place + number + (number == 3), _TITLES[panel])
        name_panel(draw_spectra(levels, spectrum, axes[3], names), 5 * place + 3, "eigenvalues")
        _write_legend(legend_place, axes)
    return figure


def _write_legend(place: Axes, axes: list[Axes]) -> None:
    """Name the lines of all panels once; shifted variables have the colour of their data set, and one entry."""
    handles = {}
    for ax in axes:
        found, labels = ax.get_legend_handles_labels()
        handles.update(zip(labels, found, strict=True))
    if _SHUFFLED in handles:
        handles[_SHUFFLED] = Line2D([], [], color="0.3", linestyle="--", marker="o", markersize=2.5)
    ordered = sorted(handles, key=lambda label: (": " in label, label == _SHUFFLED))
    place.legend([handles[label] for label in ordered], ordered, loc="center left")


def draw_published(exponents: DataFrame, ax: Axes, levels: DataFrame, column: str) -> Axes:
    """Shade between the lines from 1 on that have the least and the largest exponent of three mice."""
    rows = exponents[exponents["exponent"] == _PUBLISHED.get(column)]
    rows = rows[np.isfinite(rows["published_low"])]
    if rows.empty or not (levels[column] > 0).any():
        return ax
    sizes = np.unique(levels["cluster_size"]).astype(float)
    low, high = (sizes ** (rows[f"published_{end}"].iloc[0] - 1) for end in ("low", "high"))
    ax.fill_between(sizes, low, high, color="0.87", linewidth=0, zorder=0, label="three mice: slopes")
    return ax


def draw_sizes(levels: DataFrame, ax: Axes, names: list[str], column: str) -> Axes:
    """Draw one column against the cluster size: data with errors, independent variables as a band, exact lines."""
    _logarithmic(ax)
    sizes = np.unique(levels.loc[levels["dataset"].isin(names), "cluster_size"])
    if column in _RELATIVE and (levels.loc[levels["dataset"].isin(names), column] > 0).any():
        ax.axhline(1.0, label="independent: 1", **EXACT)
    if column == "variance":
        ax.plot(sizes, sizes, label="identical: $K$", **{**EXACT, "linestyle": ":"})
    if column == "kurtosis":
        ax.axhline(
            GAUSSIAN_KURTOSIS, label=f"Gaussian: {GAUSSIAN_KURTOSIS:g}", **{**EXACT, "linestyle": "-."}
        )
    for number, name in enumerate(names):
        style = look(number)
        for source in ("shuffled", "data"):
            chosen = (levels["dataset"] == name) & (levels["source"] == source)
            rows = levels[chosen & (levels[column] > 0)].sort_values("cluster_size")
            if rows.empty:
                continue
            single = rows[rows["cluster_size"] == rows["cluster_size"].min()]
            unit = rows["cluster_size"] * single[column].iloc[0] if column in _RELATIVE else 1.0
            value, error = rows[column] / unit, rows[f"{column}_err"] / unit
            if source == "data":
                if column == "kurtosis":
                    _draw_limit(ax, rows["kurtosis_limit"].iloc[0], name, style["color"])
                marks = {**style, "linestyle": "-", "markerfacecolor": "white", "label": plain(name)}
                measured(ax, rows["cluster_size"], value, error, **marks)
            else:
                marks = {"color": style["color"], "marker": style["marker"]}
                _band(ax, rows["cluster_size"], value, error, **marks, label=_SHUFFLED)
    _name_axes(ax, _SIZES, _PANELS[column], _NOTHING.get(column, "not resolved"))
    return ax


def _draw_limit(ax: Axes, limit: float, name: str, color: str) -> None:
    """Draw the kurtosis of infinitely many cells, where it is known."""
    if np.isfinite(limit):
        label = f"{plain(name)}, exact limit"
        ax.axhline(limit, color=color, linewidth=1.0, linestyle=":", zorder=1, label=label)


def draw_spectra(levels: DataFrame, spectrum: DataFrame, ax: Axes, names: list[str]) -> Axes:
    """Draw eigenvalues over the mean variance of a variable against rank / K: all sizes, the largest with marks."""
    _logarithmic(ax)
    lowest = np.inf
    for number, name in enumerate(names):
        style = look(number)
        single = levels[(levels["dataset"] == name) & (levels["cluster_size"] == 1)].set_index("source")
        rows = spectrum[(spectrum["dataset"] == name) & (spectrum["eigenvalue"] > 0)]
        for source in ("shuffled", "data"):
            chosen = rows[rows["source"] == source].sort_values(["cluster_size", "rank"])
            sizes = sorted(chosen["cluster_size"].unique())
            for size in sizes if source == "data" else sizes[-1:]:
                part = chosen[chosen["cluster_size"] == size]
                unit = single.loc[source, "variance"]
                value, error = part["eigenvalue"] / unit, part["eigenvalue_err"] / unit
                lowest = min(lowest, value[part["rank_fraction"] <= _SHOWN].min())
                if source == "shuffled":
                    _band(ax, part["rank_fraction"], value, error, color=style["color"])
                    continue
                line = {"color": style["color"], "linewidth": 0.8, "alpha": 0.6}
                ax.plot(part["rank_fraction"], value, **line)
                if size == sizes[-1]:
                    few = _spaced(len(part))
                    marks = {**style, "linestyle": "none", "markerfacecolor": "white"}
                    measured(ax, part["rank_fraction"].iloc[few], value.iloc[few], error.iloc[few], **marks)
    if np.isfinite(lowest):
        ax.set_ylim(bottom=lowest / 1.5)
    _name_axes(ax, "rank / $K$ (1)", "eigenvalue over mean variance (1)")
    return ax


def _spaced(number: int) -> np.ndarray:
    """Return about ten places of a sequence, evenly spaced on a logarithmic axis."""
    return np.unique(np.geomspace(1, number, 10).round().astype(int)) - 1


def _band(ax: Axes, x, value, error, **options) -> None:
    """Draw independent variables: mean of the draws, and a band of their standard deviation."""
    ax.plot(x, value, linestyle="--", linewidth=1.0, markersize=2.5, zorder=2, **options)
    low = np.maximum(value - error, 0.01 * value)  # a logarithm needs it positive
    ax.fill_between(x, low, value + error, color=options["color"], alpha=0.2, linewidth=0, zorder=1)


def _logarithmic(ax: Axes) -> None:
    ax.set_xscale("log")
    ax.set_yscale("log")


def _name_axes(ax: Axes, x_label: str, y_label: str, nothing: str = "not resolved") -> None:
    ax.set_xlabel(x_label)
    ax.set_ylabel(y_label)
    if not ax.has_data():
        ax.set_yticks([])
        write_in_panel(ax, nothing)
        return
    plain_log_ticks(ax.xaxis)
    plain_log_ticks(ax.yaxis)
