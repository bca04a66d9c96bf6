"""Widths of receptive fields over correlation length and sites per unit, with the best hypothesis."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.legends import legend_below
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
from rgcore.selection.networks.block_study import FILTERS
from rgcore.selection.networks.size_hypotheses import (
    HYPOTHESIS_NAMES,
    Kind,
    best_hypothesis,
    hypothesis_label,
    kinds_shown,
    widths_of_hypothesis,
)

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("block_size_hypotheses", "block_size_study"),
    category="Restricted Boltzmann machines",
    title="What sets the size of the receptive fields: tiling or correlation length",
    place=10,
)

_LENGTH = "correlation length (lattice spacings)"
_SMALL_LEGEND = {"fontsize": 7, "ncols": 2, "columnspacing": 0.8, "handletextpad": 0.2, "handlelength": 1.4}


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw widths against correlation length per kind of network, where fields are localized, and errors."""
    kinds = kinds_shown(tables["block_size_study"], tables["block_size_hypotheses"])
    figure = new_figure(DOUBLE_COLUMN, 5.4)
    axes = figure.subplots(2, 2, height_ratios=[1.25, 1])
    sites = sorted({value for kind in kinds for value in _with_width(kind)["sites_per_unit"]})
    for place, (ax, kind) in enumerate(zip(axes[0], [*kinds, None][:2], strict=True)):
        _draw_widths(ax, kind, sites)
        name_panel(ax, place, "" if kind is None else _panel_name(kind))
        ax.set_xlabel(_LENGTH)
    axes[0, 0].set_ylabel("full width at half\nmaximum (lattice spacings)")
    _same_ends(axes[0])
    legend_below(figure, axes[0], 4, place="upper center")
    _draw_region(axes[1, 0], kinds)
    name_panel(axes[1, 0], 2, "where fields are localized")
    _draw_errors(axes[1, 1], kinds)
    name_panel(axes[1, 1], 3, "held-out conditions")
    return figure


def _draw_widths(ax: Axes, kind: Kind | None, sites: list[float]) -> None:
    """Draw widths with their scatter, one look per number of sites per unit, and the best hypothesis."""
    if kind is None or not kind.widths["has_width"].any():
        write_in_panel(ax, "no localized fields")
        return
    hypothesis = best_hypothesis(kind.hypotheses)
    widths = _with_width(kind).sort_values("correlation_length_connected")
    for (value, _), rows in widths.groupby(["sites_per_unit", "side"]):
        style = look(sites.index(value)) | {"label": f"{value:g} sites per unit"}
        bars = [rows["width"] - rows["width_low"], rows["width_high"] - rows["width"]]
        measured(
            ax, rows["correlation_length_connected"], rows["width"], bars, **style | {"linestyle": "none"}
        )
        if hypothesis is not None:
            line = {key: style[key] for key in ("color", "linestyle")}
            curve = widths_of_hypothesis(hypothesis, kind.setting, rows)
            ax.plot(rows["correlation_length_connected"], curve, **line, linewidth=1)
    ax.set_xscale("log")
    ax.set_yscale("log")


def _with_width(kind: Kind) -> DataFrame:
    return kind.widths[kind.widths["has_width"]]


def _panel_name(kind: Kind) -> str:
    hypothesis = best_hypothesis(kind.hypotheses)
    lines = (
        "too few conditions for weights" if hypothesis is None else f"lines: {hypothesis_label(hypothesis)}"
    )
    return f"{FILTERS[kind.sharing]}; {lines}"


def _same_ends(axes: Sequence[Axes]) -> None:
    """Give panels of widths the same axes, and draw where the width equals the correlation length."""
    shown = [ax for ax in axes if ax.has_data()]
    for which in ("x", "y"):
        ends = np.array([getattr(ax, f"get_{which}lim")() for ax in shown])
        for ax in shown:
            getattr(ax, f"set_{which}lim")(ends[:, 0].min(), ends[:, 1].max())
    for ax in shown:
        ax.plot(
            ax.get_xlim(),
            ax.get_xlim(),
            label="width = correlation length",
            scalex=False,
            scaley=False,
            **EXACT,
        )
        for axis in (ax.xaxis, ax.yaxis):
            plain_log_ticks(axis)


