"""Arrays of .npy and .npz files; pickled objects are refused."""

import zipfile
from pathlib import Path
from typing import BinaryIO

import numpy as np

from rgcore.datasets.sources.large_arrays import LargeArray, in_memory

__all__ = ["npy_array", "npy_headers", "npz_array", "npz_headers", "read_npz_vectors"]

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


def npy_array(path: Path, name: str) -> LargeArray:
    """Return the array of a .npy file, whatever the name; read through a memory map that lives for one part."""
    npy_headers(path)
    whole = np.load(path, mmap_mode="r", allow_pickle=False)

    def read(slices: tuple[slice, ...]) -> np.ndarray:
        npy_headers(path)  # a map of a file that has become shorter ends the process
        return np.array(np.load(path, mmap_mode="r", allow_pickle=False)[slices])

    return LargeArray(
        name=name, path=path, shape=whole.shape, dtype=whole.dtype, chunks=(1,) * whole.ndim, read=read
    )


def npz_array(path: Path, name: str) -> LargeArray:
    """Return the array ``name`` of a .npz file, which is unpacked into memory as a whole."""
    with np.load(path, allow_pickle=False) as archive:
        return in_memory(name, path, archive[name])


def read_npz_vectors(path: Path, array: str | None) -> dict[str, np.ndarray]:
    """Return all arrays of a .npz file sorted by name; ``array`` is of no use here and ignored."""
    with np.load(path, allow_pickle=False) as archive:
        return {name: archive[name] for name in sorted(npz_headers(path))}


def _shape_and_itemsize(handle: BinaryIO) -> tuple[tuple[int, ...], int]:
    version = np.lib.format.read_magic(handle)
    read_header = (
        np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
    )
    shape, _, dtype = read_header(handle)
    if dtype.hasobject:
        raise ValueError("it holds pickled objects, not numbers")
    return shape, dtype.itemsize
