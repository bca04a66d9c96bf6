"""Refuse a small file that declares a huge array, before anything of it is read."""

from pathlib import Path

from rgcore.datasets.folders.find_files import known_folder
from rgcore.datasets.formats.open_file import declared_numbers, holds_arrays
from rgcore.datasets.settings import DatasetSettings
from rgcore.datasets.size_limits import check_numbers

__all__ = ["check_declared_size"]


def check_declared_size(files: list[Path], settings: DatasetSettings) -> None:
    """Raise InputError if headers declare more numbers than the config allows; see ``check_numbers``.

    Of a folder in a known layout the arrays are looked at; the text beside them is as large as what it declares.
    """
    layout = known_folder(settings.path)
    for file in files if layout is None else filter(holds_arrays, files):
        declared = declared_numbers(file, settings)
        check_numbers(declared, file.stat().st_size, settings.max_numbers, str(file))
