"""The filter of a translation-invariant RBM, cut to a window and centred on a block."""

from typing import NamedTuple

import numpy as np

from rgcore.arguments.arrays import real_array
from rgcore.arguments.scalars import whole_number
from rgcore.errors import InputError
from rgcore.lattice.square import circular_center

__all__ = ["Filter", "filter_of_image"]


class Filter(NamedTuple):
    """A filter in a window.

    ``weights`` (width, width) float64; ``place``, row and column of the spin of the image that is first in the block
    on which the window is centred; ``share_outside``, the share of the sum of squared weights that was cut off.
    """

    weights: np.ndarray
    place: tuple[int, int]
    share_outside: float


def filter_of_image(image: np.ndarray, width: int) -> Filter:
    """Cut the filter of a hidden unit, on a periodic lattice, to a window around the block next to its centre.

    A shift by an even number of sites only renames the units of a translation-invariant RBM of stride 2, so that the
    block is the one, of those at even rows and columns, whose centre is nearest to the circular centre of the squared
    weights. A change of the sign of all weights only flips all coarse spins: the sum is made positive.

    Parameters
    ----------
    image : (side, side) float array
        Weights of one unit of -1/+1, on all visible units of -1/+1; an even side.
    width : int
        Even, at most the side.

    Raises
    ------
    InputError
        If the image is not square with an even side, is zero everywhere, or the width is odd or larger.
    """
    image = real_array("image", image, ("side", "side"))
    side = len(image)
    if side % 2 or not image.any():
        raise InputError(f"image must have an even side and a weight that is not zero, got side {side}")
    width = whole_number("width", width, least=2, most=side)
    if width % 2:
        raise InputError(f"width must be even, got {width}")
    squares = image**2
    place = tuple(int(2 * round((centre - 0.5) / 2)) % side for centre in circular_center(squares))
    reach = np.arange(width) - (width // 2 - 1)
    rows, columns = ((start + reach) % side for start in place)
    weights = image[np.ix_(rows, columns)]
    share_outside = max(0.0, 1 - float(squares[np.ix_(rows, columns)].sum() / squares.sum()))
    return Filter(weights if weights.sum() >= 0 else -weights, place, share_outside)
