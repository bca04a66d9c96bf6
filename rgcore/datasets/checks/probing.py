"""A quick look at users' files before a run starts: headers only."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rgcore.datasets.checks.limits import MINIMUM_SAMPLES, check_size
from rgcore.datasets.formats.csv_parquet import table_layout
from rgcore.datasets.formats.interface import count_vectors, is_table, matrix_shape, vector_length
from rgcore.datasets.formats.opening import choose_array, data_files
from rgcore.datasets.kinds.axes import axis_lengths
from rgcore.datasets.kinds.prices import DATE_COLUMN
from rgcore.datasets.naming import about
from rgcore.datasets.settings import DatasetSettings, parse_settings

__all__ = ["input_files", "probe"]

GLANCE = (
    MINIMUM_SAMPLES + 2
)  # lines of a CSV file that are looked at: its names, and one price more than returns


def probe(name: str, block: Mapping[str, Any]) -> None:
    """Check a data-set block, and the headers of its files, without reading them.

    All files must exist and not be empty; the first one must open as its type and hold the array, with the
    named axes, at least 2 variables and, as far as headers tell, at least 20 samples. What only the entries
    show (missing, infinite, constant) is for :func:`rgcore.datasets.read_dataset`.

    Raises
    ------
    InputError
        One sentence that names the data set.
    """
    with about(name):
        settings = parse_settings(block)
        if isinstance(settings, DatasetSettings):
            files = data_files(settings.path)
            look = _look_at_file if len(files) == 1 else _look_at_folder
            look(files, settings)


def input_files(block: Mapping[str, Any]) -> list[str]:
    """Return the files a rule must declare as its input, sorted; none for a generated data set.

    Raises
    ------
    InputError
        As :func:`probe`, except that no file is opened.
    """
    settings = parse_settings(block)
    if not isinstance(settings, DatasetSettings):
        return []
    return [str(file) for file in data_files(settings.path)]


def _look_at_file(files: list[Path], settings: DatasetSettings) -> None:
    path = files[0]
    if settings.kind == "spike_times":
        check_size(MINIMUM_SAMPLES, count_vectors(path, settings.array), str(path))
        return
    if settings.kind == "prices" and is_table(path):
        layout = table_layout(path, GLANCE)
        check_size(layout.n_rows - 1, len(layout.columns) - 1, str(path))
        return
    shape = matrix_shape(path, settings.array, GLANCE)
    n_samples, n_variables = axis_lengths(shape, settings.axes, str(path))
    check_size(n_samples - (settings.kind == "prices"), n_variables, str(path))


def _look_at_folder(files: list[Path], settings: DatasetSettings) -> None:
    if settings.kind == "prices" and is_table(files[0]):
        names = [column.lower() for column in table_layout(files[0], GLANCE).columns]
        choose_array(files[0], DATE_COLUMN, names)
    length = vector_length(files[0], settings.array, GLANCE)
    if settings.kind in ("spikes_binned", "matrix"):  # a ticker listed late may be short, a cell silent
        check_size(length, len(files), str(files[0]))
