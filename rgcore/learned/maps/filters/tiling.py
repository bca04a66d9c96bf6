"""How well the fields of a layer tile the lattice, and which coarse spin each of its units stands for."""

from typing import NamedTuple

import numpy as np
from scipy.optimize import linear_sum_assignment

from rgcore.errors import InputError
from rgcore.lattice.square import circular_center, lattice_images

__all__ = ["Tiling", "share_variation", "tile"]

OFFSETS_PER_SITE = 4  # tried for the lattice of centres, along each axis


class Tiling(NamedTuple):
    """Units of a layer on a square lattice of coarse spins.

    ``units`` (n_hidden,) int64 holds the unit that stands for each coarse spin, row by row; ``distance`` is the root
    mean square distance of the centres of the fields from their places, in spacings of these, for the assignment and
    the offset of the places at which it is least: 0 for a perfect tiling, 0.6 to 0.8 for 64 centres at random.
    """

    units: np.ndarray
    distance: float


def tile(weights: np.ndarray) -> Tiling:
    """Assign the units of a layer to the places of a square lattice, nearest to the centres of their fields.

    Parameters
    ----------
    weights : (side**2, n_hidden) array
        n_hidden is the square of a divisor of the side. A centre is the circular one of the squared weights.

    Raises
    ------
    InputError
        If the number of units is no such square.
    """
    images = lattice_images(weights)
    side, n_per_side = images.shape[1], round(len(images) ** 0.5)
    if n_per_side**2 != len(images) or side % n_per_side:
        raise InputError(
            f"the number of columns of weights must be the square of a divisor of side = {side}, got {len(images)}"
        )
    centres = np.array([circular_center(image**2) for image in images])
    spacing = side / n_per_side
    places = spacing * np.indices((n_per_side, n_per_side)).reshape(2, -1).T
    offsets = np.arange(round(OFFSETS_PER_SITE * spacing)) / OFFSETS_PER_SITE
    found = [
        _assigned(centres, places + np.array([down, right]), side) for down in offsets for right in offsets
    ]
    squares, units = min(found, key=lambda each: each[0])
    return Tiling(units, float(np.sqrt(squares / len(images)) / spacing))


def share_variation(weights: np.ndarray) -> float:
    """Return the standard deviation over sites of their share in the fields, over its mean.

    The share of a site is the sum over units of its squared weight, each unit's divided by their sum: 0 where all sites
    are represented alike, sqrt(3) for decimation by two.

    Parameters
    ----------
    weights : (n_sites, n_hidden) array
        No unit without a weight.
    """
    squares = np.asarray(weights, dtype=np.float64) ** 2
    shares = (squares / squares.sum(axis=0)).sum(axis=1)
    return float(shares.std() / shares.mean())


def _assigned(centres: np.ndarray, places: np.ndarray, side: int) -> tuple[float, np.ndarray]:
    """Return the least sum of squared distances around the torus, and the unit of each place."""
    apart = np.abs(places[:, None] - centres[None]) % side
    squares = (np.minimum(apart, side - apart) ** 2).sum(axis=-1)
    rows, units = linear_sum_assignment(squares)
    return float(squares[rows, units].sum()), units
