"""Essay figure 3: principal components of a Gaussian cloud, and their variances beside the exact ones."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.style import COLOURS, SINGLE_COLUMN, measured, name_panel, new_figure, styled
from rgcore.selection.components.gaussian_rows import gaussian_rows

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("pca_gaussian",),
    category="Principal components as a momentum shell",
    title="Principal components of a Gaussian cloud",
    place=1,
)

_MOST_POINTS = 1500


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw the cloud with its principal axes, and the variances along them."""
    gaussian = tables["pca_gaussian"]
    figure = new_figure(2 * SINGLE_COLUMN, 2.6)
    grid = figure.add_gridspec(1, 2, width_ratios=[1.25, 1])
    name_panel(draw_cloud(gaussian, figure.add_subplot(grid[0])), 0, "cloud and principal axes")
    name_panel(draw_variances(gaussian, figure.add_subplot(grid[1])), 1, "variance along each axis")
    return figure


def draw_cloud(gaussian: DataFrame, ax: Axes) -> Axes:
    """Draw the first points of the cloud, and each principal axis as long as two standard deviations."""
    points = gaussian_rows(gaussian, "sample").head(_MOST_POINTS)
    ax.plot(points["x"], points["y"], ".", color="0.6", markersize=1.6, zorder=1, rasterized=True)
    for place, axis in enumerate(gaussian_rows(gaussian, "component").itertuples()):
        length = 2 * np.sqrt(axis.variance)
        arrow = {"arrowstyle": "-|>", "linewidth": 1.6, "color": COLOURS[place], "shrinkA": 0, "shrinkB": 0}
        tip = (length * axis.x, length * axis.y)
        ax.annotate("", tip, (0, 0), arrowprops=arrow, zorder=4)
        box = {"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none", "alpha": 0.85}
        ax.annotate(
            rf"$2\sigma_{place + 1}$",
            tip,
            xytext=(7 * np.sign(tip[0] or 1), 7 * np.sign(tip[1] or 1)),
            textcoords="offset points",
            ha="center",
            va="center",
            bbox=box,
            zorder=5,
        )
    ax.set_aspect("equal", adjustable="datalim")
    ax.set_xlabel(r"$x_1$ (dimensionless)")
    ax.set_ylabel(r"$x_2$ (dimensionless)")
    return ax


def draw_variances(gaussian: DataFrame, ax: Axes) -> Axes:
    """Draw measured variances with one standard error over the exact ones (grey bars)."""
    axes = gaussian_rows(gaussian, "component")
    places = np.arange(1, len(axes) + 1)
    ax.bar(places, axes["variance_exact"], width=0.6, color="0.85", edgecolor="0.5", label="exact", zorder=1)
    measured(
        ax,
        places,
        axes["variance"],
        axes["variance_err"],
        fmt="o",
        color=COLOURS[0],
        label="measured",
        capsize=4,
    )
    ax.set_xticks(places)
    ax.set_xlim(0.4, len(axes) + 0.6)
    ax.set_ylim(0, 1.15 * axes[["variance", "variance_exact"]].to_numpy().max())
    ax.set_xlabel("principal component (rank)")
    ax.set_ylabel("variance (dimensionless)")
    ax.legend(loc="upper right")
    return ax
