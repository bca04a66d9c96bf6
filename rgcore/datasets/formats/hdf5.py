"""Arrays in HDF5 files; also those of MATLAB's v7.3 files, in which cell arrays are datasets of references."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from rgcore.datasets.decisions import Decisions
from rgcore.datasets.formats.arrays.caiman import describe_estimates
from rgcore.datasets.formats.arrays.described_array import Described
from rgcore.datasets.formats.arrays.hdf5_attributes import columns_of_attributes, rates_among, unit_among
from rgcore.datasets.formats.arrays.hdf5_links import contents_of_group, item_within
from rgcore.datasets.formats.arrays.hdf5_tree import hdf5_node, is_group, open_hdf5
from rgcore.datasets.formats.arrays.large_arrays import LargeArray
from rgcore.datasets.formats.arrays.time_attributes import common_time_unit
from rgcore.datasets.formats.arrays.time_axis import VECTORS, TimeAxis, time_axis_by_name, time_axis_by_vector
from rgcore.datasets.formats.arrays.trees.hdf5_numbers import count_hdf5_numbers
from rgcore.datasets.formats.arrays.trees.one_array import describe_columns, one_array
from rgcore.datasets.formats.arrays.trees.several_arrays import Several, several_arrays
from rgcore.datasets.formats.arrays.trees.tree import Branch, Leaf, Node
from rgcore.datasets.formats.arrays.trees.tree_file import Tree
from rgcore.datasets.formats.arrays.words_beside import words_of_group
from rgcore.datasets.formats.cards import ArrayReader, FormatCard, VectorReader, Vectors
from rgcore.datasets.formats.neurodata.unit_quality import refuse_several_qualities, unused_qualities
from rgcore.datasets.select_variables import VariableTable
from rgcore.datasets.settings import DatasetSettings
from rgcore.datasets.size_limits import check_memory
from rgcore.errors import InputError

__all__ = [
    "CARD",
    "describe_hdf5",
    "hdf5_array",
    "hdf5_header",
    "hdf5_shapes",
    "hdf5_vectors",
    "hdf5_words",
    "is_hdf5",
    "notes_on_numbers",
    "read_hdf5_vectors",
]


def is_hdf5(path: Path) -> bool:
    """Return whether the file carries the HDF5 signature (in MATLAB's files, after 512 bytes)."""
    import h5py  # noqa: PLC0415  (a quarter of a second that parsing a workflow need not pay)

    return h5py.is_hdf5(path)


def hdf5_shapes(path: Path) -> dict[str, tuple[int, ...]]:
    """Return the shapes of all arrays by their path inside the file, as h5py shows them."""
    with _opened(path) as tree:
        return {name: node.shape for name, node in tree.paths().items() if isinstance(node, Leaf)}


def hdf5_header(path: Path, array: str | None) -> tuple[str, tuple[int, ...]]:
    """Return the name and the shape of the array to read; links within the file are followed.

    Raises
    ------
    InputError
        If there is no such array, or its numbers lie in another file.
    """
    with _opened(path) as tree:
        name, leaf = one_array(tree, array)
        return name, leaf.shape


def hdf5_array(path: Path, name: str) -> LargeArray:
    """Return the array ``name`` as h5py shows it, read a part at a time."""
    with _opened(path) as tree:
        return one_array(tree, name)[1].large(name)


def describe_hdf5(path: Path, name: str) -> Described:
    """Return what the file holds about an array, such as which components CaImAn accepted."""
    with open_hdf5(path) as file:
        tree = _tree(file, path)
        described = describe_columns(tree, name) or describe_estimates(file, name, path)
        if (found := _time_axis(item_within(file, name, path), path)) is not None:
            described = replace(described, time_axis=found)
        return described.and_made(one_array(tree, name)[1].notes)


def _time_axis(item: Any, path: Path) -> TimeAxis | None:
    """Return which axis is time by the names of the axes, or by another array of the same group."""
    if item is None or is_group(item) or not item.shape:
        return None
    beside = ((key, item_within(item.parent, key, path)) for key in item.parent if key.lower() in VECTORS)
    shapes = {
        key: each.shape for key, each in beside if each is not None and not is_group(each) and each.shape
    }
    return time_axis_by_name(item) or time_axis_by_vector(item.shape, shapes)


def notes_on_numbers(path: Path, name: str) -> tuple[str, ...]:
    """Return phrases on what the attributes of an array do to its numbers."""
    with _opened(path) as tree:
        return one_array(tree, name)[1].notes


def hdf5_vectors(path: Path, settings: DatasetSettings) -> VariableTable:
    """Return the names of several arrays: those of a group, sorted; or v000, v001, ... of cells and the like.

    What attributes of their datasets or groups hold, such as a quality, can be selected by.

    Raises
    ------
    InputError
        If they differ in quality and the config selects none.
    """
    with _opened(path) as tree:
        variables = _with_attributes(several_arrays(tree, settings.array))
    refuse_several_qualities(variables, settings, str(path))
    return variables


def _with_attributes(found: Several) -> VariableTable:
    each = []
    for open_leaf in found.by_name.values():
        with suppress(InputError):  # what holds no numbers is refused where it is read
            each.append(open_leaf().attributes())
    if len(each) < len(found.by_name):
        return VariableTable(names=tuple(found.by_name))
    return VariableTable(names=tuple(found.by_name), columns=columns_of_attributes(each))


def read_hdf5_vectors(path: Path, settings: DatasetSettings, names: tuple[str, ...]) -> Vectors:
    """Return arrays of different length by name.

    Parameters
    ----------
    path : Path
    settings : DatasetSettings
        Whose ``array`` is a group, a cell array or the like; None is the only cell array, or the top of the file.
    names : tuple of str
        As :func:`hdf5_vectors` gives them.
    """
    with _opened(path) as tree:
        found = several_arrays(tree, settings.array)
        vectors, units, attributes, notes, n_bytes = {}, {}, [], [], 0
        for name in names:
            leaf = found.by_name[name]()
            leaf.check()
            n_bytes += 8 * leaf.size  # several cells may be the same array
            check_memory(n_bytes, str(path))
            attributes.append(leaf.attributes())
            vectors[name], units[name] = leaf.values(), leaf.unit or unit_among(attributes[-1])
            notes += leaf.notes
        unused = unused_qualities(_with_attributes(found), names, settings)
    return Vectors(
        by_name=vectors,
        decisions=found.decisions.and_then(Decisions(made=tuple(notes))).and_then(unused),
        time_unit=common_time_unit(units, path, settings.time_unit),
        rates=rates_among(attributes),
        side_by_side=found.side_by_side,
    )


def hdf5_words(path: Path, group: str) -> dict[str, Any]:
    """Return words and single numbers on units and rates, also from attributes."""
    with open_hdf5(path) as file:
        return words_of_group(file, group, path)


@contextmanager
def _opened(path: Path) -> Iterator[Tree]:
    with open_hdf5(path) as file:
        yield _tree(file, path)


def _tree(file: Any, path: Path) -> Tree:
    return Tree(path=path, root=hdf5_node(file, path), paths=cache(lambda: _paths(file, path)))


def _paths(file: Any, path: Path) -> dict[str, Node]:
    """Return what the file holds by path, each once; links alone where no array has a name of its own."""
    nodes, inside = {}, []

    def note(name: str, item: Any) -> None:
        if not name.startswith(("#", *inside)):  # '#refs#' holds the contents of cells
            nodes[name] = hdf5_node(item, path)
            if is_group(item) and not isinstance(nodes[name], Branch):
                inside.append(f"{name}/")

    file.visititems(note)
    if all(isinstance(node, Branch) for node in nodes.values()):
        nodes |= {name: hdf5_node(item, path) for name, item in _linked_datasets(file, path)}
    return nodes


def _linked_datasets(file: Any, path: Path) -> Iterator[tuple[str, Any]]:
    """Yield links to datasets, with their names."""
    groups = [file]
    file.visititems(lambda _, item: groups.append(item) if is_group(item) else None)
    for group in groups:
        if not group.name.startswith("/#"):
            for key, item in contents_of_group(group, path):
                if not is_group(item):
                    yield f"{group.name}/{key}".strip("/"), item


CARD = FormatCard(
    sentence="arrays of HDF5 by their path inside the file; the datasets of a group are several vectors",
    suffixes=(".h5", ".hdf5"),
    arrays=ArrayReader(
        shapes=hdf5_shapes,
        array=hdf5_array,
        n_numbers=count_hdf5_numbers,
        header=hdf5_header,
        describe=describe_hdf5,
        beside=hdf5_words,
    ),
    vectors=VectorReader(variables=hdf5_vectors, read=read_hdf5_vectors),
)
