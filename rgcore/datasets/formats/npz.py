"""Arrays in .npz files of numpy; pickled objects are refused."""

import zipfile
from pathlib import Path

import numpy as np

from rgcore.datasets.formats.cards import ArrayReader, FormatCard, VectorReader
from rgcore.datasets.formats.large_arrays import LargeArray, in_memory
from rgcore.datasets.formats.npy import shape_and_itemsize

__all__ = ["CARD"]


def npz_shapes(path: Path) -> dict[str, tuple[int, ...]]:
    """Return the shapes of the arrays by their names, in the order of the file."""
    shapes = {}
    with zipfile.ZipFile(path) as archive:
        for member in archive.namelist():
            with archive.open(member) as handle:
                shapes[member.removesuffix(".npy")] = shape_and_itemsize(handle)[0]
    return shapes


def npz_array(path: Path, name: str) -> LargeArray:
    """Return the array ``name``, which is unpacked into memory as a whole."""
    with np.load(path, allow_pickle=False) as archive:
        return in_memory(name, path, archive[name])


def read_npz_vectors(path: Path, array: str | None) -> dict[str, np.ndarray]:
    """Return all arrays sorted by name; ``array`` is ignored."""
    with np.load(path, allow_pickle=False) as archive:
        return {name: archive[name] for name in sorted(npz_shapes(path))}


def count_npz_vectors(path: Path, array: str | None) -> int:
    """Return how many arrays there are; ``array`` is ignored."""
    return len(npz_shapes(path))


CARD = FormatCard(
    sentence="several arrays of numpy by name, compressed or not",
    suffixes=(".npz",),
    arrays=ArrayReader(shapes=npz_shapes, array=npz_array),
    vectors=VectorReader(count=count_npz_vectors, read=read_npz_vectors),
)
