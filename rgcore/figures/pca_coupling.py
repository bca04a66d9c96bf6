"""The quartic coupling and the exponent alpha of data as modes are removed, beside the fixed point's value."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.scales import signed_scale
from rgcore.figures.selection import balanced_rows, data_sets
from rgcore.figures.style import (
    COLOURS,
    DOUBLE_COLUMN,
    measured,
    name_panel,
    new_figure,
    plain,
    plain_log_ticks,
    styled,
)
from rgcore.figures.wording import number, with_error

__all__ = ["MARGINAL", "SMALL", "draw", "draw_coupling", "draw_exponent", "seen"]

SMALL = 1 / 6
"""Size of g at which the coupling 6 g of the flow is 1: an expansion in it can only be meant below."""

MARGINAL = 2.0
"""alpha from which on the Gaussian point is stable."""

_PER_ROW = 3
_STYLES = {
    "covariance": {"color": COLOURS[0], "marker": "o", "linestyle": "-"},
    "correlation": {"color": COLOURS[1], "marker": "s", "linestyle": "--", "markerfacecolor": "white"},
}


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw, per data set, the coupling above the exponent."""
    coupling = tables["pca_coupling"]
    rows = balanced_rows(data_sets(coupling), _PER_ROW)
    figure = new_figure(DOUBLE_COLUMN, 0.6 + 3.7 * len(rows))
    grid = figure.add_gridspec(2 * len(rows), len(rows[0]), height_ratios=[1.3, 1] * len(rows))
    for block, names in enumerate(rows):
        for column, name in enumerate(names):
            part = coupling[coupling["dataset"] == name]
            for half, panel in enumerate((draw_coupling, draw_exponent)):
                ax = panel(part, figure.add_subplot(grid[2 * block + half, column]))
                letter = 2 * block * len(rows[0]) + half * len(names) + column
                name_panel(ax, letter, plain(name) if half == 0 else "")
                if column:
                    ax.set_ylabel("")
    handles, labels = figure.axes[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=3)
    return figure


def draw_coupling(coupling: DataFrame, ax: Axes) -> Axes:
    """Draw g with one standard error, the fixed point's g of the measured alpha, and the band |g| < 1/6."""
    ax.axhspan(-SMALL, SMALL, color="0.9", zorder=0, label=r"$|g| < 1/6$")
    ax.axhline(0, color="0.6", linewidth=0.7, zorder=1)
    for scaling, rows in _by_scaling(coupling):
        style = _STYLES[scaling]
        line = {"color": style["color"], "linestyle": style["linestyle"], "linewidth": 2.2, "alpha": 0.45}
        ax.plot(
            rows["kept_fraction"], rows["g_fixed_point"], label=rf"$g^*$ of this $\alpha$, {scaling}", **line
        )
        marks = {**style, "linestyle": "none"}
        measured(ax, rows["kept_fraction"], rows["g"], rows["g_err"], label=f"$g$, {scaling}", **marks)
    signed_scale(ax, threshold=1.0)
    ax.set_ylabel(r"coupling $g$ (dimensionless)")
    _finish(ax)
    return ax


def draw_exponent(coupling: DataFrame, ax: Axes) -> Axes:
    """Draw alpha with one standard error beside 2, above which the Gaussian point is stable."""
    ax.axhline(MARGINAL, color="black", linewidth=0.7, linestyle=":", zorder=1)
    for scaling, rows in _by_scaling(coupling):
        measured(ax, rows["kept_fraction"], rows["alpha"], rows["alpha_err"], **_STYLES[scaling])
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
    """Say, for each data set at the smallest fraction kept, the coupling beside the fixed point's."""
    coupling = tables["pca_coupling"]
    return " ".join(_sentence(name, coupling[coupling["dataset"] == name]) for name in data_sets(coupling))


def _sentence(name: str, coupling: DataFrame) -> str:
    scaling, rows = next(_by_scaling(coupling))
    usable = rows[np.isfinite(rows["g"]) & np.isfinite(rows["g_fixed_point"])]
    if usable.empty:
        return f"{name}: no coupling is defined at any fraction kept."
    row = usable.iloc[0]
    return (
        f"{name} with {number(row['kept_fraction'], 2)} of the {scaling} modes kept: g = "
        f"{with_error(row['g'], row['g_err'])}, {_size(row)}; alpha = {with_error(row['alpha'], row['alpha_err'])} "
        f"over the modes {row['alpha_first_rank']:.0f} to {row['n_kept']:.0f} (white noise: "
        f"{number(row['alpha_noise'], 2)}), {_fixed_point(row)}."
    )


def _size(row) -> str:
    """Say whether the coupling is below or above 1/6 by two standard errors."""
    margin = 2 * np.nan_to_num(row["g_err"])
    if abs(row["g"]) + margin < SMALL:
        return "small enough to expand in"
    return (
        "too large to expand in"
        if abs(row["g"]) - margin > SMALL
        else "not resolved from 1/6, the limit of smallness"
    )


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
