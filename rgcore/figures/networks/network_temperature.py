"""The temperature of what trained networks sample, against their number of hidden units and their likelihood."""

from collections.abc import Mapping

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.legends import legend_below
from rgcore.figures.kit.scales import is_wide
from rgcore.figures.kit.style import (
    DOUBLE_COLUMN,
    EXACT,
    look,
    measured,
    name_panel,
    new_figure,
    plain_log_ticks,
    styled,
)
from rgcore.selection.networks.flow import over_replicas, set_name, trained

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("network_temperature",),
    category="Restricted Boltzmann machines",
    title="Energy and fluctuations of what networks sample, and their likelihood",
    place=16,
)

_UNITS = "hidden over visible units (ratio)"


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw energy and energy fluctuations at the end of training, and energy against divergence as it goes on."""
    rows = _relative(trained(tables["network_temperature"]))
    last = rows[rows["epoch"] == rows["n_epochs"]]
    figure = new_figure(DOUBLE_COLUMN, 2.9)
    axes = figure.subplots(1, 3)
    draw_against_units(last, axes[0], "energy_off")
    axes[0].axhline(0, **EXACT)
    axes[0].set_ylabel("energy less exact one ($J$ per site)")
    draw_against_units(last, axes[1], "variance_relative")
    axes[1].axhline(1, **EXACT)
    axes[1].set_ylabel("energy fluctuations (over exact)")
    draw_trajectories(rows, axes[2])
    for place, (ax, title) in enumerate(
        zip(axes, ("energy", "fluctuations", "as training goes on"), strict=True)
    ):
        name_panel(ax, place, title)
    legend_below(figure, axes, n_columns=4)
    return figure


def draw_against_units(last: DataFrame, ax: Axes, name: str) -> Axes:
    """Draw a number against N_h/N_v, one series per training set, with 95 % intervals over training runs."""
    for place, (label, of_set) in enumerate(_sets(last)):
        means = over_replicas(of_set, ["share"], [name])
        x = means["share"] * 1.06**place  # bars side by side
        measured(ax, x, means[name], means[f"{name}_half"], label=label, **look(place))
    ax.set_xscale("log")
    plain_log_ticks(ax.xaxis)
    ax.set_xlabel(_UNITS)
    return ax


def draw_trajectories(rows: DataFrame, ax: Axes) -> Axes:
    """Draw the energy against the divergence over the epochs of record, a line per training set and number of units."""
    ax.axhline(0, **EXACT)
    for place, (_, of_set) in enumerate(_sets(rows)):
        for _, of_size in of_set.groupby("n_hidden"):
            names = ["divergence_per_site", "energy_off"]
            means = over_replicas(of_size, ["epoch"], names)
            style = look(place) | {"markersize": 3}
            measured(ax, means[names[0]], means[names[1]], means["energy_off_err"], **style)
            ax.plot(*means[names].iloc[-1], **look(place) | {"linestyle": "none", "markersize": 7})
    if is_wide(rows["divergence_per_site"]):
        ax.set_xscale("log")
        plain_log_ticks(ax.xaxis)
    ax.set_xlabel("divergence (nat per site)")
    ax.set_ylabel("energy less exact one ($J$ per site)")
    return ax


def _relative(rows: DataFrame) -> DataFrame:
    return rows.assign(
        energy_off=rows["energy"] - rows["energy_exact"],
        variance_relative=rows["energy_variance"] / rows["energy_variance_exact"],
        share=rows["n_hidden"] / rows["side"] ** 2,
    )


def _sets(rows: DataFrame) -> list[tuple[str, DataFrame]]:
    """Return label and rows of each training set and kind of fields, by temperature."""
    groups = [part for _, part in rows.groupby(["n_temperatures", "training_temperature", "fields"])]
    return [
        (set_name(part) + (", free fields" if part["fields"].iloc[0] == "free" else ""), part)
        for part in groups
    ]
