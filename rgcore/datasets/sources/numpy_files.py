"""Arrays of .npy and .npz files; pickled objects are refused."""

import zipfile
from pathlib import Path
from typing import BinaryIO

import numpy as np

__all__ = ["npy_headers", "npz_headers", "read_npy", "read_npz", "read_npz_vectors"]

Shapes = dict[str, tuple[int, ...]]


def npy_headers(path: Path) -> Shapes:
    """Return the shape of the array, under the name ``array``, after looking that its bytes are all there."""
    with path.open("rb") as handle:
        shape, itemsize = _shape_and_itemsize(handle)
        due = handle.tell() + itemsize * int(np.prod(shape, dtype=np.int64))
    if path.stat().st_size < due:
        raise ValueError(f"{due} bytes are due, there are {path.stat().st_size}")
    return {"array": shape}


def npz_headers(path: Path) -> Shapes:
    """Return the shapes of the arrays by their names, in the order of the file."""
    shapes = {}
    with zipfile.ZipFile(path) as archive:
        for member in archive.namelist():
            with archive.open(member) as handle:
                shapes[member.removesuffix(".npy")] = _shape_and_itemsize(handle)[0]
    return shapes


def read_npy(path: Path, name: str) -> np.ndarray:
    """Return the array of a .npy file, whatever the name."""
    return np.load(path, allow_pickle=False)


def read_npz(path: Path, name: str) -> np.ndarray:
    """Return the array ``name`` of a .npz file."""
    with np.load(path, allow_pickle=False) as archive:
        return archive[name]


def read_npz_vectors(path: Path, array: str | None) -> dict[str, np.ndarray]:
    """Return all arrays of a .npz file sorted by name; ``array`` is of no use here and ignored."""
    return {name: read_npz(path, name) for name in sorted(npz_headers(path))}


def _shape_and_itemsize(handle: BinaryIO) -> tuple[tuple[int, ...], int]:
    version = np.lib.format.read_magic(handle)
    read_header = (
        np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
    )
    shape, _, dtype = read_header(handle)
    if dtype.hasobject:
        raise ValueError("it holds pickled objects, not numbers")
    return shape, dtype.itemsize
