"""The size of a receptive field: participation ratio, widths and decay length.

``distances`` (side, side) are those of the sites from the centre of the field around the torus, in lattice units.

For a Gaussian blob exp(-r^2 / 2 s^2), small on the lattice: participation ratio 2 pi s^2, fwhm 2.3548 s, rms
radius s. A Gaussian background of independent weights of variance b^2 on all N sites changes the sums in the
participation ratio S2^2 / S4 to

    S2 = sum w^2 + N b^2
    S4 = sum w^4 + 6 b^2 sum w^2 + 3 N b^4

The participation ratio grows once b exceeds peak * s / side, where N b^2 is no longer small against sum w^2, and
tends to N / 3. The rms radius grows likewise, to side / sqrt(6). On 20 x 20 sites a background of a tenth of the
peak makes the participation ratio of a blob of s = 1.5 more than twice, and its rms radius three times, too large.
The fwhm changes only if the background nears half the peak: compare temperatures by the fwhm.
"""

import numpy as np
import pandas as pd

from rgcore.lattice.localization import FOREGROUND_IN_DEVIATIONS, background, is_localized
from rgcore.lattice.square import circular_center, lattice_images, periodic_distance
from rgcore.learned.receptive_fields import effective_receptive_fields
from rgcore.rbm.networks.deep_belief import DeepBeliefNetwork
from rgcore.tables.frames import checked_place, with_place

__all__ = [
    "decay_length",
    "field_center",
    "full_width_at_half_maximum",
    "measure_field",
    "participation_ratio",
    "receptive_field_table",
    "rms_radius",
]

FEWEST_RINGS = 3  # of a decay length


def participation_ratio(field: np.ndarray) -> float:
    """Return (sum w^2)^2 / sum w^4, an area in sites: m for m equal weights, N / 3 for Gaussian noise on N."""
    squares = _squares(field)
    return float(squares.sum() ** 2 / (squares**2).sum())


def field_center(field: np.ndarray) -> tuple[float, float]:
    """Return (row, column) of the circular centre of w^2, in lattice units, each from 0 to below the side.

    Only the foreground counts, the weights of more than 3 deviations of the background; the whole field if
    there are none.
    """
    squares = _squares(_foreground(field))
    return circular_center(squares if squares.any() else _squares(field))


def full_width_at_half_maximum(field: np.ndarray, distances: np.ndarray) -> float:
    """Return twice the radius at which |w|, averaged over rings about the centre, falls to half its maximum.

    Rings are one lattice unit wide; between them |w| is interpolated linearly in the mean distance of their
    sites. One isolated site has 1.2: smaller sizes cannot be distinguished.

    Returns
    -------
    float
        In lattice units; NaN if the average never falls to half its maximum within half the side.
    """
    radii, profile = _radial_profile(np.abs(field), distances)
    half = profile.max() / 2
    top = int(profile.argmax())
    below = np.flatnonzero(profile[top:] <= half)
    if len(below) == 0:
        return float("nan")
    outer = top + below[0]
    share = (profile[outer - 1] - half) / (profile[outer - 1] - profile[outer])
    return float(2 * (radii[outer - 1] + share * (radii[outer] - radii[outer - 1])))


def decay_length(field: np.ndarray, distances: np.ndarray) -> float:
    """Return the length over which |w|, averaged over rings about the centre, falls by a factor e.

    A straight line is fitted to its logarithm, from its largest ring outward to the last one before it falls to 3
    times the mean modulus of the background, or to half the side.

    Returns
    -------
    float
        In lattice units; NaN with fewer than 3 such rings, or if |w| does not fall.
    """
    radii, profile = _radial_profile(np.abs(field), distances)
    top = int(profile.argmax())
    mean_modulus = np.sqrt(2 / np.pi) * float(background(field))
    faint = np.flatnonzero(profile[top:] <= FOREGROUND_IN_DEVIATIONS * mean_modulus)
    end = top + faint[0] if len(faint) else len(profile)
    if end - top < FEWEST_RINGS:
        return float("nan")
    slope = np.polyfit(radii[top:end], np.log(profile[top:end]), 1)[0]
    return float(-1 / slope) if slope < 0 else float("nan")


def rms_radius(field: np.ndarray, distances: np.ndarray) -> float:
    """Return sqrt(sum w^2 d^2 / sum w^2), d the distance from the centre around the torus, in lattice units."""
    squares = _squares(field)
    return float(np.sqrt((squares * distances**2).sum() / squares.sum()))


def measure_field(field: np.ndarray) -> dict[str, float | bool]:
    """Return every measure of one field (side, side), by name; undefined ones of a field of zeros are NaN."""
    if not np.any(field):
        names = ("participation_ratio", "fwhm", "rms_radius", "decay_length", "center_row", "center_column")
        return {**dict.fromkeys(names, float("nan")), "peak": 0.0, "localized": False}
    row, column = field_center(field)
    distances = periodic_distance(len(field), (row, column))
    return {
        "participation_ratio": participation_ratio(field),
        "fwhm": full_width_at_half_maximum(field, distances),
        "rms_radius": rms_radius(field, distances),
        "decay_length": decay_length(field, distances),
        "peak": float(field.reshape(-1)[np.abs(field).argmax()]),
        "center_row": row,
        "center_column": column,
        "localized": bool(is_localized(field)),
    }


def receptive_field_table(network: DeepBeliefNetwork, *, temperature: float, replica: int) -> pd.DataFrame:
    """Return the size of every effective receptive field: the table ``receptive_fields`` of one network.

    Parameters
    ----------
    network : DeepBeliefNetwork
        Its visible layer is a square periodic lattice, row by row.
    temperature : float
        In J / k_B.
    replica : int

    Returns
    -------
    DataFrame
        Columns temperature, replica, layer (from 1), unit (from 0), n_hidden, participation_ratio (sites), fwhm,
        rms_radius, decay_length, center_row, center_column (lattice units), peak (signed weight of largest modulus),
        localized.

    Raises
    ------
    InputError
        If the visible units are no square lattice, or temperature or replica is out of range.
    """
    temperature, replica = checked_place(temperature, replica)
    rows = []
    for layer, fields in enumerate(effective_receptive_fields(network), start=1):
        for unit, image in enumerate(lattice_images(fields)):
            rows.append({"layer": layer, "unit": unit, "n_hidden": fields.shape[1], **measure_field(image)})
    return with_place(pd.DataFrame(rows), temperature=temperature, replica=replica)


def _squares(field: np.ndarray) -> np.ndarray:
    return np.asarray(field, dtype=np.float64) ** 2


def _foreground(field: np.ndarray) -> np.ndarray:
    """Return the field with the weights of the background set to zero."""
    return np.where(np.abs(field) > FOREGROUND_IN_DEVIATIONS * float(background(field)), field, 0)


def _radial_profile(values: np.ndarray, distances: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return mean distance and mean value of the sites of each ring within half the side, from inside out."""
    inside = distances <= len(values) / 2
    rings = np.rint(distances[inside]).astype(np.int64)
    counts = np.bincount(rings)
    held = counts > 0  # no site is within half a unit of the centre of a plaquette
    radii = np.bincount(rings, weights=distances[inside])[held] / counts[held]
    return radii, np.bincount(rings, weights=values[inside].astype(np.float64))[held] / counts[held]
