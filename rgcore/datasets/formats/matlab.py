"""Arrays in .mat files: up to v7 through scipy, v7.3 as the HDF5 file it is."""

import math
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from rgcore.datasets.formats.arrays.described_array import NOTHING_DESCRIBED, Described
from rgcore.datasets.formats.arrays.large_arrays import LargeArray
from rgcore.datasets.formats.arrays.time_axis import TimeAxis, time_axis_by_vector
from rgcore.datasets.formats.arrays.trees.hdf5_numbers import count_hdf5_numbers
from rgcore.datasets.formats.arrays.trees.matlab_headers import NUMBERS, listed_variables, unpacked_bytes
from rgcore.datasets.formats.arrays.trees.matlab_tree import leaf_without_numbers, matlab_node
from rgcore.datasets.formats.arrays.trees.one_array import describe_columns, one_array
from rgcore.datasets.formats.arrays.trees.several_arrays import several_arrays
from rgcore.datasets.formats.arrays.trees.tree import Branch, Leaf, Node
from rgcore.datasets.formats.arrays.trees.tree_file import Tree, paths_of_tree
from rgcore.datasets.formats.arrays.words_beside import is_of_interest, single_entries
from rgcore.datasets.formats.cards import ArrayReader, FormatCard, VectorReader, Vectors
from rgcore.datasets.formats.hdf5 import (
    describe_hdf5,
    hdf5_array,
    hdf5_header,
    hdf5_shapes,
    hdf5_vectors,
    hdf5_words,
    is_hdf5,
    read_hdf5_vectors,
)
from rgcore.datasets.select_variables import VariableTable
from rgcore.datasets.settings import DatasetSettings
from rgcore.datasets.size_limits import check_memory

__all__ = ["CARD", "unpacked_bytes"]


def matlab_shapes(path: Path) -> dict[str, tuple[int, ...]]:
    """Return the shapes of all arrays by their path: in MATLAB's order up to v7, reversed in v7.3."""
    if is_hdf5(path):
        return hdf5_shapes(path)
    return {name: node.shape for name, node in _tree(path).paths().items() if isinstance(node, Leaf)}


def matlab_header(path: Path, array: str | None) -> tuple[str, tuple[int, ...]]:
    """Return the name and the shape of the array to read."""
    if is_hdf5(path):
        return hdf5_header(path, array)
    shapes = _numbers(path)
    if array in shapes:
        return array, shapes[array]
    name, leaf = one_array(_tree(path), array)
    return name, leaf.shape


def matlab_array(path: Path, name: str) -> LargeArray:
    """Return the array ``name``, its axes as :func:`matlab_shapes` shows them.

    Up to v7 it is read into memory as a whole, a sparse one made full.
    """
    if is_hdf5(path):
        return hdf5_array(path, name)
    return one_array(_tree(path), name)[1].large(name)


def matlab_vectors(path: Path, settings: DatasetSettings) -> VariableTable:
    """Return the names of several arrays: fields of a struct, or v000, v001, ... of cells as MATLAB counts them."""
    if is_hdf5(path):
        return hdf5_vectors(path, settings)
    return VariableTable(names=tuple(several_arrays(_tree(path), settings.array).by_name))


def read_matlab_vectors(path: Path, settings: DatasetSettings, names: tuple[str, ...]) -> Vectors:
    """Return arrays of different length by name."""
    if is_hdf5(path):
        return read_hdf5_vectors(path, settings, names)
    found = several_arrays(_tree(path), settings.array)
    vectors = {name: found.by_name[name]().values() for name in names}
    return Vectors(by_name=vectors, decisions=found.decisions, side_by_side=found.side_by_side)


def matlab_words(path: Path, group: str) -> dict[str, Any]:
    """Return words and single numbers on units and rates: variables, and fields of the structs that lead to a group."""
    if is_hdf5(path):
        return hdf5_words(path, group)
    from scipy.io import loadmat  # noqa: PLC0415  (slow to import, seldom needed)

    first, *others = [part for part in group.split("/") if part] or [""]
    names = [each.name for each in listed_variables(path) if is_of_interest(each.name) or each.name == first]
    if not names:
        return {}
    check_memory(unpacked_bytes(path), str(path))
    held = loadmat(path, appendmat=False, variable_names=names)
    found, place = single_entries(held), held.get(first)
    for part in (*others, ""):
        if not isinstance(place, np.ndarray) or place.dtype.names is None or place.size != 1:
            break
        fields = dict(zip(place.dtype.names, place.ravel()[0], strict=True))
        found, place = found | single_entries(fields), fields.get(part)
    return found


