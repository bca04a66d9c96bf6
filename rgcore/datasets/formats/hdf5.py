"""Arrays in HDF5 files; also those of MATLAB's v7.3 files, in which cell arrays are datasets of references."""

from pathlib import Path
from typing import Any

import numpy as np

from rgcore.datasets.formats.arrays.choose_array import choose_array
from rgcore.datasets.formats.arrays.hdf5_links import (
    contents_of_group,
    item_within,
    lies_outside,
    refuse_outside_data,
)
from rgcore.datasets.formats.arrays.large_arrays import LargeArray, in_memory
from rgcore.datasets.formats.cards import ArrayReader, FormatCard, VectorReader, Vectors
from rgcore.datasets.raw_samples import default_names
from rgcore.datasets.select_variables import VariableTable
from rgcore.datasets.settings import DatasetSettings
from rgcore.datasets.size_limits import check_memory
from rgcore.errors import InputError

__all__ = [
    "CARD",
    "count_hdf5_numbers",
    "hdf5_array",
    "hdf5_header",
    "hdf5_shapes",
    "hdf5_vectors",
    "is_hdf5",
    "open_hdf5",
    "read_hdf5_vectors",
]


def is_hdf5(path: Path) -> bool:
    """Return whether the file carries the HDF5 signature (in MATLAB's files, after 512 bytes)."""
    import h5py  # noqa: PLC0415  (a quarter of a second that parsing a workflow need not pay)

    return h5py.is_hdf5(path)


def open_hdf5(path: Path) -> Any:
    """Return the h5py File, opened for reading."""
    import h5py  # noqa: PLC0415

    return h5py.File(path, "r")


def hdf5_shapes(path: Path) -> dict[str, tuple[int, ...]]:
    """Return the shapes of all datasets by their path inside the file, as h5py shows them."""
    shapes = {}

    def note(name: str, item: Any) -> None:
        if hasattr(item, "shape") and not name.startswith("#"):  # '#refs#' holds the contents of cells
            shapes[name] = item.shape or ()  # None if it is declared empty

    with open_hdf5(path) as file:
        file.visititems(note)
    return shapes


def hdf5_header(path: Path, array: str | None) -> tuple[str, tuple[int, ...]]:
    """Return the name and the shape of the dataset to read; links within the file are followed.

    Raises
    ------
    InputError
        If there is no such dataset, or its numbers lie in another file.
    """
    with open_hdf5(path) as file:
        item = None if array is None else item_within(file, array, path)
        if item is not None and not _is_group(item):
            name = array.strip("/")
        else:
            names = list(hdf5_shapes(path))
            name = choose_array(path, array, names or _linked_datasets(file, path))
            item = file[name]
        refuse_outside_data(item, path)
        return name, item.shape or ()


def count_hdf5_numbers(path: Path, array: str | None) -> int:
    """Return how many numbers a dataset or the datasets of a group declare, or those of the file and of all cells."""
    n_in_cells = 0

    def note(name: str, item: Any) -> None:
        nonlocal n_in_cells
        if name.startswith("#") and not _is_group(item):
            n_in_cells += item.size or 0

    with open_hdf5(path) as file:
        item = file if array is None else item_within(file, array, path)
        here = [each for each in _datasets(item) if not lies_outside(each)]  # refused where it is read
        n_numbers = sum(each.size or 0 for each in here)
        if array is None or any(map(_holds_references, here)):
            file.visititems(note)
    return n_numbers + n_in_cells


def hdf5_array(path: Path, name: str) -> LargeArray:
    """Return the dataset ``name`` as h5py shows it, read a part at a time."""
    with open_hdf5(path) as file:
        item = file[name]
        refuse_outside_data(item, path)
        shape, dtype, chunks = item.shape, item.dtype, item.chunks or (1,) * item.ndim
        if item.attrs.get("MATLAB_empty", 0):  # MATLAB stores the shape of an empty array as its contents
            return in_memory(name, path, np.empty(0))
        if item.attrs.get("MATLAB_class", b"") == b"char":  # stored as the numbers of its letters
            raise InputError(f"array {name} of {path} must hold real numbers, found MATLAB text")

    def read(slices: tuple[slice, ...]) -> np.ndarray:
        with open_hdf5(path) as file:
            return np.asarray(file[name][slices])

    return LargeArray(name=name, path=path, shape=shape, dtype=dtype, chunks=chunks, read=read)


