"""Geometry of the periodic square lattice: bonds, distances, centres.

Sites are numbered row by row: site (row, column) has index row * side + column, as in ``array.reshape(-1)``.
"""

import numpy as np

from rgcore.arguments.arrays import list_of_numbers, real_array, require_shape
from rgcore.arguments.scalars import checked_side
from rgcore.errors import InputError

__all__ = ["circular_center", "lattice_images", "periodic_distance", "square_bonds"]

MOST_SIDE = 10_000  # of what is held for every site


def square_bonds(side: int) -> np.ndarray:
    """Return the nearest-neighbour bonds of a periodic side x side lattice.

    Parameters
    ----------
    side : int
        At least 3. On a side of 2 the right and the left neighbour of a site are one site, and books differ
        on whether that bond counts twice.

    Returns
    -------
    (2 * side**2, 2) int64 array
        Pairs of site indices, each bond once. The first side**2 rows lead from site k = 0, 1, ... to its
        right neighbour, the others to the neighbour below.

    Raises
    ------
    InputError
        If ``side`` is not a whole number from 3 to 10,000.
    """
    side = checked_side("side", side, least=3, most=MOST_SIDE)
    sites = np.arange(side * side).reshape(side, side)
    neighbours = np.stack([np.roll(sites, -1, axis=1), np.roll(sites, -1, axis=0)])  # right, below
    return np.stack([np.tile(sites.reshape(-1), 2), neighbours.reshape(-1)], axis=1)


def periodic_distance(side: int, center: tuple[float, float]) -> np.ndarray:
    """Return the distance of every site from a point, the shortest way around the torus.

    Parameters
    ----------
    side : int
    center : (row, column)
        In lattice units, any real numbers; taken modulo ``side``.

    Returns
    -------
    (side, side) float64 array
        Euclidean distances in lattice units, from 0 to side / sqrt(2).

    Raises
    ------
    InputError
        If ``side`` is not a whole number from 1 to 10,000, or ``center`` not two finite numbers.
    """
    side, center = checked_side("side", side, least=1, most=MOST_SIDE), list_of_numbers("center", center)
    if len(center) != 2:
        raise InputError(f"center must be (row, column), got {len(center)} numbers")
    half = side / 2
    rows, columns = ((np.arange(side) - position + half) % side - half for position in center)
    return np.hypot(rows[:, None], columns[None, :])


def circular_center(image: np.ndarray) -> tuple[float, float]:
    """Return the centre of mass of an image on a torus.

    Along each axis it is the circular mean, the angle of sum_x m(x) exp(2 pi i x / side) in units of
    side / (2 pi), where m is the mass of a row or column. A shift of the image by whole sites shifts the
    centre by as much, also across the border. A uniform image has an arbitrary centre (its sum vanishes).

    Parameters
    ----------
    image : (side, side) float array
        Masses, not negative: the square or the modulus of a field, for instance.

    Returns
    -------
    (row, column) : tuple of float
        In lattice units, each in [0, side).

    Raises
    ------
    InputError
        If the image is not square, has a negative or an undefined entry, or a sum beyond the range of float64.
    """
    masses = real_array("image", image, ("side", "side"))
    if masses.min() < 0:
        raise InputError("image must not have negative entries: pass its square or modulus")
    with np.errstate(over="ignore"):
        if not np.isfinite(masses.sum()):
            raise InputError("image must have a finite sum: divide it by its largest entry")
    side = len(masses)
    turns = np.exp(2j * np.pi * np.arange(side) / side)
    resultants = (masses.sum(axis=1) @ turns, masses.sum(axis=0) @ turns)
    row, column = (float(np.angle(r)) * side / (2 * np.pi) % side % side for r in resultants)
    return row, column


def lattice_images(fields: np.ndarray) -> np.ndarray:
    """Return fields (n_visible, n_hidden) as images (n_hidden, side, side), side = sqrt(n_visible).

    Raises
    ------
    InputError
        If the number of visible units is not a square.
    """
    require_shape("fields", fields, ("n_visible", "n_hidden"))
    n_visible, n_hidden = fields.shape
    side = round(n_visible**0.5)
    if side * side != n_visible:
        raise InputError(f"the visible layer must be a square lattice, got {n_visible} units")
    return fields.T.reshape(n_hidden, side, side)
