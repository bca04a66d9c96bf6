"""Matrices of samples times variables: any numbers, or spike counts in bins."""

from pathlib import Path

import numpy as np

from rgcore.datasets.axes import flatten_axes
from rgcore.datasets.recording import Recording, make_recording
from rgcore.datasets.settings import DatasetSettings
from rgcore.datasets.sources.opening import variable_names
from rgcore.datasets.sources.source import read_matrix, read_vector
from rgcore.errors import InputError

__all__ = ["binned_spikes_recording", "matrix_recording"]


def matrix_recording(files: list[Path], settings: DatasetSettings) -> Recording:
    """Read a matrix from one file, or one variable from each of several files."""
    if len(files) > 1:
        return _one_file_per_variable(files, settings)
    values, columns = read_matrix(files[0], settings.array)
    rows_are_time = settings.axes[0] == "time"
    names = columns if rows_are_time else None  # otherwise the columns of a table are times
    return make_recording(flatten_axes(values, settings.axes, str(files[0])), names, str(files[0]))


def binned_spikes_recording(files: list[Path], settings: DatasetSettings) -> Recording:
    """Read spike counts; they are kept as they are, also where a bin holds more than one spike.

    Raises
    ------
    InputError
        If an entry that is there is not a non-negative integer.
    """
    recording = matrix_recording(files, settings)
    values = recording.values
    wrong = np.isfinite(values) & ((values < 0) | (values != np.floor(values)))
    if wrong.any():
        sample, variable = np.argwhere(wrong)[0]
        raise InputError(
            f"{recording.source} must hold spike counts (0, 1, 2, ...), found {values[sample, variable]:g} in "
            f"variable {recording.variables[variable]}, {recording.sample_name(sample)}"
        )
    return recording


def _one_file_per_variable(files: list[Path], settings: DatasetSettings) -> Recording:
    vectors = [read_vector(file, settings.array) for file in files]
    for file, vector in zip(files, vectors, strict=True):
        if len(vector) != len(vectors[0]):
            raise InputError(
                f"all files of a folder must hold equally many samples, found {len(vectors[0])} in {files[0]} "
                f"and {len(vector)} in {file}"
            )
    return make_recording(np.column_stack(vectors), variable_names(files), str(files[0].parent))
