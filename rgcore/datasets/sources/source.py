"""One face for all file formats: matrices, single vectors, and several vectors in one file."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rgcore.datasets.sources.hdf5 import count_hdf5_vectors, hdf5_headers, read_hdf5, read_hdf5_vectors
from rgcore.datasets.sources.matlab import (
    count_matlab_vectors,
    matlab_headers,
    read_matlab,
    read_matlab_vectors,
)
from rgcore.datasets.sources.numpy_files import npy_headers, npz_headers, read_npy, read_npz, read_npz_vectors
from rgcore.datasets.sources.opening import choose_array, reading
from rgcore.datasets.sources.tables import numeric_values, read_table_file, table_layout
from rgcore.errors import InputError

__all__ = [
    "count_vectors",
    "is_table",
    "matrix_shape",
    "read_matrix",
    "read_vector",
    "read_vectors",
    "vector_length",
]


@dataclass(frozen=True, slots=True)
class ArrayFormat:
    """How to list the shapes in a file by name, and how to read one array."""

    headers: Callable[[Path], dict[str, tuple[int, ...]]]
    read: Callable[[Path, str], np.ndarray]


ARRAY_FORMATS = {
    ".npy": ArrayFormat(npy_headers, read_npy),
    ".npz": ArrayFormat(npz_headers, read_npz),
    ".mat": ArrayFormat(matlab_headers, read_matlab),
    ".h5": ArrayFormat(hdf5_headers, read_hdf5),
    ".hdf5": ArrayFormat(hdf5_headers, read_hdf5),
}

VECTOR_FORMATS = {  # count and read several vectors in one file
    ".npz": (lambda path, _: len(npz_headers(path)), read_npz_vectors),
    ".mat": (count_matlab_vectors, read_matlab_vectors),
    ".h5": (count_hdf5_vectors, read_hdf5_vectors),
    ".hdf5": (count_hdf5_vectors, read_hdf5_vectors),
}


def is_table(path: Path) -> bool:
    """Return whether the file has named columns (.csv, .parquet)."""
    return path.suffix.lower() not in ARRAY_FORMATS


def matrix_shape(path: Path, array: str | None, limit: int | None = None) -> tuple[int, ...]:
    """Return the shape of an array from headers alone; of a CSV file only ``limit`` lines are counted."""
    if is_table(path):
        layout = table_layout(path, limit)
        return layout.n_rows, len(layout.columns) - layout.n_index
    return _named_header(path, array)[1]


def read_matrix(path: Path, array: str | None) -> tuple[np.ndarray, tuple[str, ...] | None]:
    """Return the array as float64, NaN where an entry is missing, and its column names if they are written."""
    if is_table(path):
        frame, layout = read_table_file(path)
        values = numeric_values(frame.iloc[:, layout.n_index :], path)
        return values, layout.columns[layout.n_index :] if layout.named else None
    return _read_array(path, array), None


def vector_length(path: Path, array: str | None, limit: int | None = None) -> int:
    """Return the length of the one vector of a file from headers alone (of a CSV at most ``limit``)."""
    if is_table(path):
        layout = table_layout(path, limit)
        choose_array(path, array, list(layout.columns[layout.n_index :]))
        return layout.n_rows
    name, shape = _named_header(path, array)
    return _length(shape, f"array {name} of {path}")


def read_vector(path: Path, array: str | None) -> np.ndarray:
    """Return the one vector of a file as (n,) float64; axes of length one are dropped."""
    if is_table(path):
        frame, layout = read_table_file(path)
        column = choose_array(path, array, list(layout.columns[layout.n_index :]))
        return numeric_values(frame[[column]], path)[:, 0]
    values = _read_array(path, array)
    _length(values.shape, str(path))
    return values.ravel()


def read_vectors(path: Path, array: str | None) -> dict[str, np.ndarray]:
    """Return several vectors of different length from one file, by name, each (n,) float64.

    They are the arrays of a .npz file, the datasets of a group of an .h5 file (``array`` names it; without,
    the top of the file), or the entries of a cell array of a .mat file.
    """
    _, read = _vector_format(path)
    with reading(path):
        vectors = read(path, array)
    for name, values in vectors.items():
        _length(values.shape, f"array {name} of {path}")
    return {name: _as_numbers(values, f"array {name} of {path}").ravel() for name, values in vectors.items()}


def count_vectors(path: Path, array: str | None) -> int:
    """Return how many vectors :func:`read_vectors` would find, from headers alone."""
    count, _ = _vector_format(path)
    with reading(path):
        return count(path, array)


def _vector_format(path: Path) -> tuple[Callable[..., int], Callable[..., dict[str, np.ndarray]]]:
    if path.suffix.lower() not in VECTOR_FORMATS:
        raise InputError(f"spike times in one file must come as .npz, .mat or .h5, found {path}")
    return VECTOR_FORMATS[path.suffix.lower()]


def _named_header(path: Path, array: str | None) -> tuple[str, tuple[int, ...]]:
    with reading(path):
        shapes = ARRAY_FORMATS[path.suffix.lower()].headers(path)
    name = choose_array(path, None if path.suffix.lower() == ".npy" else array, list(shapes))
    return name, shapes[name]


def _read_array(path: Path, array: str | None) -> np.ndarray:
    name, _ = _named_header(path, array)
    with reading(path):
        values = ARRAY_FORMATS[path.suffix.lower()].read(path, name)
    return _as_numbers(values, f"array {name} of {path}")


def _as_numbers(values: np.ndarray, where: str) -> np.ndarray:
    if values.dtype.kind not in "biuf":
        raise InputError(f"{where} must hold real numbers, found entries of type {values.dtype}")
    return values.astype(np.float64)


def _length(shape: tuple[int, ...], where: str) -> int:
    if 0 not in shape and sum(extent != 1 for extent in shape) > 1:  # MATLAB's empty array is 0 x 0
        raise InputError(f"{where} must be one vector, found an array of shape {shape}")
    return int(np.prod(shape, dtype=np.int64))
