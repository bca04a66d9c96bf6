"""One face for all file formats: matrices, single vectors, and several vectors in one file."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rgcore.datasets.checks.limits import check_size
from rgcore.datasets.formats.csv_parquet import numeric_values, read_table_file, table_layout
from rgcore.datasets.formats.hdf5 import count_hdf5_vectors, hdf5_array, hdf5_headers, read_hdf5_vectors
from rgcore.datasets.formats.large_arrays import LargeArray, array_blocks, in_memory
from rgcore.datasets.formats.matlab import (
    count_matlab_vectors,
    matlab_array,
    matlab_headers,
    read_matlab_vectors,
)
from rgcore.datasets.formats.numpy_files import (
    npy_array,
    npy_headers,
    npz_array,
    npz_headers,
    read_npz_vectors,
)
from rgcore.datasets.formats.nwb import count_nwb_units, read_nwb_units
from rgcore.datasets.formats.opening import choose_array, reading
from rgcore.datasets.formats.table_blocks import table_blocks
from rgcore.datasets.kinds.axes import axis_lengths
from rgcore.errors import InputError

__all__ = [
    "Matrix",
    "count_vectors",
    "is_table",
    "matrix_shape",
    "open_matrix",
    "read_vector",
    "read_vectors",
    "vector_length",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """A matrix in a file: ``blocks`` gives fresh (n, n_variables) float64 blocks in order, again each time.

    Missing entries are NaN; ``names`` are those of the variables, None where the file does not name them.
    """

    blocks: Iterable[np.ndarray]
    n_samples: int
    n_variables: int
    names: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class ArrayFormat:
    """How to list the shapes in a file by name, and how to open one array."""

    headers: Callable[[Path], dict[str, tuple[int, ...]]]
    array: Callable[[Path, str], LargeArray]


HDF5 = ArrayFormat(hdf5_headers, hdf5_array)
ARRAY_FORMATS = {
    ".npy": ArrayFormat(npy_headers, npy_array),
    ".npz": ArrayFormat(npz_headers, npz_array),
    ".mat": ArrayFormat(matlab_headers, matlab_array),
    ".h5": HDF5,
    ".hdf5": HDF5,
    ".nwb": HDF5,
}

VECTOR_FORMATS = {  # count and read several vectors in one file
    ".npz": (lambda path, _: len(npz_headers(path)), read_npz_vectors),
    ".mat": (count_matlab_vectors, read_matlab_vectors),
    ".h5": (count_hdf5_vectors, read_hdf5_vectors),
    ".hdf5": (count_hdf5_vectors, read_hdf5_vectors),
    ".nwb": (count_nwb_units, read_nwb_units),
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


def open_matrix(path: Path, array: str | None, axes: tuple[str, ...]) -> Matrix:
    """Return the matrix of a file, to be read in blocks.

    What is larger than memory may come as .parquet, .csv, .npy, .h5 or .mat v7.3; the arrays of .npz files and of .mat
    files up to v7 are held in memory as they are stored.

    Raises
    ------
    InputError
        If the array is not there, has other axes, is too small or holds no real numbers. While the blocks are
        read: if an entry is not a number or the file is not whole.
    """
    if not is_table(path):
        values = _open_array(path, array)
        n_samples, n_variables = axis_lengths(values.shape, axes, str(values))
        check_size(n_samples, n_variables, str(values))
        blocks = array_blocks(values, axes)
        return Matrix(blocks=blocks, n_samples=n_samples, n_variables=n_variables, names=None)
    layout = table_layout(path)
    names = layout.columns[layout.n_index :]
    n_samples, n_variables = axis_lengths((layout.n_rows, len(names)), axes, str(path))
    check_size(n_samples, n_variables, str(path))
    rows_are_time = axes[0] == "time"  # otherwise the columns are times
    return Matrix(
        blocks=table_blocks(path, layout, rows_are_time),
        n_samples=n_samples,
        n_variables=n_variables,
        names=names if rows_are_time and layout.named else None,
    )


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
    values = _open_array(path, array)
    _length(values.shape, str(values))
    return values.numbers().ravel()


def read_vectors(path: Path, array: str | None) -> dict[str, np.ndarray]:
    """Return several vectors of different length from one file, by name, each (n,) float64.

    They are the arrays of a .npz file, the datasets of a group of an .h5 file (``array`` names it; without,
    the top of the file), the entries of a cell array of a .mat file, or the units of an .nwb file.
    """
    _, read = _vector_format(path)
    with reading(path):
        vectors = read(path, array)
    for name, values in vectors.items():
        _length(values.shape, f"array {name} of {path}")
    return {name: in_memory(name, path, values).numbers().ravel() for name, values in vectors.items()}


def count_vectors(path: Path, array: str | None) -> int:
    """Return how many vectors :func:`read_vectors` would find, from headers alone."""
    count, _ = _vector_format(path)
    with reading(path):
        return count(path, array)


def _vector_format(path: Path) -> tuple[Callable[..., int], Callable[..., dict[str, np.ndarray]]]:
    if path.suffix.lower() not in VECTOR_FORMATS:
        raise InputError(f"spike times in one file must come as .npz, .mat, .h5 or .nwb, found {path}")
    return VECTOR_FORMATS[path.suffix.lower()]


def _named_header(path: Path, array: str | None) -> tuple[str, tuple[int, ...]]:
    with reading(path):
        shapes = ARRAY_FORMATS[path.suffix.lower()].headers(path)
    name = choose_array(path, None if path.suffix.lower() == ".npy" else array, list(shapes))
    return name, shapes[name]


def _open_array(path: Path, array: str | None) -> LargeArray:
    name, _ = _named_header(path, array)
    with reading(path):
        return ARRAY_FORMATS[path.suffix.lower()].array(path, name)


def _length(shape: tuple[int, ...], where: str) -> int:
    if 0 not in shape and sum(extent != 1 for extent in shape) > 1:  # MATLAB's empty array is 0 x 0
        raise InputError(f"{where} must be one vector, found an array of shape {shape}")
    return int(np.prod(shape, dtype=np.int64))
