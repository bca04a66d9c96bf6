"""What an HDF5 file holds as a tree, MATLAB's v7.3 files among them.

In these a struct is a group, a cell array is a dataset of references, a struct array is a group whose datasets are
references without a class of MATLAB's, and a sparse matrix is a group of ``data``, ``ir`` and ``jc``.
"""

import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from rgcore.datasets.formats.arrays.hdf5_attributes import attributes_of_list
from rgcore.datasets.formats.arrays.hdf5_links import item_within, refuse_outside_data
from rgcore.datasets.formats.arrays.large_arrays import LargeArray, in_memory
from rgcore.datasets.formats.arrays.packed_numbers import packing_of
from rgcore.datasets.formats.arrays.time_attributes import unit_attribute
from rgcore.datasets.formats.arrays.trees.matlab_classes import no_numbers
from rgcore.datasets.formats.arrays.trees.tree import Branch, Entries, Leaf, Node
from rgcore.datasets.messages import listing
from rgcore.datasets.size_limits import check_memory

__all__ = ["hdf5_node", "holds_references", "is_group", "open_hdf5"]

MATLABS_OWN = ("#refs#", "#subsystem#")  # groups at the top that hold the contents of cells and objects


def open_hdf5(path: Path) -> Any:
    """Return the h5py File, opened for reading."""
    import h5py  # noqa: PLC0415  (a quarter of a second that parsing a workflow need not pay)

    return h5py.File(path, "r")


def is_group(item: Any) -> bool:
    """Return whether something in an HDF5 file is a group, not a dataset."""
    return not hasattr(item, "shape")


def holds_references(dataset: Any) -> bool:
    """Return whether every entry leads to another dataset or group."""
    import h5py  # noqa: PLC0415

    return h5py.check_ref_dtype(dataset.dtype) is h5py.Reference


def hdf5_node(item: Any, path: Path) -> Node:
    """Return a group or a dataset as a node; nothing is read of it before that is asked for."""
    if instead := no_numbers(_class(item), "MATLAB_object_decode" in item.attrs):
        return _leaf(item, path, instead) if not is_group(item) else _nothing(instead)
    if not is_group(item):
        return _dataset_node(item, path)
    if "MATLAB_sparse" in item.attrs:
        return _sparse_leaf(item, path)
    names = [name for name in sorted(item) if name not in MATLABS_OWN]
    if _class(item) == "struct" and names and (fields := _struct_array(item, names, path)):
        shape = next(iter(fields.values())).shape[::-1]
        return Entries(
            n=math.prod(shape),
            open=lambda place: _element(fields, place, path),
            kind="a struct array",
            shape=shape,
        )
    kind = "a struct" if _class(item) == "struct" else "a group"
    return Branch(names=names, open=lambda name: _child(item, name, path), kind=kind)


def _child(group: Any, name: str, path: Path) -> Node | None:
    item = item_within(group, name, path)
    return None if item is None else hdf5_node(item, path)


def _class(item: Any) -> str:
    name = item.attrs.get("MATLAB_class", b"")
    return name.decode(errors="replace") if isinstance(name, bytes) else str(name)


def _struct_array(group: Any, names: Sequence[str], path: Path) -> dict[str, Any] | None:
    """Return the datasets of the fields of a struct array; None if the group is the struct of a single element."""
    fields = {name: item_within(group, name, path) for name in names}
    for item in fields.values():
        if item is None or is_group(item) or not holds_references(item) or _class(item):
            return None
    return fields if len({item.size for item in fields.values()}) == 1 else None


def _element(fields: dict[str, Any], place: int, path: Path) -> Branch:
    def field(name: str) -> Node:
        item = fields[name]
        refuse_outside_data(item, path)
        return hdf5_node(item.file[item[np.unravel_index(place, item.shape)]], path)

    return Branch(names=list(fields), open=field, kind="a struct")


def _dataset_node(item: Any, path: Path) -> Node:
    import h5py  # noqa: PLC0415

    empty = item.shape is None or item.attrs.get(
        "MATLAB_empty", 0
    )  # MATLAB stores the shape of what is empty
    if empty and _class(item) in ("cell", "struct"):
        return Entries(n=0, open=lambda _: None)
    if not empty and holds_references(item):
        references = cache(lambda: _whole(item, path).ravel())
        shape = item.shape[::-1] if _class(item) else None  # MATLAB's order is reversed
        return Entries(
            n=item.size, open=lambda place: hdf5_node(item.file[references()[place]], path), shape=shape
        )
    if not empty and isinstance(h5py.check_vlen_dtype(item.dtype), np.dtype):
        return Entries(
            n=item.size,
            open=lambda place: _entry_of_variable_length(item, place, path),
            kind="arrays of variable length",
        )
    return _leaf(item, path)


