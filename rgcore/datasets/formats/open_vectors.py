"""Read several vectors of different length, such as spike trains, from one file or from a folder in a known layout."""

from dataclasses import replace
from pathlib import Path

from rgcore.cards import load_cards
from rgcore.datasets.decisions import Decisions
from rgcore.datasets.formats.arrays.large_arrays import in_memory
from rgcore.datasets.formats.arrays.named_arrays import without_other_arrays
from rgcore.datasets.formats.broken_files import report_broken_file
from rgcore.datasets.formats.cards import VectorReader, Vectors
from rgcore.datasets.formats.format_of_file import format_card
from rgcore.datasets.formats.open_file import length_of
from rgcore.datasets.messages import in_yaml
from rgcore.datasets.select_variables import select_variables
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError

__all__ = ["count_vectors", "read_vectors"]


def read_vectors(path: Path, settings: DatasetSettings, reader: VectorReader | None = None) -> Vectors:
    """Return several vectors of different length from one file, each (n,) float64.

    They are the arrays of a .npz file, the datasets of a group of an .h5 file (the key ``array`` names it; without,
    the top of the file), the entries of a cell array of a .mat file, or the units of an .nwb file; or what another
    ``reader`` than that of the format finds, such as one of a folder.
    """
    reader = reader or _vector_reader(path)
    names, decisions = _selected_vectors(path, settings, reader)
    with report_broken_file(path):
        vectors = reader.read(path, settings, names)
    if vectors.side_by_side and settings.variables is None:
        by_name, others = without_other_arrays(vectors.by_name, str(path))
        vectors = replace(vectors, by_name=by_name, decisions=vectors.decisions.and_then(others))
    for name, values in vectors.by_name.items():
        how = f"write exclude: [{in_yaml(name)}] to leave it out, or kind: matrix if it holds samples"
        length_of(values.shape, f"array {name} of {path}", how)
    numbers = {
        name: in_memory(name, path, values).numbers().ravel() for name, values in vectors.by_name.items()
    }
    return replace(vectors, by_name=numbers, decisions=decisions.and_then(vectors.decisions))


def count_vectors(path: Path, settings: DatasetSettings, reader: VectorReader | None = None) -> int:
    """Return how many vectors :func:`read_vectors` would find, from headers alone if possible."""
    return len(_selected_vectors(path, settings, reader or _vector_reader(path))[0])


def _selected_vectors(
    path: Path, settings: DatasetSettings, reader: VectorReader
) -> tuple[tuple[str, ...], Decisions]:
    """Return the names of the vectors to read."""
    with report_broken_file(path):
        variables = reader.variables(path, settings)
    kept, decisions = select_variables(variables, settings, str(path))
    return tuple(variables.names[place] for place in kept), decisions


def _vector_reader(path: Path) -> VectorReader:
    reader = format_card(path).vectors
    if reader is None:
        cards = load_cards("rgcore.datasets.formats").values()
        *others, last = [suffix for card in cards if card.vectors is not None for suffix in card.suffixes]
        tables = [suffix for card in cards if card.table is not None for suffix in card.suffixes]
        raise InputError(
            f"spike times in one file must come as {', '.join(others)} or {last}, or as a table with a row per spike "
            f"({', '.join(tables)}), found {path} (save times and labels of all spikes with numpy.savez, or put one "
            "file per cell into a folder)"
        )
    return reader
