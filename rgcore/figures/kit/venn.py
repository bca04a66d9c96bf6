"""A Venn diagram of four sets: four ellipses that cut the plane into all sixteen regions, with room for names."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.ndimage import distance_transform_edt, uniform_filter

__all__ = ["ELLIPSES", "HEIGHT", "WIDTH", "VennLabel", "in_ellipse", "label_places"]

ELLIPSES = (
    (0.38, 0.44, 0.72, 0.45, 140.0),
    (0.48, 0.54, 0.72, 0.45, 140.0),
    (0.574, 0.54, 0.72, 0.45, 40.0),
    (0.674, 0.44, 0.72, 0.45, 40.0),
)
"""Centre x and y, width, height and angle in degrees of each set's ellipse, in a frame of WIDTH x HEIGHT."""

WIDTH, HEIGHT = 1.054, 0.94
_STEP = 0.004
_ON_BOUNDARY = 0.008  # of a boundary: there a label is centred that belongs to it
_ROOM = 0.5  # weight of the distance to the edges of a region against that of a label cut by them


@dataclass(frozen=True, slots=True, kw_only=True)
class VennLabel:
    """A label to be placed: the sets it is in, those on whose boundary it lies, and its width and height."""

    members: tuple[bool, ...]
    near: tuple[bool, ...]
    width: float
    height: float


def in_ellipse(x: np.ndarray, y: np.ndarray, which: int) -> np.ndarray:
    """Return where points lie inside ellipse ``which`` (bool array of their shape)."""
    centre_x, centre_y, width, height, angle = ELLIPSES[which]
    cosine, sine = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    along = (x - centre_x) * cosine + (y - centre_y) * sine
    across = (y - centre_y) * cosine - (x - centre_x) * sine
    return (2 * along / width) ** 2 + (2 * across / height) ** 2 < 1


def label_places(labels: Sequence[VennLabel]) -> np.ndarray:
    """Return the centres of labels, each inside exactly its sets, or on the boundaries that it is near to.

    The plane is sampled on a grid. Each label goes where most of its rectangle is in its region and free of those
    before it, those with the least choice first; a label near a boundary is centred on it.

    Returns
    -------
    (n_labels, 2) float array of x and y, in the order of ``labels``
    """
    y, x = np.mgrid[0 : HEIGHT + _STEP / 2 : _STEP, 0 : WIDTH + _STEP / 2 : _STEP]
    inside = [in_ellipse(x, y, which) for which in range(len(ELLIPSES))]
    edges = [_distance_to_edge(each) for each in inside]
    regions = [_region(inside, label) for label in labels]
    centres = [_centres(region, edges, label) for region, label in zip(regions, labels, strict=True)]
    taken = np.zeros(x.shape, dtype=bool)
    places = np.empty((len(labels), 2))
    for which in np.argsort([each.sum() for each in centres], kind="stable"):
        label = labels[which]
        row, column = _best(regions[which] & ~taken, centres[which], label)
        places[which] = x[row, column], y[row, column]
        half = np.round(np.array([label.height, label.width]) / (2 * _STEP)).astype(int)
        low = np.maximum(np.array([row, column]) - half, 0)
        taken[low[0] : row + half[0] + 1, low[1] : column + half[1] + 1] = True
    return places


def _region(inside: Sequence[np.ndarray], label: VennLabel) -> np.ndarray:
    """Return where a label may extend: on both sides of the boundaries that it is near to."""
    region = np.ones_like(inside[0])
    for each, member, near in zip(inside, label.members, label.near, strict=True):
        if not near:
            region &= each == member
    return region


def _centres(region: np.ndarray, edges: Sequence[np.ndarray], label: VennLabel) -> np.ndarray:
    """Return where a label may be centred: near several boundaries that do not meet, as near to all as can be."""
    near = [edge for edge, wanted in zip(edges, label.near, strict=True) if wanted]
    if not near:
        return region
    farthest = np.where(region, np.max(near, axis=0), np.inf)
    return farthest <= farthest.min() + _ON_BOUNDARY


def _best(free: np.ndarray, centres: np.ndarray, label: VennLabel) -> tuple[np.intp, np.intp]:
    """Return row and column of the centre whose rectangle is free for the most part, and has the most room."""
    size = np.maximum(1, np.round(np.array([label.height, label.width]) / _STEP).astype(int))
    covered = uniform_filter(free.astype(np.float64), size=tuple(size), mode="constant")
    room = distance_transform_edt(np.pad(free, 1))[1:-1, 1:-1] * _STEP
    return np.unravel_index(np.argmax(np.where(centres, covered + _ROOM * room, -np.inf)), free.shape)


def _distance_to_edge(inside: np.ndarray) -> np.ndarray:
    """Return the distance of every point of the grid to the edge of a set."""
    return _STEP * np.where(inside, distance_transform_edt(inside), distance_transform_edt(~inside))