def _entry_of_variable_length(item: Any, place: int, path: Path) -> Leaf:
    refuse_outside_data(item, path)
    values = np.asarray(item[np.unravel_index(place, item.shape)])
    return Leaf(
        shape=values.shape,
        dtype=values.dtype,
        values=lambda: values,
        large=lambda name: in_memory(name, path, values),
        unit=unit_attribute(item),
    )


def _leaf(item: Any, path: Path, instead: str = "") -> Leaf:
    empty = item.shape is None or item.attrs.get("MATLAB_empty", 0)
    if item.dtype.names:
        instead = (
            f"records of {listing(item.dtype.names)}, a table that pandas.DataFrame(dataset[:]) can save"
        )
    if named := _names_of_numbers(item):
        instead = (
            f"numbers that stand for {listing(named)}: save x.astype(float) if they are meant as numbers"
        )
    packing = None if empty else packing_of(item, path)
    return Leaf(
        shape=(0,) if empty else item.shape,
        dtype=item.dtype,
        values=lambda: np.empty(0) if empty else _unpacked(item, path),
        large=lambda name: _large(item, name, path),
        instead=instead,
        check=lambda: refuse_outside_data(item, path),
        unit=unit_attribute(item),
        attributes=lambda: attributes_of_list(item),
        notes=() if packing is None else packing.notes,
    )


def _names_of_numbers(item: Any) -> tuple[str, ...]:
    """Return the names that an enumeration has for its numbers; none for truth values, which h5py reads as such."""
    import h5py  # noqa: PLC0415

    return tuple(h5py.check_enum_dtype(item.dtype) or ())


def _unpacked(item: Any, path: Path) -> np.ndarray:
    packing, stored = packing_of(item, path), _whole(item, path)
    return stored if packing is None else packing.applied(stored)


def _whole(item: Any, path: Path) -> np.ndarray:
    refuse_outside_data(item, path)
    check_memory(
        item.size * item.dtype.itemsize, str(path)
    )  # HDF5 would search the file for the name of a cell
    return np.asarray(item[()])


def _large(item: Any, name: str, path: Path) -> LargeArray:
    refuse_outside_data(item, path)
    if item.shape is None or item.attrs.get("MATLAB_empty", 0):
        return in_memory(name, path, np.empty(0))
    place, packing = item.name, packing_of(item, path)

    def read(slices: tuple[slice, ...]) -> np.ndarray:
        with open_hdf5(path) as file:
            stored = np.asarray(file[place][slices])
        return stored if packing is None else packing.applied(stored, *slices[1:2])

    chunks = item.chunks or (1,) * item.ndim
    dtype = item.dtype if packing is None else np.dtype(np.float64)
    return LargeArray(name=name, path=path, shape=item.shape, dtype=dtype, chunks=chunks, read=read)


def _nothing(instead: str) -> Leaf:
    return Leaf(
        shape=(0,),
        dtype=np.dtype("O"),
        values=lambda: np.empty(0),
        large=lambda name: in_memory(name, Path(), np.empty(0, dtype="O")),
        instead=instead,
    )


def _sparse_leaf(group: Any, path: Path) -> Leaf:
    """Return a sparse matrix of MATLAB's as a full one, its axes reversed like those of others in HDF5."""
    parts = {key: item_within(group, key, path) for key in ("data", "ir", "jc")}
    for part in parts.values():
        if part is not None:
            refuse_outside_data(part, path)
    n_rows, n_columns = int(group.attrs["MATLAB_sparse"]), parts["jc"].size - 1
    dtype = np.dtype("f8") if parts["data"] is None else parts["data"].dtype
    places = {key: part.name for key, part in parts.items() if part is not None}

    def read(slices: tuple[slice, ...]) -> np.ndarray:
        with open_hdf5(path) as file:
            return _full_columns(file, places, slices[0].indices(n_columns), n_rows)[:, slices[1]]

    def large(name: str) -> LargeArray:
        shape = (n_columns, n_rows)
        return LargeArray(name=name, path=path, shape=shape, dtype=dtype, chunks=(1, n_rows), read=read)

    def values() -> np.ndarray:
        check_memory(8 * n_columns * n_rows, f"{group.name.strip('/')} of {path}")
        return read((slice(None), slice(None)))

    return Leaf(shape=(n_columns, n_rows), dtype=dtype, values=values, large=large)


def _full_columns(
    file: Any, places: dict[str, str], columns: tuple[int, int, int], n_rows: int
) -> np.ndarray:
    start, stop, _ = columns
    ends = file[places["jc"]][start : stop + 1].astype(np.int64)
    full = np.zeros((stop - start, n_rows))
    if ends[-1] > ends[0]:
        stored = slice(int(ends[0]), int(ends[-1]))
        rows = file[places["ir"]][stored].astype(np.int64)
        values = file[places["data"]][stored]
        if not rows.size == values.size == ends[-1] - ends[0]:
            raise ValueError(
                f"a sparse matrix has {rows.size} rows and {values.size} values, not one of each"
            )
        full[np.repeat(np.arange(stop - start), np.diff(ends)), rows] = values
    return full
