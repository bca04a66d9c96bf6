"""Essay figure 6: the kurtosis of each variable as small-variance modes are removed, beside null data."""

from collections.abc import Mapping
from itertools import cycle

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.style import (
    COLOURS,
    DOUBLE_COLUMN,
    measured,
    name_panel,
    new_figure,
    plain_log_ticks,
    styled,
)
from rgcore.selection.names import plain
from rgcore.selection.rows import ESSAY_SETS, SCALINGS, balanced_rows, data_sets
from rgcore.stats.comparison import GAUSSIAN_KURTOSIS

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("pca_flow", "pca_exclusion", "pca_power"),
    category="Principal components as a momentum shell",
    title="Kurtosis as modes are removed",
    place=2,
    on_dataset_page=True,
)

_OVER_DATA = {"color": "black", "linestyle": (0, (3, 1.6)), "zorder": 6}  # of a null that may lie on the data
_NULLS = {  # so that a null looks the same beside all data sets
    "dichotomized": _OVER_DATA,
    "elliptical": {"color": "#CC79A7", "linestyle": "-."},
    "factor_garch": {"color": "#A06A00", "linestyle": (0, (5, 1, 1, 1, 1, 1))},
    "gaussian": {"color": "black", "linestyle": ":"},
    "shuffled": {"color": "#009E73", "linestyle": "--"},
}
_OTHER_NULLS = (
    {"color": "#5B2A86", "linestyle": (0, (6, 1.5, 1, 1.5)), "zorder": 6},
    {"color": "0.35", "linestyle": (0, (7, 2)), "zorder": 6},
    {"color": "#56B4E9", "linestyle": (0, (1, 1)), "zorder": 6},
)
_DATA = (
    {"color": COLOURS[0], "marker": "o", "linestyle": "-"},
    {"color": COLOURS[1], "marker": "s", "linestyle": "-", "markerfacecolor": "white"},
)


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw the essay's sets with covariance modes above correlation modes, others with covariance modes."""
    flow = tables["pca_flow"]
    rows, styles = _rows(flow), _null_styles(tables["pca_exclusion"])
    figure = new_figure(DOUBLE_COLUMN, 0.7 + 2.1 * len(rows))
    axes = figure.subplots(len(rows), max(map(len, rows)), squeeze=False)
    for ax in axes.flat:
        ax.set_visible(False)
    named = {}
    for panel, (ax, column, name, scaling) in enumerate(_panels(rows, axes)):
        ax.set_visible(True)
        draw_flow(flow[(flow["dataset"] == name) & (flow["scaling"] == scaling)], ax, styles)
        name_panel(ax, panel, f"{plain(name)}, {scaling}")
        if column:
            ax.set_ylabel("")
        named |= dict(zip(*ax.get_legend_handles_labels()[::-1], strict=True))
    labels = sorted(named, key=lambda label: label.startswith("data"))
    figure.legend([named[label] for label in labels], labels, loc="outside lower center", ncols=4)
    return figure


def _rows(flow: DataFrame) -> list[list[tuple[str, str]]]:
    """Return data set and scaling of the panels of each row.

    A row per scaling for the essay's sets, then the others, each in one panel with covariance modes.
    """
    scalings = [scaling for scaling in SCALINGS if scaling in set(flow["scaling"])]
    names = data_sets(flow)
    essay = [name for name in names if name in ESSAY_SETS]
    others = [(name, scalings[0]) for name in names if name not in ESSAY_SETS]
    rows = [[(name, scaling) for name in essay] for scaling in scalings if essay]
    return rows + (balanced_rows(others, max(2, len(essay))) if others else [])


def _panels(rows, axes):
    """Yield axes, column, data set and scaling of each panel, reading rows from left to right."""
    for row, panels in enumerate(rows):
        for column, (name, scaling) in enumerate(panels):
            yield axes[row, column], column, name, scaling


def _null_styles(exclusion: DataFrame) -> dict[str, dict]:
    """Return colour, line style and label of every null of the table, in the order of their names."""
    nulls = exclusion.drop_duplicates("source").sort_values("source")
    others = cycle(_OTHER_NULLS)
    return {
        row.source: {**(_NULLS.get(row.source) or next(others)), "label": f"null: {row.source_label}"}
        for row in nulls.itertuples()
    }


def draw_flow(flow: DataFrame, ax: Axes, styles: Mapping[str, dict]) -> Axes:
    """Draw one data set in one scaling: medians with errors and quartiles, nulls with the range of draws, and 3."""
    ax.axhline(
        GAUSSIAN_KURTOSIS,
        color="0.75",
        linewidth=2.4,
        zorder=0.5,
        label=f"Gaussian value, {GAUSSIAN_KURTOSIS:g}",
    )
    _draw_nulls(flow[flow["dropped_top"] == flow["dropped_top"].min()], ax, styles)
    dropped_shares = sorted(set(flow["dropped_top"]))
    for style, dropped in zip(_DATA, dropped_shares, strict=False):
        rows = flow[(flow["source"] == "data") & (flow["dropped_top"] == dropped)].sort_values(
            "kept_fraction"
        )
        x = rows["kept_fraction"]
        ax.fill_between(
            x,
            rows["kurtosis_q25"],
            rows["kurtosis_q75"],
            color=style["color"],
            alpha=0.16,
            linewidth=0,
            zorder=0,
        )
        amount = f"largest {dropped:.0%} of modes" if dropped < 1 else f"{dropped:.0f} largest modes"
        name = "data" if dropped == 0 else f"data, {amount} removed"
        measured(ax, x, rows["kurtosis_median"], rows["kurtosis_median_err"], label=name, **style)
    ax.set_xscale("log")
    ax.set_yscale("log")
    _set_view(ax, flow)
    plain_log_ticks(ax.xaxis)
    plain_log_ticks(ax.yaxis)
    ax.set_xlabel("fraction of modes kept")
    ax.set_ylabel("kurtosis (dimensionless)")
    return ax


def _draw_nulls(nulls: DataFrame, ax: Axes, styles: Mapping[str, dict]) -> None:
    for source, style in styles.items():
        rows = nulls[nulls["source"] == source].sort_values("kept_fraction")
        if rows.empty:
            continue
        x = rows["kept_fraction"]
        ax.plot(x, rows["kurtosis_median"], linewidth=1.1, **style)
        ax.fill_between(
            x,
            rows["null_low"],
            rows["null_high"],
            facecolor=(style["color"], 0.25),
            edgecolor=(style["color"], 0.7),
            linewidth=0.4,
            zorder=0.2,
        )


def _set_view(ax: Axes, flow: DataFrame) -> None:
    """Keep a factor of 1.5 about 3 in view, so that a flat curve looks flat, and the ends of heavy-tailed bands out."""
    low, high = ax.get_ylim()
    data = flow.loc[flow["source"] == "data", "kurtosis_q75"].max()
    tallest = np.nanmax([data, flow["kurtosis_median"].max(), GAUSSIAN_KURTOSIS])
    ax.set_ylim(min(low, GAUSSIAN_KURTOSIS / 1.5), max(min(high, 1.6 * tallest), GAUSSIAN_KURTOSIS * 1.5))
