"""Momentum-shell flow of the phi^4 theory in the (r, u) plane, and the exponent nu against dimension."""

from collections.abc import Mapping

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.kit.arrows import draw_arrow
from rgcore.figures.kit.selection import nearest_each
from rgcore.figures.kit.style import COLOURS, DOUBLE_COLUMN, EXACT, name_panel, new_figure, styled
from rgcore.words.wording import listing, number

__all__ = ["draw", "draw_exponent", "draw_plane", "seen"]

_WANTED = (3.0, 4.0, 5.0)
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


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw the flow in up to three dimensions, those nearest to 3, 4 and 5, and nu against dimension."""
    flow, points = tables["landau_flow"], tables["landau_fixed_points"]
    dimensions = _dimensions(flow)
    n_rows = -(-(len(dimensions) + 1) // 2)
    figure = new_figure(DOUBLE_COLUMN, 0.6 + 2.5 * n_rows)
    axes = list(figure.subplots(n_rows, 2).flat)
    for place, dimension in enumerate(dimensions):
        rows = [frame[frame["dimension"] == dimension] for frame in (flow, points)]
        name_panel(draw_plane(*rows, axes[place]), place, rf"flow in $d$ = {dimension:g}")
    name_panel(draw_exponent(points, axes[len(dimensions)]), len(dimensions), r"exponent $\nu$")
    for ax in axes[len(dimensions) + 1 :]:
        ax.remove()
    legends = [ax.get_legend_handles_labels() for ax in axes[: len(dimensions)]]
    entries = {label: handle for legend in legends for handle, label in zip(*legend, strict=True)}
    figure.legend(entries.values(), entries.keys(), loc="outside lower center", ncols=3)
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


def draw_exponent(points: DataFrame, ax: Axes) -> Axes:
    """Draw nu of the stable fixed point over the epsilon expansion of the literature."""
    physical = points[points["physical"]].sort_values(["dimension", "kind"])
    stable = physical.drop_duplicates("dimension", keep="last")  # wilson_fisher comes after gaussian
    ax.plot(
        stable["dimension"],
        stable["nu_epsilon_expansion"],
        label=r"$\epsilon$ expansion to second order",
        **EXACT,
    )
    for kind, style in _POINTS.items():
        rows = stable[stable["kind"] == kind]
        ax.plot(rows["dimension"], rows["nu"], mfc="white", mec="black", linestyle="none", zorder=4, **style)
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


def _dimensions(flow: DataFrame) -> list[float]:
    return nearest_each(flow["dimension"].tolist(), _WANTED)


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Say, for the dimensions drawn, which fixed point is physical besides the Gaussian, and its nu."""
    points = tables["landau_fixed_points"]
    parts = [_sentence(points[points["dimension"] == d], d) for d in _dimensions(tables["landau_flow"])]
    return " ".join(parts)


def _sentence(points: DataFrame, dimension: float) -> str:
    found = points[(points["kind"] == "wilson_fisher") & points["physical"]]
    if found.empty:
        return f"In d = {dimension:g} the only physical fixed point is the Gaussian one."
    row = found.iloc[0]
    relevant = [number(row[name]) for name in ("eigenvalue_thermal", "eigenvalue_quartic")]
    return (
        f"In d = {dimension:g} the Wilson-Fisher point lies at r = {number(row['r'])}, u = {number(row['u'])} with "
        f"eigenvalues {listing(relevant)}: nu = {number(row['nu'])}, where the epsilon expansion to second order "
        f"gives {number(row['nu_epsilon_expansion'])}."
    )
