"""Arrays in .npy files of numpy; pickled objects are refused."""

import math
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import numpy as np

from rgcore.datasets.formats.arrays.large_arrays import LargeArray
from rgcore.datasets.formats.cards import ArrayReader, FormatCard
from rgcore.datasets.messages import listing
from rgcore.errors import InputError

__all__ = ["CARD", "Header", "read_header"]

LONGEST_HEADER = 10_000  # bytes: numpy's own limit
MAPPED_BYTES = 2**22  # of a file at once


def npy_shapes(path: Path) -> dict[str, tuple[int, ...]]:
    """Return the shape of the array, under the name ``array``, after checking that its bytes are all there."""
    header = _checked_header(path)
    if header.dtype.names:
        raise InputError(
            f"{path} must hold an array of numbers, but it holds records of {listing(header.dtype.names)}: save them "
            "as a table, such as pandas.DataFrame(numpy.load(file)).to_parquet(name)"
        )
    return {"array": header.shape}


def count_npy_numbers(path: Path, array: str | None) -> int:
    """Return how many numbers the array declares, or the fields of all its records."""
    header = _checked_header(path)
    return math.prod(header.shape) * len(header.dtype.names or ("",))


def _checked_header(path: Path) -> "Header":
    with path.open("rb") as handle:
        header = read_header(handle)
        due = handle.tell() + header.dtype.itemsize * math.prod(header.shape)
    if header.dtype.hasobject:
        raise _only_objects(path, header.dtype.names or ())
    n_bytes = path.stat().st_size
    if n_bytes < due:
        raise ValueError(f"{due} bytes are due, there are {n_bytes}")
    if n_bytes > due:  # numpy would read the first array and leave the rest in silence
        raise InputError(
            f"{path} must hold one array and no more, but {n_bytes - due} bytes follow it: if arrays were written one "
            "after the other into the open file, read each by numpy.load(file) and save numpy.concatenate of them"
        )
    return header


def _only_objects(path: Path, fields: tuple[str, ...]) -> InputError:
    what = f"records of {listing(fields)} with pickled objects" if fields else "pickled objects"
    how = (
        "where you trust it, save a table: pandas.DataFrame(numpy.load(file, allow_pickle=True)).to_parquet(name)"
        if fields
        else "where each object is an array, write numpy.savez(file, **arrays) with a name for each"
    )
    return InputError(
        f"{path} must hold an array of numbers, but it holds {what}, and reading them could execute code; {how}"
    )


def npy_array(path: Path, name: str) -> LargeArray:
    """Return the array of a .npy file, whatever the name, read a part at a time."""
    npy_shapes(path)
    whole = np.load(path, mmap_mode="r", allow_pickle=False)
    order = "C" if whole.flags.c_contiguous else "F"
    return LargeArray(
        name=name,
        path=path,
        shape=whole.shape,
        dtype=whole.dtype,
        chunks=(1,) * whole.ndim,
        read=_MappedPart(path, whole.dtype, whole.shape, whole.offset, order).read,
    )


@dataclass(frozen=True, slots=True)
class _MappedPart:
    """Reads through maps of a few megabytes each, because mapped pages count as memory of this process."""

    path: Path
    dtype: np.dtype
    shape: tuple[int, ...]
    offset: int
    order: str

    def read(self, slices: tuple[slice, ...]) -> np.ndarray:
        npy_shapes(self.path)  # a map of a file that has become shorter ends the process
        ranges = [range(*part.indices(extent)) for part, extent in zip(slices, self.shape, strict=True)]
        values = np.empty([len(each) for each in ranges], dtype=self.dtype, order=self.order)
        if values.size == 0 or values.ndim == 0:
            return np.array(self._mapped()[slices])
        axis = 0 if self.order == "C" else values.ndim - 1  # the slowest in the file
        bytes_per_step = self.dtype.itemsize * int(np.prod(self.shape)) // self.shape[axis]
        step = max(1, MAPPED_BYTES // bytes_per_step)
        for start in range(0, values.shape[axis], step):
            there, here = list(slices), [slice(None)] * values.ndim
            here[axis] = slice(start, min(start + step, values.shape[axis]))
            first = ranges[axis].start
            there[axis] = slice(first + here[axis].start, first + here[axis].stop)
            values[tuple(here)] = self._mapped()[tuple(there)]
        return values

    def _mapped(self) -> np.ndarray:
        return np.memmap(self.path, self.dtype, "r", self.offset, self.shape, self.order)


@dataclass(frozen=True, slots=True)
class Header:
    """Shape and type of an array in a .npy file."""

    shape: tuple[int, ...]
    dtype: np.dtype


def read_header(handle: BinaryIO) -> Header:
    """Return the header of an array, and go to where its entries begin.

    Raises
    ------
    ValueError
        If it is none, or longer than numpy writes.
    """
    version = np.lib.format.read_magic(handle)
    if version == (1, 0):
        shape, _, dtype = np.lib.format.read_array_header_1_0(handle)
        return Header(shape, dtype)
    length = int.from_bytes(handle.read(4), "little")  # numpy would read as much before it looks at it
    if length > LONGEST_HEADER:
        raise ValueError(f"its header should have at most {LONGEST_HEADER} bytes, it has {length}")
    whole = BytesIO(length.to_bytes(4, "little") + handle.read(length))
    shape, _, dtype = np.lib.format.read_array_header_2_0(whole)
    return Header(shape, dtype)


CARD = FormatCard(
    sentence="one array of numpy",
    suffixes=(".npy",),
    arrays=ArrayReader(shapes=npy_shapes, array=npy_array, one_per_file=True, n_numbers=count_npy_numbers),
)
