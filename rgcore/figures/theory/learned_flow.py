"""K' of learned hidden spins against K, and the couplings of the visible spins of trained networks."""

from collections.abc import Mapping

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.style import DOUBLE_COLUMN, EXACT, look, measured, name_panel, new_figure, styled
from rgcore.selection.learned_flow import flow_curves, hidden_flow, shape_curves

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("learned_flow", "network_couplings"),
    category="Variational RG",
    title="Couplings that hidden spins learn, and the Ising model that a network is",
    place=5,
)


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw K' against K on small tori, and couplings and their shares of networks against temperature."""
    flow, couplings = tables["learned_flow"], tables["network_couplings"]
    figure = new_figure(DOUBLE_COLUMN, 6.6)
    axes = figure.subplots(2, 2).ravel()
    draw_flow(flow, couplings, axes[0])
    draw_shares(couplings, axes[1])
    draw_couplings(couplings, axes[2], "coupling", "coupling_spread")
    draw_couplings(couplings, axes[3], "coupling_on_data", "coupling_on_data_err")
    titles = ("hidden spins", "share of the Hamiltonian", "over all states", "in configurations")
    for place, (ax, title) in enumerate(zip(axes, titles, strict=True)):
        name_panel(ax, place, title)
        ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.24), ncols=2, borderaxespad=0)
    return figure


def draw_flow(flow: DataFrame, couplings: DataFrame, ax: Axes) -> Axes:
    """Draw K' of hidden spins against K, one line per map and lattice and marks for networks, over the diagonal."""
    ends = [flow["coupling"].min(), flow["coupling"].max()]
    ax.plot(ends, ends, label="$K' = K$", **EXACT)
    for place, (label, rows) in enumerate(flow_curves(flow)):
        style = {**look(place), "markerfacecolor": "white"}
        ax.plot(rows["coupling"], rows["effective_coupling"], label=label, **style)
    networks = hidden_flow(couplings)
    marks = {"linestyle": "none", "marker": "x", "color": "black", "label": "networks of (b) to (d)"}
    measured(ax, networks["coupling"], networks["effective_coupling"], networks["spread"], **marks)
    ax.set_xlabel(r"coupling $K = J/k_\mathrm{B}T$")
    ax.set_ylabel("coupling $K'$ (dimensionless)")
    return ax


def draw_couplings(couplings: DataFrame, ax: Axes, name: str, bars: str) -> Axes:
    """Draw a column of couplings by shape against temperature, with another one as bars."""
    for place, (label, rows) in enumerate(shape_curves(couplings, shares=False)):
        if place == 0:
            ax.plot(rows["temperature"], rows["coupling_exact"], label="exact $K$", **EXACT)
        style = {**look(place), "markerfacecolor": "white"}
        measured(ax, rows["temperature"], rows[name], rows[bars], label=label, **style)
    ax.axhline(0, color="0.65", linewidth=0.8, zorder=0)
    ax.set_xlabel(r"temperature $T$ ($J/k_\mathrm{B}$)")
    ax.set_ylabel(r"coupling (units of $k_\mathrm{B}T$)")
    return ax


def draw_shares(couplings: DataFrame, ax: Axes) -> Axes:
    """Draw the shares of the variance of H against temperature, with bars of one standard error."""
    for place, (label, rows) in enumerate(shape_curves(couplings, shares=True)):
        style = {**look(place), "markerfacecolor": "white"}
        measured(ax, rows["temperature"], rows["share"], rows["share_err"], label=label, **style)
    ax.set_ylim(bottom=min(0.0, ax.get_ylim()[0]))
    ax.set_xlabel(r"temperature $T$ ($J/k_\mathrm{B}$)")
    ax.set_ylabel("share of the variance (dimensionless)")
    return ax
