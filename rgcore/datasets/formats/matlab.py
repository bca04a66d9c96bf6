"""Arrays in .mat files: up to v7 through scipy, v7.3 as the HDF5 file it is."""

import math
from pathlib import Path

import numpy as np

from rgcore.datasets.formats.cards import ArrayReader, FormatCard, VectorReader
from rgcore.datasets.formats.choose_array import choose_array
from rgcore.datasets.formats.hdf5 import (
    count_hdf5_vectors,
    hdf5_array,
    hdf5_shapes,
    is_hdf5,
    read_hdf5_vectors,
)
from rgcore.datasets.formats.large_arrays import LargeArray, in_memory
from rgcore.datasets.raw_samples import default_names

__all__ = ["CARD"]


def matlab_shapes(path: Path) -> dict[str, tuple[int, ...]]:
    """Return the shapes of the variables by name: in MATLAB's order up to v7, reversed in v7.3."""
    if is_hdf5(path):
        return hdf5_shapes(path)
    return {name: shape for name, shape, _ in _listed(path)}


def matlab_array(path: Path, name: str) -> LargeArray:
    """Return the variable ``name``, its axes as :func:`matlab_shapes` shows them.

    Up to v7 it is read into memory as a whole, a sparse one made full.
    """
    if is_hdf5(path):
        return hdf5_array(path, name)
    found = _load(path, name)
    return in_memory(name, path, found.toarray() if hasattr(found, "toarray") else found)


def read_matlab_vectors(path: Path, array: str | None) -> dict[str, np.ndarray]:
    """Return the contents of a cell array, column by column as MATLAB counts them, named v000, v001, ..."""
    if is_hdf5(path):
        return read_hdf5_vectors(path, array)
    entries = _load(path, _cell_array(path, array)[0]).ravel(order="F")
    return dict(zip(default_names(entries.size), entries, strict=True))


def count_matlab_vectors(path: Path, array: str | None) -> int:
    """Return how many entries the cell array has."""
    if is_hdf5(path):
        return count_hdf5_vectors(path, array)
    return math.prod(_cell_array(path, array)[1])


def _cell_array(path: Path, array: str | None) -> tuple[str, tuple[int, ...]]:
    cells = {name: shape for name, shape, kind in _listed(path) if kind == "cell"}
    name = choose_array(path, array, list(cells))
    return name, cells[name]


def _listed(path: Path) -> list[tuple[str, tuple[int, ...], str]]:
    from scipy.io import whosmat  # noqa: PLC0415  (slow to import, seldom needed)

    return whosmat(path, appendmat=False)


def _load(path: Path, name: str) -> np.ndarray:
    from scipy.io import loadmat  # noqa: PLC0415

    return loadmat(path, appendmat=False, variable_names=[name])[name]


CARD = FormatCard(
    sentence="arrays of MATLAB of any version; a cell array holds several vectors",
    suffixes=(".mat",),
    arrays=ArrayReader(shapes=matlab_shapes, array=matlab_array),
    vectors=VectorReader(count=count_matlab_vectors, read=read_matlab_vectors),
)
