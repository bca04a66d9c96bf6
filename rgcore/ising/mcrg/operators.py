"""The operators of a Hamiltonian: sums over the lattice of products of nearby spins."""

from collections.abc import Callable
from functools import cache

import numpy as np

__all__ = ["OPERATORS", "SHAPES", "operators", "orientations"]

Shape = tuple[tuple[int, int], ...]  # (row, column) of each spin of a product

SHAPES: dict[str, dict[str, Shape]] = {
    "even": {
        "nearest_neighbour": ((0, 0), (0, 1)),
        "next_nearest_neighbour": ((0, 0), (1, 1)),
        "four_spin_plaquette": ((0, 0), (0, 1), (1, 0), (1, 1)),
        "third_neighbour": ((0, 0), (0, 2)),
        "fourth_neighbour": ((0, 0), (1, 2)),
        "four_spin_T": ((0, 0), (0, 1), (0, 2), (1, 1)),
    },
    "odd": {
        "field": ((0, 0),),
        "three_spin_corner": ((0, 0), (0, 1), (1, 0)),
        "three_spin_line": ((0, 0), (0, 1), (0, 2)),
        "three_spin_wedge": ((0, 0), (1, 1), (0, 2)),
    },
}

OPERATORS: dict[str, tuple[str, ...]] = {sector: tuple(shapes) for sector, shapes in SHAPES.items()}
"""Names of the operators that are even and odd under a flip of all spins, in the order in which they are taken in."""


def operators(spins: np.ndarray, sector: str) -> np.ndarray:
    """Return every operator S_a of a sector for every configuration.

    S_a is the sum, over all translations and all orientations of its shape (rotated and mirrored), of the product of
    the spins under it. Each orientation counts once per site, so that the energy is -S_nearest_neighbour.

    Parameters
    ----------
    spins : (n, side, side) int8 array
        Entries -1 or +1, any side. Below side 5 some products are the same pair twice.
    sector : str
        "even" or "odd".

    Returns
    -------
    (n, len(OPERATORS[sector])) int64 array
        Not per site.

    Raises
    ------
    ValueError
        If the sector is neither.
    """
    if sector not in SHAPES:
        raise ValueError(f"sector must be even or odd, got {sector}")
    n_configurations, side, _ = spins.shape
    shifted = _shifted_rows(spins)
    values = np.empty((n_configurations, len(SHAPES[sector])), np.int64)
    for place, shape in enumerate(SHAPES[sector].values()):
        patterns = orientations(shape)
        negative = sum(_count_negative(shifted, pattern) for pattern in patterns)
        values[:, place] = len(patterns) * side * side - 2 * negative
    return values


@cache
def orientations(shape: Shape) -> tuple[Shape, ...]:
    """Return the different images of a shape under the symmetries of the square, least row and column 0."""
    images = set()
    for row_sign in (1, -1):
        for column_sign in (1, -1):
            turned = [(row_sign * row, column_sign * column) for row, column in shape]
            images |= {_moved_to_origin(turned), _moved_to_origin([site[::-1] for site in turned])}
    return tuple(sorted(images))


def _moved_to_origin(sites: list[tuple[int, int]]) -> Shape:
    top, left = (min(coordinates) for coordinates in zip(*sites, strict=True))
    return tuple(sorted((row - top, column - left) for row, column in sites))


def _shifted_rows(spins: np.ndarray) -> Callable[[int], np.ndarray]:
    """Return a function that gives the spins moved to the left, a row as words of 64 bits; bit 1 is spin -1.

    A product of spins is then the exclusive or of their words, and 64 of them cost one operation.
    """
    n_configurations, side, _ = spins.shape
    down = spins < 0
    n_words = -(-side // 64)

    @cache
    def shifted(columns: int) -> np.ndarray:
        packed = np.zeros((n_configurations, side, 8 * n_words), np.uint8)
        packed[:, :, : -(-side // 8)] = np.packbits(np.roll(down, -columns, axis=2), axis=2)
        return packed.view(np.uint64)  # (n, side, n_words); bits past the last column stay 0

    return shifted


def _count_negative(shifted: Callable[[int], np.ndarray], pattern: Shape) -> np.ndarray:
    """Return in how many places the product of the spins under a pattern is -1, (n,) int64."""
    product = np.uint64(0)
    for row, column in pattern:
        product = product ^ np.roll(shifted(column), -row, axis=1)
    return np.bitwise_count(product).sum(axis=(1, 2), dtype=np.int64)
