"""Coarse-graining in real space: how variance, silence, shape, spectrum and memory change with the cluster size."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.coarse_graining_words import seen
from rgcore.figures.selection import balanced_rows, data_sets
from rgcore.figures.style import (
    DOUBLE_COLUMN,
    EXACT,
    look,
    measured,
    name_panel,
    new_figure,
    plain,
    plain_log_ticks,
    styled,
)

__all__ = ["draw", "draw_sizes", "draw_spectra", "seen"]

_PER_BLOCK = 3
_PANELS = {
    "variance": "variance over that of one variable (1)",
    "free_energy": r"$-\ln P$(silent) over that of one (1)",
    "kurtosis": "kurtosis (dimensionless)",
    "correlation_time": "correlation time (samples)",
}
_RELATIVE = ("variance", "free_energy")
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
            draw_sizes(levels, ax, names, panel)
            name_panel(ax, 5 * place + number + (number == 3))
        name_panel(draw_spectra(levels, spectrum, axes[3], names), 5 * place + 3)
        handles, labels = axes[0].get_legend_handles_labels()
        more, words = axes[2].get_legend_handles_labels()
        chosen = dict(zip([*labels, *words], [*handles, *more], strict=True))
        legend_place.legend(chosen.values(), chosen.keys(), loc="center left", borderaxespad=0)
    return figure


def draw_sizes(levels: DataFrame, ax: Axes, names: list[str], column: str) -> Axes:
    """Draw one column against the cluster size: data with errors, independent variables as a band, exact lines."""
    sizes = np.unique(levels.loc[levels["dataset"].isin(names), "cluster_size"])
    if column in _RELATIVE:
        ax.plot(sizes, sizes, label="independent: $K$", **EXACT)
    if column == "variance":
        ax.plot(sizes, sizes.astype(float) ** 2, label="identical: $K^2$", **{**EXACT, "linestyle": ":"})
    if column == "kurtosis":
        ax.axhline(3.0, label="Gaussian: 3", **{**EXACT, "linestyle": "-."})
    for number, name in enumerate(names):
        style = look(number)
        for source in ("shuffled", "data"):
            chosen = (levels["dataset"] == name) & (levels["source"] == source)
            rows = levels[chosen].sort_values("cluster_size")
            unit = _first_positive(rows[column]) if column in _RELATIVE else 1.0
            value, error = rows[column] / unit, rows[f"{column}_err"] / unit
            if source == "data":
                marks = {**style, "linestyle": "-", "markerfacecolor": "white", "label": plain(name)}
                measured(ax, rows["cluster_size"], value, error.where(value > 0), **marks)
            else:
                label = f"{plain(name)}, shuffled"
                _band(ax, rows["cluster_size"], value, error, color=style["color"], label=label)
    _finish(ax, _SIZES, _PANELS[column])
    return ax


def draw_spectra(levels: DataFrame, spectrum: DataFrame, ax: Axes, names: list[str]) -> Axes:
    """Draw eigenvalues over the mean variance of a variable against rank / K: all sizes, the largest with marks."""
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
                if source == "shuffled":
                    _band(ax, part["rank_fraction"], value, error, color=style["color"])
                    continue
                line = {"color": style["color"], "linewidth": 0.8, "alpha": 0.6}
                ax.plot(part["rank_fraction"], value, **line)
                if size == sizes[-1]:
                    few = _spaced(len(part))
                    marks = {**style, "linestyle": "none", "markerfacecolor": "white"}
                    measured(ax, part["rank_fraction"].iloc[few], value.iloc[few], error.iloc[few], **marks)
    _finish(ax, "rank / $K$ (1)", "eigenvalue over mean variance (1)")
    return ax


def _first_positive(values) -> float:
    """Return the first positive entry; 1 if there is none."""
    positive = values[values > 0]
    return float(positive.iloc[0]) if len(positive) else 1.0


def _spaced(number: int) -> np.ndarray:
    """Return about ten places of a sequence, evenly spaced on a logarithmic axis."""
    return np.unique(np.geomspace(1, number, 10).round().astype(int)) - 1


def _band(ax: Axes, x, value, error, **options) -> None:
    """Draw independent variables: mean of the draws, and a band of their standard deviation."""
    ax.plot(x, value, linestyle="--", linewidth=1.0, zorder=2, **options)
    low = (value - error).clip(lower=1e-12)
    ax.fill_between(x, low, value + error, color=options["color"], alpha=0.2, linewidth=0, zorder=1)


def _finish(ax: Axes, x_label: str, y_label: str) -> None:
    ax.set_xscale("log")
    ax.set_yscale("log")
    plain_log_ticks(ax.xaxis)
    plain_log_ticks(ax.yaxis)
    ax.set_xlabel(x_label)
    ax.set_ylabel(y_label)
