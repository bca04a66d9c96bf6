"""How exact each example transformation is: trace condition, divergence and free energy against coupling."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.kit.style import DOUBLE_COLUMN, look, name_panel, new_figure, plain, styled
from rgcore.words.wording import count, listing, number

__all__ = ["FLOOR", "ROUNDING", "draw", "draw_measure", "seen"]

FLOOR = 1e-17
"""What is smaller, zero included, is drawn here."""

ROUNDING = 1e-10
"""Below it a sum over all states is exact up to rounding."""

_MEASURES = {
    "trace_condition_error": ("trace condition", "largest error (dimensionless)"),
    "kl_divergence": ("divergence", "Kullback-Leibler divergence (nats)"),
    "free_energy_difference": ("free energy", r"$|\Delta F|$ (units of $k_\mathrm{B}T$)"),
}


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw three measures of exactness side by side."""
    exactness = tables["vrg_exactness"]
    n_lines = exactness.groupby(["transformation", "size"]).ngroups
    figure = new_figure(DOUBLE_COLUMN, 2.7 + 0.17 * -(-n_lines // 3))
    axes = figure.subplots(1, len(_MEASURES), sharey=True)
    for place, (measure, ax) in enumerate(zip(_MEASURES, axes, strict=True)):
        name_panel(draw_measure(exactness, ax, measure), place, _MEASURES[measure][0])
    handles, labels = axes[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=3)
    return figure


def draw_measure(exactness: DataFrame, ax: Axes, measure: str) -> Axes:
    """Draw one measure of every transformation on a logarithmic axis; the grey band is zero up to rounding."""
    ordered = exactness.sort_values("coupling")
    ax.axhspan(FLOOR / 10, ROUNDING, color="0.92", zorder=0)
    for place, ((name, size), rows) in enumerate(ordered.groupby(["transformation", "size"])):
        values = np.maximum(np.abs(rows[measure].to_numpy()), FLOOR)
        style = look(place)
        line = np.where(values < ROUNDING, np.nan, values)  # rounding errors are marked, not joined
        ax.plot(rows["coupling"], line, linestyle=style["linestyle"], color=style["color"])
        marks = {"linestyle": "none", "markerfacecolor": "white", "label": f"{plain(name)}, size {size}"}
        ax.plot(rows["coupling"], values, **{**style, **marks})
    ax.set_yscale("log")
    ax.set_ylim(FLOOR / 3, None)
    ax.text(
        0.98, ROUNDING / 3, "zero up to rounding", transform=ax.get_yaxis_transform(), ha="right", va="top"
    )
    ax.set_xlabel(r"coupling $K = J/k_\mathrm{B}T$")
    ax.set_ylabel(_MEASURES[measure][1])
    return ax


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Say which transformations obey the trace condition at every coupling, and by how much the others fail."""
    errors = tables["vrg_exactness"].groupby("transformation")["trace_condition_error"].max()
    exact = [plain(name) for name in errors.index[errors < ROUNDING]]
    others = errors[~(errors < ROUNDING)].sort_values()
    sentences = [
        f"Up to rounding, {count(len(exact), 'transformation')} of {len(errors)} "
        f"{'obeys' if len(exact) == 1 else 'obey'} the trace condition at every coupling"
        + (f": {listing(exact)}." if exact else ".")
    ]
    if len(others):
        worst = [f"{plain(name)} ({number(error, 2)})" for name, error in others.items()]
        sentences.append(f"The largest errors of the others: {listing(worst)}.")
    return " ".join(sentences)
