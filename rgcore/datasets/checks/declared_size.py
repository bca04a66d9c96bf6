"""Refuse a small file that declares a huge array, before anything of it is read."""

from pathlib import Path

from rgcore.datasets.formats.open_file import declared_numbers
from rgcore.datasets.settings import DatasetSettings
from rgcore.datasets.size_limits import check_numbers

__all__ = ["check_declared_size"]


def check_declared_size(files: list[Path], settings: DatasetSettings) -> None:
    """Raise InputError if headers declare more numbers than the config allows; see ``check_numbers``."""
    for file in files:
        declared = declared_numbers(file, settings)
        check_numbers(declared, file.stat().st_size, settings.max_numbers, str(file))
