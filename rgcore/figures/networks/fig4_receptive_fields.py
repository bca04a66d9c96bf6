"""Essay figure 4 (after Mehta and Schwab): the stack, its receptive fields, samples and reconstructions.

Drawn at the temperature of the table that is nearest to the published 1/0.408 J/k_B, from its first replica.
Of one hidden layer that layer is drawn, of two both, of more the second and the last, as published.
"""

from collections.abc import Mapping
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.fields import draw_mosaic
from rgcore.figures.kit.style import DOUBLE_COLUMN, diverging_map, name_panel, new_figure, styled
from rgcore.selection.networks.stacks import published_rows, shown_layers, stack_sizes

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("dbn_training", "receptive_fields", "receptive_field_images", "reconstructions"),
    category="Restricted Boltzmann machines",
    title="Receptive fields and reconstructions",
    place=3,
)

_MOST_FIELDS = 144
_MOST_SAMPLES = 8


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw architecture, receptive fields of up to two layers, and samples with their reconstructions."""
    images, samples = (published_rows(tables[name]) for name in ("receptive_field_images", "reconstructions"))
    layers = shown_layers(images)
    figure = new_figure(DOUBLE_COLUMN, 5.9)
    grid = figure.add_gridspec(3, len(layers), height_ratios=[0.3, 3.2, 1.5])
    architecture = draw_architecture(tables["dbn_training"], figure.add_subplot(grid[0, :]))
    name_panel(architecture, 0, _temperature_words(images))
    axes = [figure.add_subplot(grid[1, place]) for place in range(len(layers))]
    for place, (layer, ax) in enumerate(zip(layers, axes, strict=True)):
        fields = images[images["layer"] == layer]
        shown = min(len(fields), _MOST_FIELDS)
        which = f"all {shown}" if shown == len(fields) else f"the first {shown} of {len(fields)}"
        name_panel(draw_fields(fields, ax), place + 1, f"layer {layer}: receptive fields of {which} units")
    colours = ScalarMappable(Normalize(-1, 1), diverging_map())
    bar = figure.colorbar(colours, ax=axes, shrink=0.9, aspect=30, pad=0.02)
    bar.set_label("weight / largest |weight| of the layer")
    name_panel(
        draw_reconstructions(samples, figure.add_subplot(grid[2, :])), len(layers) + 1, "held-out samples"
    )
    return figure


def draw_architecture(training: DataFrame, ax: Axes) -> Axes:
    """Draw the sizes of the layers in a row, visible units first."""
    sizes = stack_sizes(training)
    places = (np.arange(len(sizes)) + 0.5) / len(sizes)
    box = {"boxstyle": "round,pad=0.35", "facecolor": "0.93", "edgecolor": "black", "linewidth": 0.6}
    arrow = {"arrowstyle": "-|>", "linewidth": 1.0, "color": "black", "shrinkA": 4, "shrinkB": 4}
    ax.set_xlim(0, 1)
    ax.axis("off")
    names = [f"{sizes[0]} visible units"] + [
        f"layer {n}: {size} units" for n, size in enumerate(sizes[1:], 1)
    ]
    boxes = [
        ax.text(place, 0.45, name, ha="center", va="center", bbox=box)
        for place, name in zip(places, names, strict=True)
    ]
    for before, after in pairwise(boxes):
        ax.annotate("", (0, 0.5), xycoords=after, xytext=(1, 0.5), textcoords=before, arrowprops=arrow)
    return ax


def draw_fields(images: DataFrame, ax: Axes) -> Axes:
    """Draw the receptive fields of one layer, each divided by the largest absolute weight of the layer."""
    fields = _pictures(images.sort_values("unit"), "weights")
    largest = np.abs(fields).max() or 1.0
    n_columns = int(np.ceil(np.sqrt(min(len(fields), _MOST_FIELDS))))
    return draw_mosaic(fields[:_MOST_FIELDS] / largest, n_columns, ax, cmap=diverging_map(), vmin=-1, vmax=1)


def draw_reconstructions(samples: DataFrame, ax: Axes) -> Axes:
    """Draw samples (spin up white) over their reconstructions (the mean spin, from black to white)."""
    rows = samples.sort_values("sample").head(_MOST_SAMPLES)
    pictures = np.concatenate([_pictures(rows, "original"), _pictures(rows, "reconstruction")])
    shown = (pictures + 1) / 2 * 0.9 + 0.05  # neither pure black nor pure white: the frame stays visible
    draw_mosaic(shown, len(rows), ax, cmap="gray", vmin=0, vmax=1)
    side = pictures.shape[1]
    for place, name in enumerate(("sample", "recon-\nstruction")):
        height = side * (place + 0.5) + place * max(1, side // 10)
        ax.text(-0.15 * side, height, name, ha="right", va="center")
    return ax


def _pictures(rows: DataFrame, column: str) -> np.ndarray:
    """Return a column of lists as (n, side, side) float64."""
    side = int(rows["side"].iloc[0])
    return np.stack([np.asarray(values, dtype=float) for values in rows[column]]).reshape(-1, side, side)


def _temperature_words(images: DataFrame) -> str:
    return rf"stack trained at $T$ = {images['temperature'].iloc[0]:.6g} $J/k_\mathrm{{B}}$"
