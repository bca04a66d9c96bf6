"""Likelihood of held-out configurations under RBM, deep belief network and deep Boltzmann machine."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.legends import legend_below
from rgcore.figures.kit.model_points import cross_out, sideways, temperature_axis
from rgcore.figures.kit.scales import positive_scale, signed_scale
from rgcore.figures.kit.style import DOUBLE_COLUMN, look, measured, name_panel, new_figure, styled
from rgcore.selection.linear_ranges import LIKELIHOOD_GAIN
from rgcore.selection.networks.likelihoods import by_model, model_name
from rgcore.selection.rows import critical_temperature

__all__ = ["CARD", "draw", "draw_gain"]

CARD = FigureCard(
    tables=("rbm_likelihood", "ising_exact"),
    category="Restricted Boltzmann machines",
    title="Likelihood of RBM, deep belief network and deep Boltzmann machine",
    place=7,
)


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw the divergence per site of every model, and the gains over the RBM and over the whole stack."""
    likelihood, critical = tables["rbm_likelihood"], critical_temperature(tables["ising_exact"])
    figure = new_figure(DOUBLE_COLUMN, 3.2)
    axes = figure.subplots(1, 3)
    name_panel(draw_divergence(likelihood, axes[0]), 0, "divergence")
    name_panel(draw_gain(likelihood, axes[1], "gain_over_rbm"), 1, "gain over the RBM")
    name_panel(draw_gain(likelihood, axes[2], "gain_over_dbn"), 2, "gain over the stack")
    for ax in axes:
        temperature_axis(ax, critical)
    legend_below(figure, axes, n_columns=3)
    return figure


def draw_divergence(likelihood: DataFrame, ax: Axes) -> Axes:
    """Draw the divergence per site with one standard error, upper bounds as open marks."""
    _draw_models(likelihood, ax, "divergence_per_site", "reliable")
    error = likelihood["divergence_per_site_err"].fillna(0)
    positive_scale(ax, [*likelihood["divergence_per_site"], *(likelihood["divergence_per_site"] + error)])
    ax.set_ylabel("KL divergence or its upper\nbound (nats per site)")
    return ax


def draw_gain(likelihood: DataFrame, ax: Axes, column: str) -> Axes:
    """Draw a gain in log-likelihood, linear up to LIKELIHOOD_GAIN and logarithmic beyond."""
    ax.axhline(0, color="0.6", linewidth=0.7, zorder=1)
    _draw_models(likelihood, ax, column, f"{column}_reliable")
    signed_scale(ax, threshold=LIKELIHOOD_GAIN)
    ax.set_ylabel("gain in log-likelihood\n(nats per configuration)")
    return ax


def _draw_models(likelihood: DataFrame, ax: Axes, column: str, reliable: str) -> None:
    """Draw one column for each model that has it, crosses over points that are not reliable."""
    extent = np.ptp(likelihood["temperature"])
    for place, n_models, rows in by_model(likelihood):
        part = rows[rows[column].notna()]
        if part.empty:
            continue
        x = sideways(part["temperature"], place, n_models, extent)
        bound = part["is_bound"].astype(bool)
        name = model_name(part.iloc[0])
        for which, face in ((~bound, {}), (bound, {"markerfacecolor": "white"})):
            if which.any():
                style: dict[str, Any] = {**look(place), "linestyle": "none", **face}
                label = f"{name} (bound)" if face else name
                measured(
                    ax,
                    x[which],
                    part.loc[which, column],
                    part.loc[which, f"{column}_err"],
                    label=label,
                    **style,
                )
        cross_out(ax, x, part[column], part[reliable])
