"""The quartic coupling and the exponent alpha of data as modes are removed, beside the fixed point's value."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.kit.scales import signed_scale
from rgcore.figures.kit.selection import balanced_rows, data_sets
from rgcore.figures.kit.style import (
    COLOURS,
    DOUBLE_COLUMN,
    measured,
    name_panel,
    new_figure,
    plain,
    plain_log_ticks,
    styled,
)
from rgcore.words.couplings import verdict
from rgcore.words.wording import number, with_error

__all__ = ["MARGINAL", "SMALL", "draw", "draw_coupling", "draw_exponent", "seen"]

SMALL = 1 / 6
"""Size of g at which the coupling 6 g of the flow is 1: an expansion in it can only be meant below."""

MARGINAL = 2.0
"""alpha from which on the Gaussian point is stable."""

_PER_ROW = 3
_SCALINGS = ("covariance", "correlation")
_STYLES = {
    "covariance": {"color": COLOURS[0], "marker": "o", "linestyle": "-"},
    "correlation": {"color": COLOURS[1], "marker": "s", "linestyle": "--", "markerfacecolor": "white"},
}
_LABELS = (
    "$g$ read",
    "$g$ read, expansion fails",
    "$g$ at the cutoff",
    "$g$ at the cutoff, expansion fails",
    "$g$ read if one $u$ ruled",
    "$g$ at the cutoff by recursion",
    r"$g^*$ of this $\alpha$",
    r"$|g| < 1/6$",
    r"$\alpha$, covariance",
    r"$\alpha$, correlation",
)
"""In the order of the legend."""

_READ = {"color": COLOURS[0], "marker": "o", "linestyle": "none"}
_RUNNING = {"color": COLOURS[1], "marker": "s", "linestyle": "none"}


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw, per data set, the coupling in both scalings above the exponent."""
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
    entries = {label: handle for ax in figure.axes for handle, label in zip(*_legend(ax), strict=True)}
    labels = sorted(entries, key=_LABELS.index)
    figure.legend([entries[label] for label in labels], labels, loc="outside lower center", ncols=3)
    return figure


def _panels(part, figure, cell):
    """Draw the three panels of one data set into a cell of the grid and return their axes."""
    column = cell.subgridspec(3, 1, height_ratios=[1.3, 1.3, 1])
    axes = [figure.add_subplot(column[place]) for place in range(3)]
    for scaling, ax in zip(_SCALINGS, axes, strict=False):
        draw_coupling(part[part["scaling"] == scaling].sort_values("kept_fraction"), ax)
    draw_exponent(part, axes[2])
    return axes


def _title(name: str, place: int) -> str:
    return (*(f"{plain(name)}, {scaling}" for scaling in _SCALINGS), "")[place]


def _legend(ax: Axes):
    return ax.get_legend_handles_labels()


def draw_coupling(rows: DataFrame, ax: Axes) -> Axes:
    """Draw the coupling of one scaling at every cutoff: read, predicted, at the cutoff, and the fixed point's.

    Marks are filled where an expansion in the coupling is legitimate, open where not.
    """
    x = rows["kept_fraction"]
    ax.axhspan(-SMALL, SMALL, color="0.9", zorder=0, label=_LABELS[7])
    ax.axhline(0, color="0.6", linewidth=0.7, zorder=1)
    ax.plot(x, rows["g_fixed_point"], color="0.55", linewidth=2.2, label=_LABELS[6], zorder=1)
    _draw_prediction(rows, "g_predicted", _LABELS[4], {"color": COLOURS[2], "linestyle": "--"}, ax)
    _draw_prediction(rows, "g_running_predicted", _LABELS[5], {"color": COLOURS[1], "linestyle": ":"}, ax)
    for place, (name, style) in enumerate((("g", _READ), ("g_running", _RUNNING))):
        for good in (True, False):
            shown = rows[(rows["perturbative"] == good) & np.isfinite(rows[name])]
            marks = {**style, "markerfacecolor": style["color"] if good else "white"}
            label = _LABELS[2 * place + (not good)] if len(shown) else None
            measured(ax, shown["kept_fraction"], shown[name], shown[f"{name}_err"], label=label, **marks)
    signed_scale(ax, threshold=0.2)
    ax.set_ylabel(r"coupling $g$ (dimensionless)")
    _finish(ax)
    return ax


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
    """Draw alpha with one standard error beside 2, above which the Gaussian point is stable."""
    ax.axhline(MARGINAL, color="black", linewidth=0.7, linestyle=":", zorder=1)
    for scaling, rows in _by_scaling(coupling):
        label = rf"$\alpha$, {scaling}"
        measured(ax, rows["kept_fraction"], rows["alpha"], rows["alpha_err"], label=label, **_STYLES[scaling])
    ax.set_ylabel(r"$\alpha$ (dimensionless)")
    _finish(ax)
    return ax


