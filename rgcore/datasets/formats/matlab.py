"""Arrays in .mat files: up to v7 through scipy, v7.3 as the HDF5 file it is."""

import math
import struct
import zlib
from pathlib import Path

import numpy as np

from rgcore.datasets.formats.arrays.choose_array import choose_array
from rgcore.datasets.formats.arrays.large_arrays import LargeArray, in_memory
from rgcore.datasets.formats.cards import ArrayReader, FormatCard, VectorReader, Vectors
from rgcore.datasets.formats.hdf5 import (
    count_hdf5_numbers,
    hdf5_array,
    hdf5_header,
    hdf5_shapes,
    hdf5_vectors,
    is_hdf5,
    read_hdf5_vectors,
)
from rgcore.datasets.raw_samples import default_names
from rgcore.datasets.select_variables import VariableTable
from rgcore.datasets.settings import DatasetSettings
from rgcore.datasets.size_limits import check_memory

__all__ = ["CARD"]


def matlab_shapes(path: Path) -> dict[str, tuple[int, ...]]:
    """Return the shapes of the variables by name: in MATLAB's order up to v7, reversed in v7.3."""
    if is_hdf5(path):
        return hdf5_shapes(path)
    return {name: shape for name, shape, _ in _listed(path)}


def matlab_header(path: Path, array: str | None) -> tuple[str, tuple[int, ...]]:
    """Return the name and the shape of the variable to read."""
    if is_hdf5(path):
        return hdf5_header(path, array)
    shapes = matlab_shapes(path)
    name = choose_array(path, array, list(shapes))
    return name, shapes[name]


def matlab_array(path: Path, name: str) -> LargeArray:
    """Return the variable ``name``, its axes as :func:`matlab_shapes` shows them.

    Up to v7 it is read into memory as a whole, a sparse one made full.
    """
    if is_hdf5(path):
        return hdf5_array(path, name)
    check_memory(
        8 * math.prod(matlab_shapes(path)[name]), f"{name} of {path}"
    )  # a sparse one is small in the file
    found = _load(path, name)
    return in_memory(name, path, found.toarray() if hasattr(found, "toarray") else found)


def read_matlab_vectors(path: Path, settings: DatasetSettings, names: tuple[str, ...]) -> Vectors:
    """Return entries of a cell array by name."""
    if is_hdf5(path):
        return read_hdf5_vectors(path, settings, names)
    entries = _load(path, _cell_array(path, settings.array)[0]).ravel(order="F")
    cells = dict(zip(default_names(entries.size), entries, strict=True))
    return Vectors(by_name={name: cells[name] for name in names})


def matlab_vectors(path: Path, settings: DatasetSettings) -> VariableTable:
    """Return the names v000, v001, ... of the entries, column by column as MATLAB counts them."""
    if is_hdf5(path):
        return hdf5_vectors(path, settings)
    return VariableTable(names=default_names(math.prod(_cell_array(path, settings.array)[1])))


def count_matlab_numbers(path: Path, array: str | None) -> int:
    """Return how many numbers an array or the whole file declares: cells up to v7 by their bytes, 8 a number."""
    if is_hdf5(path):
        return count_hdf5_numbers(path, array)
    listed = _listed(path)
    numbers = {
        name: math.prod(shape) for name, shape, kind in listed if kind not in ("cell", "struct", "object")
    }
    return numbers[array] if array in numbers else max(sum(numbers.values()), unpacked_bytes(path) // 8)


def unpacked_bytes(path: Path) -> int:
    """Return how many bytes the variables of a file up to v7 take unpacked, as their own first bytes declare.

    See the MAT-File Level 5 format: after 128 bytes of header, every variable begins with its type and its number of
    bytes; type 15 is a compressed one, which begins with those of what it contains.
    """
    total, size = 0, path.stat().st_size
    with path.open("rb") as handle:
        header = handle.read(128)
        order = "<" if header[126:128] == b"IM" else ">"
        if header[126:128] not in (b"IM", b"MI"):
            return size  # version 4, which is not compressed
        while len(tag := handle.read(8)) == 8:
            kind, n_bytes = struct.unpack(f"{order}II", tag)
            end = handle.tell() + n_bytes
            if kind == 15:
                inner = zlib.decompressobj().decompress(
                    handle.read(min(n_bytes, 1024)), 8
                )  # tables of codes come first
                n_bytes = struct.unpack(f"{order}II", inner)[1]
            total += n_bytes
            handle.seek(end)
    return total


def _cell_array(path: Path, array: str | None) -> tuple[str, tuple[int, ...]]:
    cells = {name: shape for name, shape, kind in _listed(path) if kind == "cell"}
    name = choose_array(path, array, list(cells))
    return name, cells[name]


def _listed(path: Path) -> list[tuple[str, tuple[int, ...], str]]:
    from scipy.io import whosmat  # noqa: PLC0415  (slow to import, seldom needed)

    return whosmat(path, appendmat=False)


def _load(path: Path, name: str) -> np.ndarray:
    from scipy.io import loadmat  # noqa: PLC0415

    check_memory(unpacked_bytes(path), str(path))
    return loadmat(path, appendmat=False, variable_names=[name])[name]


CARD = FormatCard(
    sentence="arrays of MATLAB of any version; a cell array holds several vectors",
    suffixes=(".mat",),
    arrays=ArrayReader(
        shapes=matlab_shapes, array=matlab_array, n_numbers=count_matlab_numbers, header=matlab_header
    ),
    vectors=VectorReader(variables=matlab_vectors, read=read_matlab_vectors),
)
