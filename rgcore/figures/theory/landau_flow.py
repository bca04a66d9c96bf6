"""Momentum-shell flow of the phi^4 theory in the (r, u) plane, and the exponent nu against dimension."""

from collections.abc import Mapping

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.arrows import draw_arrow
from rgcore.figures.kit.legends import legend_below
from rgcore.figures.kit.style import COLOURS, DOUBLE_COLUMN, EXACT, look, name_panel, new_figure, styled
from rgcore.selection.landau import one_component, shown_dimensions

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("landau_flow", "landau_fixed_points", "landau_exponents"),
    category="Momentum shell",
    title="Flow of (r, u), fixed points and nu",
    place=1,
)

_BASINS = {
    "critical": {"color": "black", "linewidth": 1.6, "linestyle": "-"},
    "disordered": {"color": COLOURS[0], "linewidth": 0.8, "linestyle": "-"},
    "ordered": {"color": COLOURS[1], "linewidth": 0.8, "linestyle": "--"},
    "undecided": {"color": "0.6", "linewidth": 0.8, "linestyle": ":"},
}
_POINTS = {
    "gaussian": {"marker": "o", "markersize": 6, "label": "Gaussian fixed point"},
    "wilson_fisher": {"marker": "*", "markersize": 10, "label": "Wilson-Fisher fixed point"},
}


_FIRST_ORDER = {
    "nu_first_order": {**look(0), "markerfacecolor": "white", "label": r"$1/2+\epsilon/12$"},
    "nu_first_order_inverse": {**look(1), "markerfacecolor": "white", "label": r"$1/(2-\epsilon/3)$"},
}
_SUMMED = {**look(2), "label": r"Padé-Borel sum to $\epsilon^5$"}
_KNOWN = {"exact": {"marker": "*", "markersize": 11}, "best known": {"marker": "P", "markersize": 7}}
_HIGHEST_NU = 1.05  # above nu = 1 of two dimensions
_KNOWN_LOOK = {"color": "black", "linestyle": "none", "zorder": 5}


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw the flow in up to three dimensions, those nearest to 3, 4 and 5, and nu against dimension."""
    flow, points = tables["landau_flow"], one_component(tables["landau_fixed_points"])
    dimensions = shown_dimensions(flow)
    n_rows = -(-(len(dimensions) + 1) // 2)
    figure = new_figure(DOUBLE_COLUMN, 0.6 + 2.5 * n_rows)
    axes = list(figure.subplots(n_rows, 2).flat)
    for place, dimension in enumerate(dimensions):
        rows = [frame[frame["dimension"] == dimension] for frame in (flow, points)]
        name_panel(draw_plane(*rows, axes[place]), place, rf"flow in $d$ = {dimension:g}")
    exponents = one_component(tables["landau_exponents"])
    name_panel(draw_exponent(points, exponents, axes[len(dimensions)]), len(dimensions), r"exponent $\nu$")
    for ax in axes[len(dimensions) + 1 :]:
        ax.remove()
    legend_below(figure, axes[: len(dimensions)], 3)
    return figure


def draw_plane(flow: DataFrame, points: DataFrame, ax: Axes) -> Axes:
    """Draw the trajectories of one dimension, arrows towards larger scales, and its physical fixed points."""
    for _, rows in flow.sort_values("scale").groupby("trajectory"):
        basin = rows["basin"].iloc[0]
        ax.plot(rows["r"], rows["u"], label=_flow_name(basin), zorder=2, **_BASINS[basin])
        draw_arrow(rows, ("r", "u"), ax, _BASINS[basin]["color"])
    for row in points[points["physical"]].itertuples():
        ax.plot(
            row.r,
            row.u,
            mfc="white",
            mec="black",
            mew=1.0,
            linestyle="none",
            zorder=5,
            clip_on=False,
            **_POINTS[row.kind],
        )
    ax.set_ylim(bottom=0)
    ax.set_xlabel(r"$r$ (units of cutoff$^2$)")
    ax.set_ylabel(f"$u$ ({_coupling_unit(4 - flow['dimension'].iloc[0])})")
    return ax


def draw_exponent(points: DataFrame, exponents: DataFrame, ax: Axes) -> Axes:
    """Draw nu at the stable fixed point by order in epsilon and by Pade-Borel summation, beside known values."""
    physical = points[points["physical"]].sort_values(["dimension", "kind"])
    stable = physical.drop_duplicates("dimension", keep="last")  # wilson_fisher comes after gaussian
    ax.plot(
        stable["dimension"],
        stable["nu_epsilon_expansion"],
        label=r"second order in $\epsilon = 4 - d$",
        **EXACT,
    )
    for column, style in _FIRST_ORDER.items():
        ax.plot(stable["dimension"], stable[column], **style)
    nu = exponents[exponents["exponent"] == "nu"].sort_values("dimension")
    total, known = nu[nu["method"] == "pade_borel"], nu.dropna(subset="known").drop_duplicates("dimension")
    ax.errorbar(total["dimension"], total["value"], total["spread"], **_SUMMED)
    for kind, style in _KNOWN.items():
        rows = known[(known["source"] == "exact") == (kind == "exact")]
        ax.plot(rows["dimension"], rows["known"], label=kind if len(rows) else None, **style, **_KNOWN_LOOK)
        for row in rows.itertuples():
            beside = {"xytext": (10, 3), "textcoords": "offset points", "va": "center"}
            ax.annotate(f"{row.known:.5g}", (row.dimension, row.known), **beside)
    ax.set_ylim(top=_HIGHEST_NU)
    ax.set_xlabel(r"dimension $d$ of space")
    ax.set_ylabel(r"$\nu$ (dimensionless)")
    ax.legend(loc="upper right")
    return ax


def _coupling_unit(power: float) -> str:
    if power == 0:
        return "dimensionless"
    return "units of cutoff" if power == 1 else f"units of cutoff$^{{{power:g}}}$"


def _flow_name(basin: str) -> str:
    return "critical line" if basin == "critical" else f"flow: {basin}"
