"""The size of receptive fields on a ring: the measures of the square lattice in one dimension.

Full width at half maximum and participation ratio are the same functions of the weights and of their distances from the
centre (:mod:`rgcore.learned.field_size`); in one dimension a ring of sites at a distance is the two sites to the left
and to the right. A field is localized by the two conditions of the square lattice
(:mod:`rgcore.lattice.localization`), within an eighth of the ring to either side of its centre in place of a circle of
a quarter of the side: about as large a part of all sites. Widths beyond a third of the ring are those of extended
fields.
"""

import numpy as np
import pandas as pd

from rgcore.lattice.localization import FOREGROUND_IN_DEVIATIONS, LEAST_CONCENTRATION, LEAST_SHARE
from rgcore.learned.block_study.blobs import DUPLICATE_WITHIN, crowded_fraction
from rgcore.learned.field_size import full_width_at_half_maximum, participation_ratio

__all__ = ["gap_variation", "measure_ring_field", "ring_distance", "sizes_on_ring"]


def measure_ring_field(field: np.ndarray) -> dict[str, float | bool]:
    """Return the size of one field (n_sites,), by name; undefined measures of a field of zeros are NaN.

    Returns
    -------
    dict
        ``fwhm`` (lattice spacings; NaN if the field never falls to half its maximum within half the ring),
        ``participation_ratio`` (sites), ``centre`` (0 to below n_sites), ``localized``.
    """
    if not np.any(field):
        return dict.fromkeys(("fwhm", "participation_ratio", "centre"), float("nan")) | {"localized": False}
    squares = np.square(field, dtype=np.float64)
    foreground = _foreground(squares)
    centre = _circular_centre(foreground if foreground.any() else squares)
    distances = ring_distance(len(field), centre)
    near = foreground[distances <= len(field) / 8].sum()
    return {
        "fwhm": full_width_at_half_maximum(field, distances),
        "participation_ratio": participation_ratio(field),
        "centre": centre,
        "localized": bool(
            foreground.sum() >= LEAST_SHARE * squares.sum()
            and near >= LEAST_CONCENTRATION * foreground.sum()
            and foreground.any()
        ),
    }


def sizes_on_ring(weights: np.ndarray) -> dict[str, float]:
    """Return the size of the localized fields of one layer, weights (n_sites, n_hidden), and how they share the ring.

    Returns
    -------
    dict
        ``fwhm`` and ``participation_ratio``: medians over the localized fields; ``fwhm_of_all``: over all that have a
        width; ``localized_fraction``; ``gap_variation`` of the localized centres; ``duplicate_fraction``: localized
        fields with another one nearer than 0.7 n_sites / n_hidden, of all localized ones. NaN without a localized
        field.
    """
    fields = pd.DataFrame([measure_ring_field(field) for field in weights.T])
    chosen = fields[fields["localized"]]
    centres = chosen["centre"].to_numpy()
    return {
        "fwhm": float(chosen["fwhm"].median()),
        "fwhm_of_all": float(fields["fwhm"].median()),
        "participation_ratio": float(chosen["participation_ratio"].median()),
        "localized_fraction": float(fields["localized"].mean()),
        "gap_variation": gap_variation(centres, len(weights)),
        "duplicate_fraction": _duplicates(centres, weights.shape),
    }


def ring_distance(n_sites: int, centre: float) -> np.ndarray:
    """Return the distance (n_sites,) of every site from a point, the shortest way around the ring."""
    half = n_sites / 2
    return np.abs((np.arange(n_sites) - centre + half) % n_sites - half)


def gap_variation(centres: np.ndarray, n_sites: int) -> float:
    """Return standard deviation over mean of the gaps between neighbouring centres around the ring.

    0 for evenly spread centres, sqrt((n - 1) / (n + 1)) in root mean square for n independent, uniform ones. NaN for
    fewer than two.
    """
    if len(centres) < 2:
        return float("nan")
    ordered = np.sort(centres)
    gaps = np.diff(ordered, append=ordered[0] + n_sites)
    return float(gaps.std() / gaps.mean())


def _foreground(squares: np.ndarray) -> np.ndarray:
    """Return the squared weights of more than 3 deviations of the background, 0 elsewhere."""
    background = np.median(squares) / 0.6745**2
    return np.where(squares > FOREGROUND_IN_DEVIATIONS**2 * background, squares, 0)


def _circular_centre(masses: np.ndarray) -> float:
    n_sites = len(masses)
    turns = np.exp(2j * np.pi * np.arange(n_sites) / n_sites)
    return float(np.angle(masses @ turns)) * n_sites / (2 * np.pi) % n_sites


def _duplicates(centres: np.ndarray, shape: tuple[int, int]) -> float:
    n_sites, n_hidden = shape
    apart = np.abs(centres[:, None] - centres[None])
    return crowded_fraction(np.minimum(apart, n_sites - apart), DUPLICATE_WITHIN * n_sites / n_hidden)
