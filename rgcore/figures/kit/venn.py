"""A Venn diagram of four sets: four ellipses that cut the plane into all sixteen regions."""

from collections.abc import Sequence

import numpy as np
from scipy.ndimage import distance_transform_edt

__all__ = ["ELLIPSES", "HEIGHT", "WIDTH", "in_ellipse", "places_in_region"]

ELLIPSES = (
    (0.38, 0.44, 0.72, 0.45, 140.0),
    (0.48, 0.54, 0.72, 0.45, 140.0),
    (0.574, 0.54, 0.72, 0.45, 40.0),
    (0.674, 0.44, 0.72, 0.45, 40.0),
)
"""Centre x and y, width, height and angle in degrees of each set's ellipse, in a frame of WIDTH x HEIGHT."""

WIDTH, HEIGHT = 1.054, 0.94
_STEP = 0.004
_APART = 0.45  # of the distance to the nearest place counts as room, beside the distance to the edge


def in_ellipse(x: np.ndarray, y: np.ndarray, which: int) -> np.ndarray:
    """Return where points lie inside ellipse ``which`` (bool array of their shape)."""
    centre_x, centre_y, width, height, angle = ELLIPSES[which]
    cosine, sine = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    along = (x - centre_x) * cosine + (y - centre_y) * sine
    across = (y - centre_y) * cosine - (x - centre_x) * sine
    return (2 * along / width) ** 2 + (2 * across / height) ** 2 < 1


def places_in_region(members: Sequence[bool], n_places: int) -> np.ndarray:
    """Return places, inside exactly the sets named and no other, far from its edges and from one another.

    The region is sampled on a grid; each place is where there is most room, given those before it.

    Parameters
    ----------
    members : sequence of four bool
    n_places : int

    Returns
    -------
    (n_places, 2) float array of x and y
    """
    y, x = np.mgrid[0 : HEIGHT + _STEP / 2 : _STEP, 0 : WIDTH + _STEP / 2 : _STEP]
    inside = np.all([in_ellipse(x, y, which) == wanted for which, wanted in enumerate(members)], axis=0)
    room = distance_transform_edt(np.pad(inside, 1))[1:-1, 1:-1] * _STEP
    chosen = []
    for _ in range(n_places):
        row, column = np.unravel_index(np.argmax(room), room.shape)
        chosen.append((x[row, column], y[row, column]))
        room = np.minimum(room, _APART * np.hypot(x - x[row, column], y - y[row, column]))
    return np.asarray(chosen)
