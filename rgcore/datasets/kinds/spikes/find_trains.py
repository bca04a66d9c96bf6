"""Find the spike times of every cell in the files of a data set, in the unit of the files."""

from dataclasses import replace
from pathlib import Path

from rgcore.datasets.folders.find_files import known_folder, selected_files
from rgcore.datasets.formats.arrays.named_arrays import without_other_arrays
from rgcore.datasets.formats.arrays.time_attributes import stated_time_unit, time_unit_of_name
from rgcore.datasets.formats.cards import VectorReader, Vectors
from rgcore.datasets.formats.open_file import is_table, open_array, read_vector, vector_length
from rgcore.datasets.formats.open_vectors import count_vectors, read_vectors
from rgcore.datasets.formats.suffixes import stem
from rgcore.datasets.kinds.spikes.columns_of_array import (
    COLUMNS_OF_ARRAY,
    names_columns,
    only_matrix,
    refuse_row_per_spike,
)
from rgcore.datasets.kinds.spikes.labelled_arrays import LABELLED_ARRAYS, with_population
from rgcore.datasets.kinds.spikes.labelled_table import check_table, read_table_of_spikes
from rgcore.datasets.kinds.spikes.padded_matrix import PADDED_MATRIX, holds_padded_matrix
from rgcore.datasets.kinds.spikes.stated_unit import Beside, with_stated_unit, words_beside
from rgcore.datasets.settings import DatasetSettings
from rgcore.datasets.size_limits import GLANCE_ROWS, MINIMUM_SAMPLES, MINIMUM_VARIABLES, check_size
from rgcore.errors import InputError

__all__ = ["check_trains", "find_trains", "source_of"]


def source_of(files: list[Path]) -> str:
    """Return what messages call the files: the only one, or their folder."""
    return str(files[0] if len(files) == 1 else files[0].parent)


def find_trains(files: list[Path], settings: DatasetSettings) -> Vectors:
    """Return the spike times of every cell by name.

    They come from a folder in a known layout, from one file per cell, from a table, from two arrays with the times
    and the cells of all spikes, or from several arrays in one file.
    """
    _refuse_names(files, settings)
    if (layout := _layout(settings)) is not None:
        folder, reader = layout
        return read_vectors(folder, settings, reader)
    if len(files) > 1:
        return _one_file_per_cell(files, settings)
    if is_table(files[0]):
        return read_table_of_spikes(files[0], settings)
    return _from_arrays(files[0], settings)


def _from_arrays(path: Path, settings: DatasetSettings) -> Vectors:
    settings, reader = _reader_of_arrays(path, settings)
    found, group = read_vectors(path, settings, reader), (settings.array or "").strip("/")
    if path.suffix.lower() == ".nwb":
        return found
    names = [f"{group}/{settings.times}".strip("/")] if settings.times else [group] if group else []
    if found.side_by_side and not any(map(time_unit_of_name, names)):
        names = list(found.by_name)
    beside = words_beside(path, "/".join([group, settings.times or ""]), settings.time_unit)
    return with_stated_unit(found, settings, str(path), names, beside)


def check_trains(files: list[Path], settings: DatasetSettings) -> None:
    """Raise InputError if headers show that files hold no spike times, or too few cells."""
    _refuse_names(files, settings)
    if (layout := _layout(settings)) is not None:
        folder, reader = layout
        check_size(MINIMUM_SAMPLES, count_vectors(folder, settings, reader), str(folder))
    elif len(files) > 1:
        first = next(iter(selected_files(files, settings)[0].values()))
        vector_length(first, settings, GLANCE_ROWS)  # may be short: the cell may be silent
    elif is_table(files[0]):
        check_table(files[0], settings)
    else:
        _check_arrays(files[0], settings)


def _check_arrays(path: Path, settings: DatasetSettings) -> None:
    settings, reader = _reader_of_arrays(path, settings)
    n_trains = count_vectors(path, settings, reader)
    if n_trains < MINIMUM_VARIABLES and reader is None:
        raise InputError(
            f"{path} must hold at least {MINIMUM_VARIABLES} variables, found {n_trains}: each cell needs an array "
            "of numbers of its own, or write times and labels to name an array with the spikes of all cells and one "
            "with their cells"
        )
    check_size(MINIMUM_SAMPLES, n_trains, str(path))


def _reader_of_arrays(path: Path, settings: DatasetSettings) -> tuple[DatasetSettings, VectorReader | None]:
    """Return how to read a file of arrays, and the settings for it; None is the reader of its format."""
    settings = with_population(path, settings)
    if settings.times is not None:
        return settings, COLUMNS_OF_ARRAY if names_columns(
            only_matrix(path, settings), settings
        ) else LABELLED_ARRAYS
    matrix = only_matrix(path, settings)  # once: a file may hold many arrays
    refuse_row_per_spike(path, matrix)
    return settings, PADDED_MATRIX if holds_padded_matrix(path, settings, matrix) else None


def _refuse_names(files: list[Path], settings: DatasetSettings) -> None:
    if settings.times is not None and (len(files) > 1 or files[0].suffix.lower() == ".nwb"):
        raise InputError(
            f"times and labels name two arrays or columns of one file, but {source_of(files)} is none: leave them out"
        )


def _one_file_per_cell(files: list[Path], settings: DatasetSettings) -> Vectors:
    selected, decisions = selected_files(files, settings)
    trains = {name: read_vector(file, settings) for name, file in selected.items()}
    if settings.variables is None:
        trains, others = without_other_arrays(trains, f"folder {files[0].parent}")
        decisions = decisions.and_then(others)
        selected = {name: selected[name] for name in trains}
    units = {name: _stated_in_file(file, settings) for name, file in selected.items()}
    if len({each.time_unit for each in units.values()}) > 1:
        one = next(iter(units))
        other = next(name for name in units if units[name].time_unit != units[one].time_unit)
        raise InputError(
            f"folder {files[0].parent} must state one unit of time, but {one} has {units[one].time_unit} and {other} "
            f"has {units[other].time_unit}: write time_unit if it is the same"
        )
    first = next(iter(units.values()))
    return replace(first, by_name=trains, decisions=decisions)


def _stated_in_file(file: Path, settings: DatasetSettings) -> Vectors:
    """Return what a file with the spike times of one cell states of their unit, without the times."""
    if is_table(file):
        return with_stated_unit(Vectors(by_name={}), settings, str(file), [stem(file)], Beside())
    name = open_array(file, settings.array).name
    attribute = Vectors(by_name={}, time_unit=stated_time_unit(file, [name], settings.time_unit))
    beside = words_beside(file, name.rpartition("/")[0], settings.time_unit)
    names = [name] if time_unit_of_name(name) else [stem(file)]
    return with_stated_unit(attribute, settings, str(file), names, beside)


def _layout(settings: DatasetSettings) -> tuple[Path, VectorReader] | None:
    """Return a folder in a known layout and how to read it; None if the path is none."""
    if (found := known_folder(settings.path)) is None:
        return None
    folder, card = found
    if card.vectors is None:
        raise InputError(f"folder {folder} must hold spike times, but it holds {card.sentence}")
    return folder, card.vectors
