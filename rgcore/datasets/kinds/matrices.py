"""Matrices of samples times variables: any numbers, or spike counts in bins."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from rgcore.datasets.checks.limits import check_size
from rgcore.datasets.formats.interface import open_matrix, read_vector
from rgcore.datasets.formats.opening import variable_names
from rgcore.datasets.kinds.recording import Recording, make_recording
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError
from rgcore.series.temporary_matrix import TemporaryMatrix

__all__ = ["binned_spikes_recording", "matrix_recording"]


def matrix_recording(files: list[Path], settings: DatasetSettings) -> Recording:
    """Open a matrix in one file, or read one variable from each of several files."""
    if len(files) > 1:
        return _one_file_per_variable(files, settings)
    matrix = open_matrix(files[0], settings.array, settings.axes)
    recording = make_recording(
        matrix.blocks, (matrix.n_samples, matrix.n_variables), matrix.names, str(files[0])
    )
    return replace(recording, span=_bins(settings))


def binned_spikes_recording(files: list[Path], settings: DatasetSettings) -> Recording:
    """Open spike counts; they are kept as they are, also where a bin holds more than one spike.

    Raises
    ------
    InputError
        While the blocks are read, if an entry that is there is not a non-negative integer.
    """
    recording = matrix_recording(files, settings)
    return replace(recording, blocks=_Counts(recording))


@dataclass(frozen=True, slots=True)
class _Counts:
    """The blocks of a recording that must hold spike counts."""

    recording: Recording

    def __iter__(self) -> Iterator[np.ndarray]:
        first = 0
        for block in self.recording.blocks:
            self._check(block, first)
            first += len(block)
            yield block

    def _check(self, block: np.ndarray, first: int) -> None:
        wrong = np.isfinite(block) & ((block < 0) | (block != np.floor(block)))
        if wrong.any():
            sample, variable = np.argwhere(wrong)[0]
            raise InputError(
                f"{self.recording.source} must hold spike counts (0, 1, 2, ...), found {block[sample, variable]:g} in "
                f"variable {self.recording.variables[variable]}, {self.recording.sample_name(first + int(sample))}"
            )


def _one_file_per_variable(files: list[Path], settings: DatasetSettings) -> Recording:
    """Read one variable after the other, and put them in order on disk."""
    folder, names = str(files[0].parent), variable_names(files)
    first = read_vector(files[0], settings.array)
    check_size(len(first), len(files), folder)
    matrix = TemporaryMatrix.by_block(len(first), len(files))
    for variable, file in enumerate(files):
        vector = first if variable == 0 else read_vector(file, settings.array)
        if len(vector) != len(first):
            raise InputError(
                f"all files of a folder must hold equally many samples, found {len(first)} in {files[0]} "
                f"and {len(vector)} in {file}"
            )
        matrix.write(0, variable, vector[:, None])
    return replace(make_recording(matrix, matrix.shape, names, folder), span=_bins(settings))


def _bins(settings: DatasetSettings) -> str:
    return "" if settings.bin_width is None else f"bins of {settings.bin_width:g} s"
