"""Arrays in .npz files of numpy; pickled objects are refused."""

import math
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from rgcore.datasets.decisions import Decisions
from rgcore.datasets.formats.arrays.choose_array import choose_array
from rgcore.datasets.formats.arrays.described_array import Described
from rgcore.datasets.formats.arrays.large_arrays import LargeArray, in_memory
from rgcore.datasets.formats.arrays.time_axis import time_axis_by_vector
from rgcore.datasets.formats.arrays.words_beside import is_of_interest, single_entries
from rgcore.datasets.formats.cards import ArrayReader, FormatCard, VectorReader, Vectors
from rgcore.datasets.formats.npy import read_header
from rgcore.datasets.select_variables import VariableTable
from rgcore.datasets.settings import DatasetSettings
from rgcore.datasets.size_limits import check_memory
from rgcore.errors import InputError

__all__ = ["CARD"]

SPARSE = {"format", "shape", "data"}  # of what scipy.sparse.save_npz writes, beside rows and columns


def npz_shapes(path: Path) -> dict[str, tuple[int, ...]]:
    """Return the shapes of the arrays by their names, in the order of the file; those of pickled objects are left out.

    Raises
    ------
    InputError
        If there are arrays of objects alone.
    ValueError
        If the size of an array is not what its header declares.
    """
    shapes, objects = _shapes_and_objects(path)
    if objects and not shapes:
        raise _only_objects(path, objects[0])
    if set(shapes) >= SPARSE:
        raise InputError(
            f"{path} must hold arrays of numbers, but it holds a sparse matrix of scipy: write numpy.save(name, "
            "scipy.sparse.load_npz(file).toarray()), or pass the matrix itself in Python"
        )
    return shapes


def _shapes_and_objects(path: Path) -> tuple[dict[str, tuple[int, ...]], list[str]]:
    """Return the shapes of the arrays of numbers, and the names of those of objects."""
    shapes, objects = {}, []
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            name = member.filename.removesuffix(".npy")
            if name in shapes or name in objects:
                raise ValueError(f"it holds two arrays {name}")
            with archive.open(member) as handle:
                header = read_header(handle)
                if header.dtype.hasobject:
                    objects.append(name)
                    continue
                due = handle.tell() + header.dtype.itemsize * math.prod(header.shape)
            if member.file_size != due:
                raise ValueError(f"array {name} should have {due} bytes, it has {member.file_size}")
            shapes[name] = header.shape
    return shapes, objects


def npz_header(path: Path, array: str | None) -> tuple[str, tuple[int, ...]]:
    """Return the name and the shape of the array to read; InputError if it is not there, or holds objects."""
    shapes = npz_shapes(path)
    _refuse_objects(path, array)
    name = choose_array(path, array, list(shapes))
    return name, shapes[name]


def describe_npz(path: Path, name: str) -> Described:
    """Return which axis is time by another array of the file."""
    shapes = npz_shapes(path)
    return Described(time_axis=time_axis_by_vector(shapes[name], shapes))


def npz_array(path: Path, name: str) -> LargeArray:
    """Return the array ``name``, which is unpacked into memory as a whole."""
    with np.load(path, allow_pickle=False) as archive:
        _check_memory(path, [name])
        return in_memory(name, path, archive[name])


def read_npz_vectors(path: Path, settings: DatasetSettings, names: tuple[str, ...]) -> Vectors:
    """Return the arrays of these names."""
    objects = _shapes_and_objects(path)[1]
    _check_memory(path, names)
    decisions = Decisions(
        left_out=tuple((name, "it holds objects, which are no numbers") for name in objects)
    )
    with np.load(path, allow_pickle=False) as archive:
        arrays = {name: archive[name] for name in names}
    return Vectors(by_name=arrays, decisions=decisions, side_by_side=True)


def npz_vectors(path: Path, settings: DatasetSettings) -> VariableTable:
    """Return the names of the arrays, sorted, except those of objects.

    Raises
    ------
    InputError
        If the config names one array, or there are arrays of objects alone.
    """
    names = tuple(sorted(npz_shapes(path)))
    if settings.array is not None:
        _refuse_objects(path, settings.array)
        choose_array(path, settings.array, list(names))
        raise InputError(
            f"each array of {path} is one vector, but array is {settings.array}: leave it out, or write which are "
            "read, such as variables: [unit_1, unit_2]"
        )
    return VariableTable(names=names)


def npz_words(path: Path, group: str) -> dict[str, Any]:
    """Return words and single numbers on units and rates."""
    names = [
        name for name, shape in npz_shapes(path).items() if is_of_interest(name) and math.prod(shape) == 1
    ]
    with np.load(path, allow_pickle=False) as archive:
        return single_entries({name: archive[name] for name in names})


def _refuse_objects(path: Path, array: str | None) -> None:
    if array in _shapes_and_objects(path)[1]:
        raise _only_objects(path, array)


def _check_memory(path: Path, names: Iterable[str]) -> None:
    with zipfile.ZipFile(path) as archive:
        sizes = {member.filename.removesuffix(".npy"): member.file_size for member in archive.infolist()}
    check_memory(sum(sizes[name] for name in names), str(path))


def _only_objects(path: Path, name: str) -> InputError:
    return InputError(
        f"{path} must hold arrays of numbers, but {name} holds pickled objects, and reading them could "
        "execute code; where each object is an array, write numpy.savez(file, **arrays) with a name for each"
    )


CARD = FormatCard(
    sentence="several arrays of numpy by name, compressed or not",
    suffixes=(".npz",),
    arrays=ArrayReader(
        shapes=npz_shapes, array=npz_array, header=npz_header, describe=describe_npz, beside=npz_words
    ),
    vectors=VectorReader(variables=npz_vectors, read=read_npz_vectors),
)