def read_hdf5_vectors(path: Path, settings: DatasetSettings, names: tuple[str, ...]) -> Vectors:
    """Return datasets of a group, cells of a MATLAB cell array, or entries of variable length, by name.

    Parameters
    ----------
    path : Path
    settings : DatasetSettings
        Whose ``array`` is a group or a cell array; None is the top of the file, or the only cell array in it.
    names : tuple of str
        As :func:`hdf5_vectors` gives them.
    """
    with open_hdf5(path) as file:
        name = _collection_name(path, settings.array, file)
        item = file[name]
        if _is_group(item):
            found = dict(contents_of_group(item, path))
            return Vectors(by_name={key: _contents(found[key], path) for key in names})
        entries = _contents(item, path).ravel()
        by_name = dict(zip(default_names(entries.size), entries, strict=True))
        if not _holds_references(item):  # each entry is an array of its own length
            return Vectors(by_name={key: np.asarray(by_name[key]) for key in names})
        cells = [file[by_name[key]] for key in names]  # several may be the same dataset
        check_memory(8 * sum(cell.size for cell in cells), f"{name} of {path}")
        cells = [_contents(cell, path) for cell in cells]
        return Vectors(by_name=dict(zip(names, cells, strict=True)))


def hdf5_vectors(path: Path, settings: DatasetSettings) -> VariableTable:
    """Return the names of several arrays: datasets of a group, sorted; or v000, v001, ... of cells and vlen entries."""
    with open_hdf5(path) as file:
        item = file[_collection_name(path, settings.array, file)]
        if not _is_group(item):
            refuse_outside_data(item, path)
            return VariableTable(names=default_names(item.size))
        found = {key: entry for key, entry in contents_of_group(item, path) if not _is_group(entry)}
        for entry in found.values():
            refuse_outside_data(entry, path)
        return VariableTable(names=tuple(found))


def _collection_name(path: Path, array: str | None, file: Any) -> str:
    named = None if array is None else item_within(file, array, path)
    if named is not None and (_is_group(named) or _holds_arrays(named)):
        return array.strip("/") or "/"
    found = {"cells": [], "groups": []}

    def note(name: str, item: Any) -> None:
        if not name.startswith("#") and (_is_group(item) or _holds_arrays(item)):
            found["groups" if _is_group(item) else "cells"].append(name)

    file.visititems(note)
    if array is None and not found["cells"]:
        return "/"
    candidates = found["cells"] + (found["groups"] if array is not None else [])
    return choose_array(path, array, candidates)


def _linked_datasets(file: Any, path: Path) -> list[str]:
    """Return the names of links to datasets, in a file that may have no dataset under a name of its own."""
    groups = [file]
    file.visititems(lambda _, item: groups.append(item) if _is_group(item) else None)
    return [
        f"{group.name}/{key}".strip("/")
        for group in groups
        if not group.name.startswith("/#")
        for key, item in contents_of_group(group, path)
        if not _is_group(item)
    ]


def _datasets(item: Any) -> list[Any]:
    """Return the datasets below a group, except the contents of cells; a dataset is the only one of itself."""
    if item is None or not _is_group(item):
        return [] if item is None else [item]
    found = []

    def note(name: str, each: Any) -> None:
        if not name.startswith("#") and not _is_group(each):
            found.append(each)

    item.visititems(note)
    return found


def _holds_references(dataset: Any) -> bool:
    import h5py  # noqa: PLC0415

    return h5py.check_ref_dtype(dataset.dtype) is h5py.Reference


def _holds_arrays(dataset: Any) -> bool:
    """Return whether every entry is an array: cells of MATLAB, or numbers of variable length."""
    import h5py  # noqa: PLC0415

    return _holds_references(dataset) or isinstance(h5py.check_vlen_dtype(dataset.dtype), np.dtype)


def _contents(dataset: Any, path: Path) -> np.ndarray:
    refuse_outside_data(dataset, path)
    if dataset.shape is None:  # declared empty
        return np.empty(0)
    check_memory(dataset.size * dataset.dtype.itemsize, f"{dataset.name.strip('/')} of {path}")
    if dataset.attrs.get("MATLAB_empty", 0):  # MATLAB stores the shape of an empty array as its contents
        return np.empty(0)
    return np.asarray(dataset[()])


def _is_group(item: Any) -> bool:
    return not hasattr(item, "shape")


CARD = FormatCard(
    sentence="arrays of HDF5 by their path inside the file; the datasets of a group are several vectors",
    suffixes=(".h5", ".hdf5"),
    arrays=ArrayReader(
        shapes=hdf5_shapes, array=hdf5_array, n_numbers=count_hdf5_numbers, header=hdf5_header
    ),
    vectors=VectorReader(variables=hdf5_vectors, read=read_hdf5_vectors),
)
