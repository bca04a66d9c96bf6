"""Many small square images as one, with white gaps, and the bar that explains its colours."""

import numpy as np
from matplotlib.axes import Axes

__all__ = ["draw_mosaic", "mosaic"]


def mosaic(images: np.ndarray, n_columns: int) -> np.ndarray:
    """Lay square images out row by row.

    Parameters
    ----------
    images : (n, side, side) float array
    n_columns : int

    Returns
    -------
    2D float array
        Images in their order, one pixel (or more for large images) of NaN between them; missing ones NaN.
    """
    n_images, side, _ = images.shape
    gap = max(1, side // 10)
    n_rows = -(-n_images // n_columns)
    canvas = np.full((n_rows * (side + gap) - gap, n_columns * (side + gap) - gap), np.nan)
    for place, image in enumerate(images):
        top, left = (index * (side + gap) for index in divmod(place, n_columns))
        canvas[top : top + side, left : left + side] = image
    return canvas


def draw_mosaic(images: np.ndarray, n_columns: int, ax: Axes, **options) -> Axes:
    """Draw images (n, side, side) side by side without ticks; ``options`` go to ``imshow``."""
    ax.imshow(np.ma.masked_invalid(mosaic(images, n_columns)), **options)
    ax.set_anchor("N")
    ax.axis("off")
    return ax