def _draw_region(ax: Axes, kinds: list[Kind]) -> None:
    """Draw conditions in the plane of correlation length and sites per unit: filled if fields are localized."""
    for place, kind in enumerate(kinds):
        rows, style = kind.widths, look(place)
        shift = 1 + 0.08 * (place - (len(kinds) - 1) / 2)
        for has_width, fill in ((True, style["color"]), (False, "none")):
            chosen = rows[rows["has_width"] == has_width]
            x, y = chosen["correlation_length_connected"], chosen["sites_per_unit"] * shift
            label = FILTERS[kind.sharing] + ("" if has_width else ", not localized")
            options = {"color": style["color"], "marker": style["marker"], "markerfacecolor": fill}
            if len(chosen):
                ax.plot(x, y, linestyle="none", label=label, **options)
    ax.set_xscale("log")
    plain_log_ticks(ax.xaxis)
    sites = sorted({value for kind in kinds for value in kind.widths["sites_per_unit"]})
    ax.set_yscale("log")
    ax.set_yticks(sites, [f"{value:g}" for value in sites])
    ax.minorticks_off()
    ax.set_ylim(sites[0] / 1.5, sites[-1] * 8)  # room for the legend
    ax.set_xlabel(_LENGTH)
    ax.set_ylabel("sites per hidden unit (sites)")
    ax.legend(**_SMALL_LEGEND, loc="upper center")


def _draw_errors(ax: Axes, kinds: list[Kind]) -> None:
    """Draw the median error of predictions of every hypothesis, with its interval, beside the goal."""
    rows = [
        row for kind in kinds for _, row in kind.hypotheses.iterrows() if np.isfinite(row["median_error"])
    ]
    ax.set_xlabel("error of predicted widths (%)")
    ax.set_yticks(range(len(HYPOTHESIS_NAMES)), HYPOTHESIS_NAMES.values())
    ax.set_ylim(len(HYPOTHESIS_NAMES) + 2.2, -0.5)  # room for the legend
    if not rows:
        write_in_panel(ax, "no condition can be held out")
        return
    order = {(kind.sharing, length): place for place, (kind, length) in enumerate(_series(kinds))}
    for (sharing, length), place in order.items():
        chosen = [row for row in rows if row["sharing"] == sharing and row["length"] in (length, "none")]
        chosen = [row for row in chosen if length == "measured" or row["length"] != "none"]
        if not chosen:
            continue
        shift = 0.16 * (place - (len(order) - 1) / 2)
        y = [list(HYPOTHESIS_NAMES).index(row["hypothesis"]) + shift for row in chosen]
        x = 100 * np.array([row["median_error"] for row in chosen])
        ends = 100 * np.array([[row["median_error_low"], row["median_error_high"]] for row in chosen])
        style = look(place) | {"linestyle": "none", "elinewidth": 0.8}
        words = "" if length == "measured" else ", infinite lattice"
        bars = np.nan_to_num(np.abs(ends.T - x))  # none with one replica
        ax.errorbar(x, y, xerr=bars, label=FILTERS[sharing] + words, **style)
    goal = 100 * kinds[0].hypotheses["goal"].iloc[0]
    ax.axvline(goal, color="black", linestyle=":", linewidth=0.8, label=f"goal, {goal:g} %")
    ax.set_xscale("log")
    plain_log_ticks(ax.xaxis)
    ax.legend(**_SMALL_LEGEND, loc="lower center")


def _series(kinds: list[Kind]) -> list[tuple[Kind, str]]:
    return [(kind, length) for kind in kinds for length in ("measured", "infinite")]
