"""What the filters of a map look like, in a few numbers."""

import numpy as np

from rgcore.learned.maps.filters.filter_of_rbm import Filter
from rgcore.learned.maps.filters.tiling import Tiling, share_variation

__all__ = ["shape_of_filter", "shape_of_units"]


def shape_of_filter(kernel: Filter) -> dict[str, float]:
    """Return the numbers that describe one filter, which all coarse spins have.

    Returns
    -------
    dict
        ``norm``, root of the sum of squared weights in the window; ``weight_sum``, input of a coarse spin where all
        spins are up; ``block_share``, of the squares, that of the four spins of the block, 1 for the majority rule;
        ``positive_share``, that of positive weights; ``share_outside``, that which was cut off, of the squares of all;
        ``tiling_distance`` and ``share_variation``, as of :mod:`rgcore.learned.maps.filters.tiling`.
    """
    squares = kernel.weights**2
    middle = len(squares) // 2
    shares = [
        squares[row::2, column::2].sum() for row in range(2) for column in range(2)
    ]  # of a site in all fields
    return {
        "norm": float(np.sqrt(squares.sum())),
        "weight_sum": float(kernel.weights.sum()),
        "block_share": float(squares[middle - 1 : middle + 1, middle - 1 : middle + 1].sum() / squares.sum()),
        "positive_share": float(squares[kernel.weights > 0].sum() / squares.sum()),
        "share_outside": kernel.share_outside,
        "tiling_distance": 0.0,
        "share_variation": float(np.std(shares) / np.mean(shares)),
    }


def shape_of_units(weights: np.ndarray, tiling: Tiling) -> dict[str, float]:
    """Return the same numbers of a layer (n_sites, n_hidden) with free filters, means over its units.

    The share of the block is not defined, NaN.
    """
    squares = np.asarray(weights, dtype=np.float64) ** 2
    return {
        "norm": float(np.sqrt(squares.sum(axis=0)).mean()),
        "weight_sum": float(weights.sum(axis=0).mean()),
        "block_share": float("nan"),
        "positive_share": float(((squares * (weights > 0)).sum(axis=0) / squares.sum(axis=0)).mean()),
        "share_outside": 0.0,
        "tiling_distance": tiling.distance,
        "share_variation": share_variation(weights),
    }
