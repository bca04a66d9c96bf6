"""Blocks of 2 x 2 spins on a torus."""

import numpy as np

from rgcore.vrg.small_models.hidden_spins import HiddenSpins, at_places

__all__ = ["block_centres", "plaquettes"]


def plaquettes(side: int, first: int) -> np.ndarray:
    """Return the 2 x 2 blocks of a torus whose upper left corner has row and column first, first + 2, ...

    Returns
    -------
    (side**2 / 4, 4) int array
        Site indices in cyclic order around each block.
    """
    rows, columns = np.meshgrid(np.arange(first, side, 2), np.arange(first, side, 2), indexing="ij")
    below, right = (rows + 1) % side, (columns + 1) % side
    corners = [(rows, columns), (rows, right), (below, right), (below, columns)]
    return np.stack([(row * side + column).reshape(-1) for row, column in corners], axis=1)


def block_centres(side: int) -> HiddenSpins:
    """Return a hidden spin in the centre of every block; on a torus of side 4 two bonds join each pair of blocks."""
    lines = np.arange(0.5, side, 2)
    rows, columns = np.meshgrid(lines, lines, indexing="ij")
    return at_places(np.stack([rows.reshape(-1), columns.reshape(-1)], axis=1), side)
