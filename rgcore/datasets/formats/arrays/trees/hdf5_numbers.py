"""How many numbers an HDF5 file declares, those of its cell arrays and sparse matrices among them."""

from pathlib import Path
from typing import Any

from rgcore.datasets.formats.arrays.hdf5_links import item_within, lies_outside
from rgcore.datasets.formats.arrays.hdf5_tree import hdf5_node, holds_references, is_group, open_hdf5
from rgcore.datasets.formats.arrays.trees.tree import leaves_of, node_at

__all__ = ["count_hdf5_numbers"]


def count_hdf5_numbers(path: Path, array: str | None) -> int:
    """Return how many numbers an array or the arrays of a group declare, or those of the file and of all cells."""
    with open_hdf5(path) as file:
        item = file if array is None else item_within(file, array, path)
        if item is None or _has_entries(item):
            node = None if array is None else node_at(hdf5_node(file, path), array)
            return 0 if node is None else sum(leaf.size for leaf in leaves_of(node))
        here = [each for each in _datasets(item) if not lies_outside(each)]  # refused where it is read
        n_numbers = sum(each.size or 0 for each in here)
        return n_numbers + (_numbers_in_cells(file) if any(map(holds_references, here)) else 0)


def _has_entries(item: Any) -> bool:
    """Return whether references or a sparse matrix hide how many numbers there are."""
    return "MATLAB_sparse" in item.attrs or (not is_group(item) and holds_references(item))


def _numbers_in_cells(file: Any) -> int:
    n_numbers = 0

    def note(name: str, item: Any) -> None:
        nonlocal n_numbers
        if name.startswith("#") and not is_group(item):
            n_numbers += item.size or 0

    file.visititems(note)
    return n_numbers


def _datasets(item: Any) -> list[Any]:
    """Return the datasets below a group, except the contents of cells; a dataset is the only one of itself."""
    if not is_group(item):
        return [item]
    found = []

    def note(name: str, each: Any) -> None:
        if not name.startswith("#") and not is_group(each):
            found.append(each)

    item.visititems(note)
    return found