def count_matlab_numbers(path: Path, array: str | None) -> int:
    """Return how many numbers an array or the whole file declares: cells up to v7 by their bytes, 8 a number."""
    if is_hdf5(path):
        return count_hdf5_numbers(path, array)
    numbers = {name: math.prod(shape) for name, shape in _numbers(path).items()}
    return numbers[array] if array in numbers else max(sum(numbers.values()), unpacked_bytes(path) // 8)


def _numbers(path: Path) -> dict[str, tuple[int, ...]]:
    """Return the shapes of the variables that are arrays of numbers themselves."""
    return {each.name: each.shape for each in listed_variables(path) if each.kind == NUMBERS}


def _tree(path: Path) -> Tree:
    """Return the variables as a tree; each is unpacked, into memory as a whole, when its entries are asked for.

    Cells and structs are unpacked when they are opened.
    """
    variables = {variable.name: variable for variable in listed_variables(path)}

    @cache
    def unpacked(name: str) -> Node:
        from scipy.io import loadmat  # noqa: PLC0415  (slow to import, seldom needed)

        check_memory(unpacked_bytes(path), str(path))
        return matlab_node(loadmat(path, appendmat=False, variable_names=[name])[name], path)

    def opened(name: str) -> Node:
        variable = variables[name]
        if variable.kind == NUMBERS:
            return Leaf(
                shape=variable.shape,
                dtype=np.dtype(variable.dtype),
                values=lambda: unpacked(name).values(),
                large=lambda words: unpacked(name).large(words),
            )
        if variable.kind not in ("cell", "struct"):
            return leaf_without_numbers(variable.kind, path)
        return unpacked(name)

    root = Branch(names=tuple(variables), open=opened)
    return Tree(path=path, root=root, paths=lambda: paths_of_tree(root))


def describe_matlab(path: Path, name: str) -> Described:
    """Return which rows of an array are cells, in the Fall.mat that suite2p saves beside its folder."""
    if is_hdf5(path):
        described, shape = describe_hdf5(path, name), hdf5_header(path, name)[1]
        if described.variables is not None or described.axes is not None or len(shape) < 2:
            return described
        made = (
            f"array {name} has the axes {shape} in a file of v7.3, which MATLAB shows as {shape[::-1]} (axes)"
        )
        return described.and_made((made,))
    shapes = _numbers(path)
    n_regions, *columns = shapes.get("iscell", (0,))
    if name not in ("F", "Fneu", "spks") or columns != [2] or shapes[name][0] != n_regions:
        if name not in shapes:
            described = describe_columns(_tree(path), name) or NOTHING_DESCRIBED
            return replace(described, time_axis=_time_axis(name, matlab_shapes(path)))
        return Described(time_axis=_time_axis(name, shapes))
    is_cell = matlab_array(path, "iscell").numbers()[:, 0]
    names = tuple(f"roi_{number}" for number in range(n_regions))
    variables = VariableTable(names=names, columns={"iscell": (is_cell != 0).tolist()})
    return Described(variables=variables, axes=("variable", "time"))


def _time_axis(name: str, shapes: dict[str, tuple[int, ...]]) -> TimeAxis | None:
    """Return which axis is time by another array of the same struct, or by another variable."""
    struct = name.rpartition("/")[0]
    inside = (path for path in shapes if path.rpartition("/")[0] == struct)
    return time_axis_by_vector(
        shapes.get(name, ()), {path.rpartition("/")[2]: shapes[path] for path in inside}
    )


CARD = FormatCard(
    sentence="arrays of MATLAB of any version; a cell array holds several vectors",
    suffixes=(".mat",),
    arrays=ArrayReader(
        shapes=matlab_shapes,
        array=matlab_array,
        n_numbers=count_matlab_numbers,
        header=matlab_header,
        describe=describe_matlab,
        beside=matlab_words,
    ),
    vectors=VectorReader(variables=matlab_vectors, read=read_matlab_vectors),
)
