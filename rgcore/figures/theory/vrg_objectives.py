"""Networks trained for the divergence, for the free energy, and for both: what each objective leaves open."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.legends import legend_below
from rgcore.figures.kit.style import DOUBLE_COLUMN, EXACT, look, name_panel, new_figure, styled
from rgcore.selection.names import plain
from rgcore.selection.objectives import drawn_coupling, with_half_the_spins

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("vrg_objectives",),
    category="Variational RG",
    title="Divergence, free energy and its bounds as objectives",
    place=4,
)

_FLOOR = 1e-7  # what is smaller, zero included, is drawn here
_MEASURES = {
    "kl_divergence": ("divergence", r"KL$(P||p)$ (nats)"),
    "free_energy_difference": ("free energy", r"$|\Delta F|$ (units of $k_\mathrm{B}T$)"),
    "trace_error_per_spin": ("trace condition", "largest violation (nats per spin)"),
    "effective_coupling": ("hidden spins", r"coupling $K'$ of neighbours (dimensionless)"),
}
_BEFORE_FIRST = 0.4  # place of iteration 0 on the logarithmic axis


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw divergence, free energy, trace condition and K' against the iterations of each objective."""
    rows = with_half_the_spins(drawn_coupling(tables["vrg_objectives"]))
    figure = new_figure(DOUBLE_COLUMN, 5.2)
    axes = figure.subplots(2, 2, sharex=True)
    for place, (measure, ax) in enumerate(zip(_MEASURES, axes.flat, strict=True)):
        name_panel(draw_measure(rows, ax, measure), place, _MEASURES[measure][0])
    for ax in axes[1]:
        ax.set_xlabel("iterations (L-BFGS)")
    legend_below(figure, [axes[1, 1]], 3)
    return figure


def draw_measure(rows: DataFrame, ax: Axes, measure: str) -> Axes:
    """Draw one measure of every objective: K' beside that of decimation, others on logarithmic axes."""
    if measure == "effective_coupling":
        ax.axhline(rows["effective_coupling_of_decimation"].iloc[0], label="decimation, exact", **EXACT)
    else:
        ax.set_yscale("log")
    for place, (name, own) in enumerate(rows.sort_values("iteration").groupby("objective")):
        values = own[measure].to_numpy()
        if measure != "effective_coupling":
            values = np.maximum(np.abs(values), _FLOOR)
        ax.plot(
            np.maximum(own["iteration"], _BEFORE_FIRST),
            values,
            **look(place),
            markerfacecolor="white",
            label=plain(name),
        )
    ax.set_xscale("log")
    ticks = [1, 10, 100, 1000]
    last = rows["iteration"].max()
    ax.set_xticks(
        [_BEFORE_FIRST, *(t for t in ticks if t <= last)], ["0", *(f"{t}" for t in ticks if t <= last)]
    )
    ax.set_ylabel(_MEASURES[measure][1])
    return ax
