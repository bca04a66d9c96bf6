"""Datasets of HDF5 files that were opened with h5py."""

from typing import TYPE_CHECKING

from rgcore.errors import InputError
from rgcore.series.inputs.cards import InputCard, Table
from rgcore.series.inputs.chunks import read_by_slices

if TYPE_CHECKING:
    import h5py

__all__ = ["CARD"]


def _read(data: "h5py.Dataset") -> Table:
    if not hasattr(data, "chunks"):
        raise InputError(
            f"samples must be a matrix of real numbers, found an h5py {type(data).__name__}: choose a Dataset in it"
        )
    return read_by_slices(data, "an HDF5 dataset", data.chunks[0] if data.chunks else None)


CARD = InputCard(
    library="h5py",
    objects={"Dataset": "read in blocks while its file is open"},
    read=_read,
)
