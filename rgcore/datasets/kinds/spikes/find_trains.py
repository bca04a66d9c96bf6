"""Find the spike times of every cell in the files of a data set, in the unit of the files."""

from pathlib import Path

from rgcore.datasets.folders.find_files import known_folder, selected_files
from rgcore.datasets.formats.cards import VectorReader, Vectors
from rgcore.datasets.formats.open_file import is_table, read_vector, vector_length
from rgcore.datasets.formats.open_vectors import count_vectors, read_vectors
from rgcore.datasets.kinds.spikes.labelled_arrays import LABELLED_ARRAYS, with_population
from rgcore.datasets.kinds.spikes.labelled_table import check_long_table, read_long_table
from rgcore.datasets.settings import DatasetSettings
from rgcore.datasets.size_limits import GLANCE_ROWS, MINIMUM_SAMPLES, check_size
from rgcore.errors import InputError

__all__ = ["check_trains", "find_trains", "source_of"]


def source_of(files: list[Path]) -> str:
    """Return what messages call the files: the only one, or their folder."""
    return str(files[0] if len(files) == 1 else files[0].parent)


def find_trains(files: list[Path], settings: DatasetSettings) -> Vectors:
    """Return the spike times of every cell by name.

    They come from a folder in a known layout, from one file per cell, or from several arrays in one file.
    """
    if (layout := _layout(settings)) is not None:
        folder, reader = layout
        return read_vectors(folder, settings, reader)
    if len(files) > 1:
        selected, decisions = selected_files(files, settings)
        trains = {name: read_vector(file, settings) for name, file in selected.items()}
        return Vectors(by_name=trains, decisions=decisions)
    if is_table(files[0]):
        return read_long_table(files[0], settings)
    settings = with_population(files[0], settings)
    return read_vectors(files[0], settings, None if settings.times is None else LABELLED_ARRAYS)


def check_trains(files: list[Path], settings: DatasetSettings) -> None:
    """Raise InputError if headers show that files hold no spike times, or too few cells."""
    if (layout := _layout(settings)) is not None:
        folder, reader = layout
        check_size(MINIMUM_SAMPLES, count_vectors(folder, settings, reader), str(folder))
    elif len(files) > 1:
        first = next(iter(selected_files(files, settings)[0].values()))
        vector_length(first, settings, GLANCE_ROWS)  # may be short: the cell may be silent
    elif is_table(files[0]):
        check_long_table(files[0], settings)
    else:
        settings = with_population(files[0], settings)
        reader = None if settings.times is None else LABELLED_ARRAYS
        check_size(MINIMUM_SAMPLES, count_vectors(files[0], settings, reader), str(files[0]))


def _layout(settings: DatasetSettings) -> tuple[Path, VectorReader] | None:
    """Return a folder in a known layout and how to read it; None if the path is none."""
    if (found := known_folder(settings.path)) is None:
        return None
    folder, card = found
    if card.vectors is None:
        raise InputError(f"folder {folder} must hold spike times, but it holds {card.sentence}")
    return folder, card.vectors
