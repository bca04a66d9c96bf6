"""Folders of suite2p: fluorescence, neuropil and deconvolved activity of regions of interest, (variable, time) each.

``iscell.npy`` holds for each region whether it is a cell, and the probability of that.
"""

import re
from pathlib import Path

import numpy as np

from rgcore.datasets.decisions import Decisions
from rgcore.datasets.folders.cards import FolderCard, MatrixReader
from rgcore.datasets.formats.arrays.described_array import Described, Selected, selected_from
from rgcore.datasets.formats.arrays.large_arrays import LargeArray, Slices
from rgcore.datasets.formats.open_file import Matrix, matrix_of_array, open_array
from rgcore.datasets.select_variables import VariableTable
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError

__all__ = ["CARD"]

CELLS = "iscell.npy"
ARRAYS = ("F", "Fneu", "spks")
CORRECTED = re.compile(r"F\s*-\s*(?P<factor>\d*\.?\d+)\s*\*?\s*Fneu")


def recognises_suite2p(folder: Path) -> bool:
    """Return whether fluorescence and the decision on cells are there."""
    return (folder / "F.npy").is_file() and (folder / CELLS).is_file()


def suite2p_files(folder: Path) -> list[Path]:
    """Return the arrays that are there."""
    names = [f"{name}.npy" for name in ARRAYS if (folder / f"{name}.npy").is_file()]
    return [folder / name for name in (*names, CELLS)]


def suite2p_size(folder: Path, settings: DatasetSettings) -> tuple[int, int]:
    """Return (n_samples, n_variables) that are read."""
    selected = _selected(_array(folder, settings), folder, settings)
    return selected.n_samples, len(selected.positions)


def open_suite2p(folder: Path, settings: DatasetSettings) -> Matrix:
    """Return the array that the config names, of the regions that it selects.

    Raises
    ------
    InputError
        If no array is named or it is not there, or some regions are no cells and the config does not select.
    """
    array = _array(folder, settings)
    return matrix_of_array(array, _selected(array, folder, settings))


def _selected(array: LargeArray, folder: Path, settings: DatasetSettings) -> Selected:
    cells = open_array(folder / CELLS, None)
    if len(cells.shape) != 2 or cells.shape[1] != 2:
        raise InputError(f"{folder / CELLS} must hold two numbers per region, found shape {cells.shape}")
    is_cell, probability = cells.numbers().T
    names = tuple(f"roi_{number}" for number in range(len(is_cell)))
    columns = {"iscell": (is_cell != 0).tolist(), "probability": probability.tolist()}
    made = (f"{array.name} of a folder of suite2p is read, one row per region of interest (array)",)
    described = Described(
        variables=VariableTable(names=names, columns=columns),
        axes=("variable", "time"),
        decisions=Decisions(made=made),
    )
    return selected_from(array.shape, described, settings, str(array))


def _array(folder: Path, settings: DatasetSettings) -> LargeArray:
    named = Path(settings.path).stem  # of one of the files
    wanted = (settings.array or (named if named in ARRAYS else "")).strip()
    if wanted in ARRAYS:
        return _named(folder, wanted)
    if (corrected := CORRECTED.fullmatch(wanted)) is None:
        raise InputError(
            f"array must name what is read of folder {folder} of suite2p, found {settings.array or 'none'}: write "
            "array: F, or array: spks, or array: F - 0.7 * Fneu"
        )
    return _without_neuropil(_named(folder, "F"), _named(folder, "Fneu"), float(corrected["factor"]))


def _named(folder: Path, name: str) -> LargeArray:
    path = folder / f"{name}.npy"
    if not path.is_file():
        raise InputError(f"folder {folder} must hold {path.name}, but it holds F.npy and {CELLS}")
    found = open_array(path, None)
    return LargeArray(
        name=name, path=folder, shape=found.shape, dtype=found.dtype, chunks=found.chunks, read=found.read
    )


def _without_neuropil(raw: LargeArray, neuropil: LargeArray, factor: float) -> LargeArray:
    if raw.shape != neuropil.shape:
        raise InputError(f"{raw} must have the shape of Fneu, found {raw.shape} and {neuropil.shape}")

    def read(slices: Slices) -> np.ndarray:
        return raw.read(slices).astype(np.float64) - factor * neuropil.read(slices).astype(np.float64)

    name = f"F - {factor:g} * Fneu"
    dtype = np.dtype("f8") if raw.dtype.kind in "biuf" else raw.dtype
    return LargeArray(name=name, path=raw.path, shape=raw.shape, dtype=dtype, chunks=raw.chunks, read=read)


CARD = FolderCard(
    sentence="traces of suite2p, which need kind: matrix",
    recognises=recognises_suite2p,
    files=suite2p_files,
    parts=tuple(f"{name}.npy" for name in ARRAYS),
    matrix=MatrixReader(shape=suite2p_size, open=open_suite2p),
)
