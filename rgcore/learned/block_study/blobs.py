"""How the fields of one layer share the lattice: their typical width, and how many sit on another."""

import numpy as np
import pandas as pd

from rgcore.lattice.square import lattice_images
from rgcore.learned.field_size import measure_field

__all__ = [
    "DUPLICATE_WITHIN",
    "LEAST_LOCALIZED",
    "LEAST_REPLICAS_LOCALIZED",
    "SIZES",
    "blobs_of_layer",
    "crowded_fraction",
    "duplicate_fraction",
]

LEAST_LOCALIZED = 0.5
"""Of the hidden units: a median over fewer is none of the layer."""

LEAST_REPLICAS_LOCALIZED = 0.8
"""Of the training runs of a condition, with ``LEAST_LOCALIZED``: widths of fewer are those of a selection."""

DUPLICATE_WITHIN = 0.7
"""Distance of two centres, in spacings of evenly spread units, below which two fields count as one blob."""

SIZES = (
    "fwhm",
    "fwhm_lower_quartile",
    "fwhm_upper_quartile",
    "participation_ratio",
    "n_localized",
    "localized_fraction",
    "duplicate_fraction",
    "one_sign_fraction",
)
"""What :func:`blobs_of_layer` returns, in its order."""


def blobs_of_layer(weights: np.ndarray) -> dict[str, float | int]:
    """Return the size of the localized fields of one layer.

    Parameters
    ----------
    weights : (side**2, n_hidden) array

    Returns
    -------
    dict
        ``fwhm``: median over the localized fields, lattice spacings; ``fwhm_lower_quartile`` and
        ``fwhm_upper_quartile``; ``participation_ratio``: their median, sites; ``n_localized``; ``localized_fraction``;
        ``duplicate_fraction`` of the localized ones; ``one_sign_fraction``: of them, those whose weights of more than
        half the peak all have one sign. NaN without a localized field.
    """
    images = lattice_images(weights)
    fields = pd.DataFrame([measure_field(image) for image in images])
    localized = fields["localized"].to_numpy()
    chosen = fields[localized]
    quartiles = chosen["fwhm"].quantile([0.25, 0.5, 0.75]).to_numpy()
    spacing = images.shape[1] / len(images) ** 0.5
    centres = chosen[["center_row", "center_column"]].to_numpy()
    return {
        "fwhm": float(quartiles[1]),
        "fwhm_lower_quartile": float(quartiles[0]),
        "fwhm_upper_quartile": float(quartiles[2]),
        "participation_ratio": float(chosen["participation_ratio"].median()),
        "n_localized": int(localized.sum()),
        "localized_fraction": float(localized.mean()),
        "duplicate_fraction": duplicate_fraction(centres, images.shape[1], DUPLICATE_WITHIN * spacing),
        "one_sign_fraction": _one_sign_fraction(images[localized]),
    }


def duplicate_fraction(centres: np.ndarray, side: int, within: float) -> float:
    """Return the fraction of centres with another one at a distance below ``within``, around the torus.

    Parameters
    ----------
    centres : (n, 2) float array
        Rows and columns, in lattice spacings.
    side : int
    within : float
        In lattice spacings.

    Returns
    -------
    float
        NaN without a centre.
    """
    apart = np.abs(centres[:, None] - centres[None])
    return crowded_fraction(np.hypot(*np.moveaxis(np.minimum(apart, side - apart), -1, 0)), within)


def crowded_fraction(distances: np.ndarray, within: float) -> float:
    """Return the fraction of points with another one nearer than ``within``; NaN without a point.

    Parameters
    ----------
    distances : (n, n) float array
        Between the points; the diagonal is not read.
    within : float
    """
    if not len(distances):
        return float("nan")
    others = np.where(np.eye(len(distances), dtype=bool), np.inf, distances)
    return float((others.min(axis=1) < within).mean())


def _one_sign_fraction(images: np.ndarray) -> float:
    """Return the fraction of images (n, side, side) whose weights beyond half the peak all have one sign."""
    if not len(images):
        return float("nan")
    large = np.abs(images) > np.abs(images).max(axis=(1, 2), keepdims=True) / 2
    signs = np.where(large, np.sign(images), 0)
    return float((np.abs(signs.sum(axis=(1, 2))) == large.sum(axis=(1, 2))).mean())
