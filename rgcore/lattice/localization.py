"""Which receptive fields are localized: one blob above its background."""

import numpy as np

from rgcore.lattice.square import lattice_images

__all__ = ["FOREGROUND_IN_DEVIATIONS", "background", "is_localized", "localized_fraction"]

FOREGROUND_IN_DEVIATIONS = 3.0
LEAST_SHARE = 0.25  # of sum w^2 in the foreground
LEAST_CONCENTRATION = 0.75  # of the foreground within a quarter of the side


def background(fields: np.ndarray) -> np.ndarray:
    """Return the standard deviation of the background of fields (..., side, side): median |w| / 0.6745, (...).

    It is that of Gaussian noise that fills most of the field, for any blob in the smaller rest.
    """
    return np.median(np.abs(fields), axis=(-2, -1)) / 0.6745


def is_localized(fields: np.ndarray) -> np.ndarray:
    """Return whether fields (..., side, side) are one blob above their background, each: (...) bool.

    Two conditions, on the foreground (weights of more than 3 deviations of the background): it holds at least
    1/4 of sum w^2, and at least 3/4 of its own sum w^2 lies within a quarter of the side of its centre.
    White noise has 0.03 in place of 1/4; heavy tails, waves and distant blobs fail the second, as does
    a blob with s above about a fifth of the side (fwhm above half of it): larger blocks cannot be distinguished from
    extended fields. Measured:

    ================================================  ====  ============
    field                                             side  passes
    ================================================  ====  ============
    Gaussian noise                                    20    none of 1000
    Gaussian noise                                    12    0.2 %
    Gaussian noise                                    8     2 %
    Gaussian noise                                    4     12 %
    noise with correlations of Gaussian shape, s = 2  20    3 %
    blob, s = 1 to 3, noise 1/10 of the peak          20    always
    blob, s = 1 to 3, noise 1/3 of the peak           20    never
    ================================================  ====  ============
    """
    moduli = np.abs(fields)
    squares = np.square(fields, dtype=np.float64)
    border = FOREGROUND_IN_DEVIATIONS * background(fields)[..., None, None]
    foreground = np.where(moduli > border, squares, 0)
    total = foreground.sum(axis=(-2, -1))
    distinct = (total >= LEAST_SHARE * squares.sum(axis=(-2, -1))) & (total > 0)
    near = np.where(_within_a_quarter(foreground), foreground, 0).sum(axis=(-2, -1))
    return distinct & (near >= LEAST_CONCENTRATION * total)


def localized_fraction(fields: np.ndarray) -> float:
    """Return the fraction of localized fields (n_sites, n_units); NaN where the sites are no square lattice."""
    if round(len(fields) ** 0.5) ** 2 != len(fields):
        return float("nan")
    return float(is_localized(lattice_images(fields)).mean())


def _within_a_quarter(masses: np.ndarray) -> np.ndarray:
    """Return which sites lie within a quarter of the side of the circular centre of masses (..., side, side)."""
    side = masses.shape[-1]
    sites = np.arange(side)
    turns = np.exp(2j * np.pi * sites / side)
    rows, columns = (
        (sites - np.angle(masses.sum(axis=axis) @ turns)[..., None] * side / (2 * np.pi) + side / 2) % side
        - side / 2
        for axis in (-1, -2)
    )
    return np.hypot(rows[..., :, None], columns[..., None, :]) <= side / 4
