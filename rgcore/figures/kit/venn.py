"""A Venn diagram of four sets: four ellipses that cut the plane into all sixteen regions, with room for names."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from scipy.ndimage import distance_transform_edt, uniform_filter

__all__ = ["ELLIPSES", "HEIGHT", "WIDTH", "VennLabel", "VennPlace", "in_ellipse", "label_places"]

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
_OFF_BOUNDARY = 0.016  # of every other boundary a centre stays away, if there is room
_ROOMS = (
    0.5,
    0.0,
    -0.5,
)  # tried weights of the distance to the edges of a region against that of a label cut by them
_COVERED = 4.0  # weight of a label over another one against that of a label cut by an edge
_LINE = 0.1  # weight of the length of a line to a boundary


@dataclass(frozen=True, slots=True, kw_only=True)
class VennLabel:
    """A label to be placed: the sets it is in, those on whose boundary it lies, and its width and height."""

    members: tuple[bool, ...]
    near: tuple[bool, ...]
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class VennPlace:
    """Where a label is centred, and the points on boundaries to which it needs a line.

    Attributes
    ----------
    centre : tuple of float
        x and y.
    ends : dict of int to tuple of float
        By the number of the set, a point on its edge: of every set that the label is near to, if no place of the
        plane is on all of their edges and inside or outside the other sets as it must be. Otherwise empty.
    """

    centre: tuple[float, float]
    ends: dict[int, tuple[float, float]]


def in_ellipse(x: np.ndarray, y: np.ndarray, which: int) -> np.ndarray:
    """Return where points lie inside ellipse ``which`` (bool array of their shape)."""
    centre_x, centre_y, width, height, angle = ELLIPSES[which]
    cosine, sine = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    along = (x - centre_x) * cosine + (y - centre_y) * sine
    across = (y - centre_y) * cosine - (x - centre_x) * sine
    return (2 * along / width) ** 2 + (2 * across / height) ** 2 < 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plane:
    """The grid, where it is inside each set, and the distance of its points to the edge of each (arrays alike)."""

    x: np.ndarray
    y: np.ndarray
    inside: tuple[np.ndarray, ...]
    edges: tuple[np.ndarray, ...]

    def at(self, place: tuple[int, int]) -> tuple[float, float]:
        return float(self.x[place]), float(self.y[place])


@cache
def _plane() -> _Plane:
    y, x = np.mgrid[0 : HEIGHT + _STEP / 2 : _STEP, 0 : WIDTH + _STEP / 2 : _STEP]
    inside = tuple(in_ellipse(x, y, which) for which in range(len(ELLIPSES)))
    return _Plane(x=x, y=y, inside=inside, edges=tuple(_distance_to_edge(each) for each in inside))


def label_places(labels: Sequence[VennLabel]) -> list[VennPlace]:
    """Return where labels go: inside exactly their sets, or on the boundaries that they are near to.

    The plane is sampled on a grid. Each label goes where it covers no label before it, most of its rectangle is in its
    region and there is most room, those with the least choice first. A label near boundaries is centred on them. Four
    ellipses do not have an edge between every two regions: a label whose boundaries do not meet where it belongs
    stays inside its region and has a line to each of them.
    """
    return max((_arrangement(labels, room) for room in _ROOMS), key=lambda found: found[1])[0]


def _arrangement(labels: Sequence[VennLabel], room: float) -> tuple[list[VennPlace], float]:
    """Return where labels go, one after the other, and how much of them is uncut and uncovered (in labels)."""
    plane = _plane()
    on_edges = [_on_edges(plane, label, _region(plane, label)) for label in labels]
    taken = np.zeros(plane.x.shape, dtype=bool)
    places: dict[int, VennPlace] = {}
    total = 0.0
    for which in np.argsort([each.sum() for each in on_edges], kind="stable"):
        label, inside = labels[which], _inside(labels[which])
        lined = not on_edges[which].any()
        region = _region(plane, inside if lined else label)
        clear = _clear(region, taken, label)
        cost = _LINE * np.sum([plane.edges[near] for near in _near(label)], axis=0) if lined else 0.0
        centres = _on_edges(plane, inside, region) if lined else on_edges[which]
        best = _best(clear + room * _room(region & ~taken) - cost, centres)
        centre = plane.at(best)
        ends = {near: _nearest(plane, near, centre) for near in _near(label)} if lined else {}
        places[int(which)] = VennPlace(centre=centre, ends=ends)
        taken |= _covered(plane, places[int(which)], label)
        total += float(clear[best])
    return [places[which] for which in range(len(labels))], total


def _covered(plane: _Plane, place: VennPlace, label: VennLabel) -> np.ndarray:
    """Return the points of the grid under a label and its lines."""
    x, y = place.centre
    covered = (np.abs(plane.x - x) <= label.width / 2) & (np.abs(plane.y - y) <= label.height / 2)
    for end_x, end_y in place.ends.values():
        step = np.array([end_x - x, end_y - y])
        along = np.clip(((plane.x - x) * step[0] + (plane.y - y) * step[1]) / (step @ step), 0, 1)
        covered |= np.hypot(plane.x - x - along * step[0], plane.y - y - along * step[1]) <= _ON_BOUNDARY
    return covered


def _near(label: VennLabel) -> list[int]:
    return [which for which, near in enumerate(label.near) if near]


def _region(plane: _Plane, label: VennLabel) -> np.ndarray:
    """Return where a label may extend: on both sides of the boundaries that it is near to."""
    region = np.ones_like(plane.inside[0])
    for each, member, near in zip(plane.inside, label.members, label.near, strict=True):
        if not near:
            region &= each == member
    return region


def _on_edges(plane: _Plane, label: VennLabel, region: np.ndarray) -> np.ndarray:
    """Return where a label is on all the boundaries that it is near to and off the others; all False if nowhere."""
    centres = region
    for edge, near in zip(plane.edges, label.near, strict=True):
        centres = centres & ((edge <= _ON_BOUNDARY) if near else (edge >= _OFF_BOUNDARY))
    return centres


def _inside(label: VennLabel) -> VennLabel:
    """Return the label as if it were near to no boundary."""
    return replace(label, near=(False,) * len(ELLIPSES))


def _nearest(plane: _Plane, which: int, centre: tuple[float, float]) -> tuple[float, float]:
    """Return the point on the edge of a set that is nearest to a centre, away from the edges of the others."""
    x, y = centre
    alone = plane.edges[which] <= _STEP
    for other in set(range(len(ELLIPSES))) - {which}:
        alone &= plane.edges[other] >= _OFF_BOUNDARY
    distance = np.where(alone, np.hypot(plane.x - x, plane.y - y), np.inf)
    row, column = np.unravel_index(np.argmin(distance), distance.shape)
    return plane.at((int(row), int(column)))


def _clear(region: np.ndarray, taken: np.ndarray, label: VennLabel) -> np.ndarray:
    """Return how much of a label centred at each point is in its region, less what covers others, as a share."""
    size = np.maximum(1, np.round(np.array([label.height, label.width]) / _STEP).astype(int))
    shares = [
        uniform_filter(each.astype(np.float64), size=tuple(size), mode="constant") for each in (region, taken)
    ]
    return shares[0] - _COVERED * shares[1]


def _room(free: np.ndarray) -> np.ndarray:
    """Return the distance of every point to the nearest that is not free."""
    return distance_transform_edt(np.pad(free, 1))[1:-1, 1:-1] * _STEP


def _best(score: np.ndarray, centres: np.ndarray) -> tuple[int, int]:
    """Return row and column of the centre with the highest score."""
    row, column = np.unravel_index(np.argmax(np.where(centres, score, -np.inf)), score.shape)
    return int(row), int(column)


def _distance_to_edge(inside: np.ndarray) -> np.ndarray:
    """Return the distance of every point of the grid to the edge of a set."""
    return _STEP * np.where(inside, distance_transform_edt(inside), distance_transform_edt(~inside))