def _finish(ax: Axes) -> None:
    ax.set_xscale("log")
    plain_log_ticks(ax.xaxis)
    ax.set_xlabel("fraction of modes kept")


def _by_scaling(coupling: DataFrame):
    """Yield scaling and its rows, covariance first."""
    for scaling in _STYLES:
        rows = coupling[coupling["scaling"] == scaling].sort_values("kept_fraction")
        if len(rows):
            yield scaling, rows


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Say, per data set and scaling, where an expansion in the coupling is legitimate, and g beside the fixed point."""
    coupling = tables["pca_coupling"]
    return " ".join(_sentences(name, coupling[coupling["dataset"] == name]) for name in data_sets(coupling))


def _sentences(name: str, coupling: DataFrame) -> str:
    usable = coupling[np.isfinite(coupling["g"]) & np.isfinite(coupling["g_fixed_point"])]
    if usable.empty:
        return f"{name}: no coupling is defined at any fraction kept."
    parts = [verdict(name, scaling, rows) for scaling, rows in _by_scaling(usable)]
    scaling, rows = next(_by_scaling(usable))
    row = rows.iloc[0]
    return " ".join(
        [
            *parts,
            f"With {number(row['kept_fraction'], 2)} of the {scaling} modes kept: g = "
            f"{with_error(row['g'], row['g_err'])}, {_size(row)}; alpha = "
            f"{with_error(row['alpha'], row['alpha_err'])} over the modes {row['alpha_first_rank']:.0f} to "
            f"{row['n_kept']:.0f} (white noise: {number(row['alpha_noise'], 2)}), {_fixed_point(row)}.",
        ]
    )


def _size(row) -> str:
    """Say whether the coupling is below or above 1/6 by two standard errors."""
    margin = 2 * np.nan_to_num(row["g_err"])
    if abs(row["g"]) + margin < SMALL:
        return "below 1/6 in size"
    return "above 1/6 in size" if abs(row["g"]) - margin > SMALL else "not resolved from 1/6 in size"


def _fixed_point(row) -> str:
    """Say which fixed point is stable at this alpha, and how far the coupling is from it if it is not g = 0."""
    margin = 2 * np.nan_to_num(row["alpha_err"])
    if row["alpha"] - margin >= MARGINAL:
        return "above 2, so that the Gaussian point is the stable one"
    if row["alpha"] + margin >= MARGINAL:
        return "not resolved from 2, on which it depends whether the Gaussian point is the stable one"
    beside = f"so that the stable point is g* = {number(row['g_fixed_point'], 2)}"
    error = np.nan_to_num(row["g_err"])
    if row["g"] * row["g_fixed_point"] < 0 and abs(row["g"]) > 2 * error:
        return f"{beside}, of the opposite sign"
    if error == 0:
        return beside
    return f"{beside}, {number(abs(row['g'] - row['g_fixed_point']) / error, 2)} standard errors of g away"
