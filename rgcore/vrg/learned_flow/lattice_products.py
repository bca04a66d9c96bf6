"""Products of neighbouring spins on the square lattice, by their shape."""

import numpy as np

__all__ = ["SHAPES", "products_by_shape"]

SHAPES = {
    "field": (((0, 0),),),
    "nearest_neighbour": (((0, 0), (0, 1)), ((0, 0), (1, 0))),
    "next_nearest_neighbour": (((0, 0), (1, 1)), ((0, 1), (1, 0))),
    "third_neighbour": (((0, 0), (0, 2)), ((0, 0), (2, 0))),
    "three_spin_corner": (
        ((0, 0), (0, 1), (1, 0)),
        ((0, 0), (0, 1), (1, 1)),
        ((0, 0), (1, 0), (1, 1)),
        ((0, 1), (1, 0), (1, 1)),
    ),
    "four_spin_plaquette": (((0, 0), (0, 1), (1, 0), (1, 1)),),
}
"""Places (row, column) of the spins of a product, one tuple per orientation; all translations belong to the shape."""


def products_by_shape(side: int) -> dict[str, np.ndarray]:
    """Return the sites of all products on the torus by shape, (n_products, n_spins) int64, each product once.

    On a small torus a shape may have fewer products than its orientations times sites, or none: what is also of a shape
    before it, or has a site twice, is left out.

    Parameters
    ----------
    side : int
        Lattice spacings along a side.
    """
    found, taken = {}, set()
    for shape, orientations in SHAPES.items():
        sets = {sites for places in orientations for sites in _translated(places, side)} - taken
        sets = {sites for sites in sets if len(set(sites)) == len(sites)}
        taken |= sets
        if sets:
            found[shape] = np.array(sorted(sets))
    return found


def _translated(places: tuple[tuple[int, int], ...], side: int) -> list[tuple[int, ...]]:
    """Return the sites of a product at every place of the torus, each in ascending order."""
    rows, columns = np.divmod(np.arange(side**2), side)
    down, right = np.transpose(places)
    sites = (rows[:, None] + down) % side * side + (columns[:, None] + right) % side
    return [tuple(sorted(each)) for each in sites.tolist()]
