"""The memory that filling gaps takes: some matrices of all pairs of variables, whatever the number of samples."""

from contextlib import suppress
from pathlib import Path

from rgcore.datasets.folders.find_files import known_folder
from rgcore.datasets.formats.open_file import is_table, matrix_size, table_layout
from rgcore.datasets.keys.missing import MissingShare
from rgcore.datasets.settings import DatasetSettings
from rgcore.datasets.size_limits import GLANCE_ROWS, memory_of_this_computer
from rgcore.errors import InputError

__all__ = ["bytes_of_filling", "check_memory_of_filling"]

MATRICES = (
    15  # of n_variables^2 float64 numbers; 12 were measured with pairwise, for 1,500 and 2,500 variables
)


def bytes_of_filling(files: list[Path], settings: DatasetSettings) -> int:
    """Return the bytes of the matrices that filling gaps takes, as far as headers show; 0 if none are filled."""
    if not isinstance(settings.missing, MissingShare) or not settings.missing.fills:
        return 0
    return MATRICES * 8 * _most_variables(files, settings) ** 2


def check_memory_of_filling(files: list[Path], settings: DatasetSettings) -> None:
    """Raise InputError if filling gaps takes more than half of the memory."""
    needed, memory = bytes_of_filling(files, settings), memory_of_this_computer()
    if needed > memory // 2:
        raise InputError(
            f"filling gaps must take at most half of the memory, {memory / 2e9:.3g} GB, but for "
            f"{_most_variables(files, settings)} variables it takes {needed / 1e9:.3g} GB: write then: drop_samples, "
            "or name fewer variables"
        )


def _most_variables(files: list[Path], settings: DatasetSettings) -> int:
    """Return the number of variables in headers; of a long table that of its columns."""
    if settings.variables is not None:
        return len(settings.variables)
    if len(files) > 1 and known_folder(settings.path) is None:
        return len(files)
    with suppress(InputError):
        return matrix_size(files[0], settings, GLANCE_ROWS)[1]
    with suppress(InputError):
        return len(table_layout(files[0], settings, 1).columns) if is_table(files[0]) else 0
    return 0
