"""What a .mat file up to v7 holds as a tree: what scipy unpacks it to."""

from pathlib import Path
from typing import Any

import numpy as np

from rgcore.datasets.formats.arrays.large_arrays import LargeArray, in_memory
from rgcore.datasets.formats.arrays.trees.matlab_classes import no_numbers
from rgcore.datasets.formats.arrays.trees.tree import Branch, Entries, Leaf, Node
from rgcore.datasets.size_limits import check_memory

__all__ = ["leaf_without_numbers", "matlab_node"]


def matlab_node(found: Any, path: Path) -> Node:
    """Return what scipy unpacked a variable, a field or a cell to as a node.

    Cells and the elements of a struct array are in MATLAB's order, column by column.
    """
    if instead := _instead(found):
        return _leaf(np.empty(0, dtype="O"), path, instead)
    if hasattr(found, "toarray"):
        return _sparse_leaf(found, path)
    if found.dtype.names is not None:
        return _struct(found, path)
    if found.dtype.hasobject:
        cells = found.ravel(order="F")
        return Entries(n=cells.size, open=lambda place: matlab_node(cells[place], path), shape=found.shape)
    return _leaf(found, path)


def leaf_without_numbers(name: str, path: Path) -> Leaf:
    """Return a node for a variable of a class that holds no numbers, such as "table" or "char"."""
    return _leaf(np.empty(0, dtype="O"), path, no_numbers(name, True))


def _instead(found: Any) -> str:
    from scipy.io.matlab import MatlabFunction, MatlabObject, MatlabOpaque  # noqa: PLC0415  (slow to import)

    if isinstance(found, MatlabFunction):
        return no_numbers("function_handle", True)
    if isinstance(found, MatlabObject):
        return no_numbers(found.classname, True)
    if isinstance(found, MatlabOpaque):
        return no_numbers(found["s2"].ravel()[0].decode(errors="replace"), True)
    if isinstance(found, np.ndarray) and found.dtype.kind == "U":
        return no_numbers("char", False)
    return "" if hasattr(found, "dtype") else f"an entry of type {type(found).__name__}"


def _struct(found: np.ndarray, path: Path) -> Node:
    elements, names = found.ravel(order="F"), found.dtype.names

    def element(place: int) -> Branch:
        return Branch(
            names=names, open=lambda name: matlab_node(elements[place][name], path), kind="a struct"
        )

    if elements.size == 1:
        return element(0)
    return Entries(n=elements.size, open=element, kind="a struct array", shape=found.shape)


def _leaf(values: np.ndarray, path: Path, instead: str = "") -> Leaf:
    return Leaf(
        shape=values.shape,
        dtype=values.dtype,
        values=lambda: values,
        large=lambda name: in_memory(name, path, values),
        instead=instead,
    )


def _sparse_leaf(found: Any, path: Path) -> Leaf:
    def values() -> np.ndarray:
        check_memory(8 * found.shape[0] * found.shape[1], str(path))
        return found.toarray()

    def large(name: str) -> LargeArray:
        return in_memory(name, path, values())

    return Leaf(shape=found.shape, dtype=found.dtype, values=values, large=large)
