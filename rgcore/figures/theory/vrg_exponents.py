"""Exponents of approximate renormalizations beside the exact ones and those of Monte Carlo renormalization."""

from collections.abc import Mapping

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.legends import legend_below
from rgcore.figures.kit.style import COLOURS, DOUBLE_COLUMN, EXACT, name_panel, new_figure, styled
from rgcore.selection.approximate_exponents import EXPONENTS, best_of_mcrg, by_accuracy
from rgcore.selection.names import plain

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("vrg_exponents", "mcrg"),
    category="Variational RG",
    title="Exponents of approximate renormalizations",
    place=3,
)

_LABELS = {
    "even": r"thermal exponent $y_t$ (dimensionless)",
    "odd": r"magnetic exponent $y_h$ (dimensionless)",
}
_MARKERS = {"chain": "D", "square": "o", "triangular": "^"}


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw y_t and y_h side by side, one line per approximation, and Monte Carlo renormalization below."""
    rows, measured = by_accuracy(tables["vrg_exponents"]), best_of_mcrg(tables["mcrg"])
    labels = [plain(name) for name in rows["approximation"]]
    if measured:
        labels.append(f"Monte Carlo, side {next(iter(measured.values()))['side']}")
    figure = new_figure(DOUBLE_COLUMN, 1.4 + 0.26 * len(labels))
    axes = figure.subplots(1, len(EXPONENTS), sharey=True)
    for place, (sector, ax) in enumerate(zip(EXPONENTS, axes, strict=True)):
        _draw_sector(rows, EXPONENTS[sector], ax)
        if sector in measured:
            _draw_measured(measured[sector], len(rows), ax)
        ax.set_xlabel(_LABELS[sector])
        name_panel(ax, place)
    axes[0].set_yticks(range(len(labels)), labels)
    axes[0].set_ylim(len(labels) - 0.4, -0.6)
    axes[0].set_ylabel("renormalization (best first)")
    axes[0].tick_params(axis="y", which="both", length=0)
    legend_below(figure, axes[:1], 5)
    return figure


def _draw_sector(rows: DataFrame, column: str, ax: Axes) -> None:
    """Draw one exponent of every approximation over the exact one of its lattice."""
    ax.plot(
        rows[f"{column}_exact"],
        range(len(rows)),
        label="exact",
        **{**EXACT, "linestyle": "none", "marker": "|", "markersize": 13},
    )
    for lattice, of_lattice in rows.groupby("lattice"):
        style = {"marker": _MARKERS[lattice], "color": COLOURS[list(_MARKERS).index(lattice)]}
        ax.plot(
            of_lattice[column],
            of_lattice.index,
            linestyle="none",
            markerfacecolor="white",
            zorder=3,
            label=f"{lattice} lattice" if lattice != "chain" else lattice,
            **style,
        )


def _draw_measured(best: Mapping[str, float], place: int, ax: Axes) -> None:
    """Draw the estimate of Monte Carlo renormalization with one standard error."""
    ax.plot(
        [best["exponent_exact"]],
        [place],
        **{**EXACT, "linestyle": "none", "marker": "|", "markersize": 13},
    )
    ax.errorbar(
        [best["exponent"]],
        [place],
        xerr=[best["exponent_err"]],
        linestyle="none",
        marker="s",
        color="black",
        elinewidth=0.8,
        zorder=3,
        label="measured",
    )
