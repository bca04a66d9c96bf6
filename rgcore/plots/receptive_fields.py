"""The weights of hidden units as images, on axes of a notebook."""

import math

import numpy as np
from matplotlib.axes import Axes

from rgcore.arguments.arrays import real_array
from rgcore.errors import InputError
from rgcore.figures.kit.fields import draw_mosaic
from rgcore.figures.kit.style import diverging_map, styled
from rgcore.plots.given_axes import checked_axes, new_axes

__all__ = ["plot_receptive_fields"]


def plot_receptive_fields(weights: np.ndarray, *, ax: Axes | None = None) -> Axes:
    """Draw the weights of each hidden unit as a square image, row by row, divided by the largest size of a weight.

    Parameters
    ----------
    weights : (n_visible, n_hidden) array
        Real numbers, finite, not all zero; the visible units are a square lattice row by row, so that n_visible is
        the square of a whole number. Left untouched.
    ax : Axes, optional
        Drawn on; by default those of a new figure.

    Returns
    -------
    Axes

    Raises
    ------
    InputError
        If the weights are something else, or ``ax`` are no axes of matplotlib.
    """
    checked_axes(ax)
    weights = real_array("weights", weights, ("n_visible", "n_hidden"))
    n_visible, n_hidden = weights.shape
    side, largest = math.isqrt(n_visible), np.abs(weights).max()
    if side**2 != n_visible:
        raise InputError(f"weights must be of side * side visible units, got {n_visible}")
    if not largest > 0:
        raise InputError("weights must not all be zero")
    images = (weights / largest).T.reshape(n_hidden, side, side)
    with styled():
        return draw_mosaic(
            images, math.ceil(math.sqrt(n_hidden)), new_axes(ax), cmap=diverging_map(), vmin=-1, vmax=1
        )
