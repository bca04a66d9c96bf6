"""Matrices of samples times variables: any numbers."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from rgcore.datasets.folders.cards import MatrixReader
from rgcore.datasets.folders.find_files import known_folder, selected_files
from rgcore.datasets.formats.open_file import is_table, matrix_size, open_matrix, read_trace, vector_length
from rgcore.datasets.formats.tables.entries.missing_values import blocks_without_codes
from rgcore.datasets.formats.tables.no_variables import without_others
from rgcore.datasets.keys.sampling import SamplingKeys, StretchKeys
from rgcore.datasets.keys.selection import SelectionKeys
from rgcore.datasets.keys.tables import TableKeys
from rgcore.datasets.kinds.cards import FileKindCard
from rgcore.datasets.kinds.matrices.constant_stretches import ConstantStretches
from rgcore.datasets.kinds.matrices.label_codes import LabelCodes
from rgcore.datasets.kinds.matrices.missing_codes import without_codes
from rgcore.datasets.kinds.matrices.repeated_samples import RepeatedSamples
from rgcore.datasets.kinds.matrices.summary_samples import SummarySamples
from rgcore.datasets.kinds.matrices.symmetric_matrix import SymmetricMatrix
from rgcore.datasets.kinds.matrices.watched_samples import Finder, WatchedSamples
from rgcore.datasets.raw_samples import RawSamples, ReaderWarnings, default_names
from rgcore.datasets.settings import DatasetSettings
from rgcore.datasets.size_limits import GLANCE_ROWS, check_size
from rgcore.errors import InputError
from rgcore.series.temporary_matrix import TemporaryMatrix

__all__ = ["CARD", "check_matrix_headers", "open_samples", "read_matrix", "watched"]


def read_matrix(files: list[Path], settings: DatasetSettings) -> RawSamples:
    """Open a matrix in one file, or read one variable from each of several files."""
    finders = (RepeatedSamples, SymmetricMatrix, ConstantStretches, SummarySamples)
    if settings.index != () and settings.variables is None:
        finders = (*finders, LabelCodes)
    return watched(open_samples(files, settings), settings, finders)


def open_samples(files: list[Path], settings: DatasetSettings) -> RawSamples:
    """Return the samples of a matrix as they are found, without a look at what they are."""
    _refuse_during(files, settings)
    layout = _layout(settings)
    if layout is None and len(files) > 1:
        return _one_file_per_variable(files, settings)
    place = files[0] if layout is None else layout[0]
    matrix = open_matrix(place, settings) if layout is None else layout[1].open(place, settings)
    return RawSamples(
        blocks=matrix.blocks,
        n_samples=matrix.n_samples,
        variables=matrix.names or default_names(matrix.n_variables),
        source=str(place),
        span=_bins(settings),
        decisions=matrix.decisions,
        warnings=ReaderWarnings(whole=matrix.warnings),
        n_trials=matrix.n_trials,
    )


def watched(
    raw: RawSamples, settings: DatasetSettings, finders: tuple[Callable[[int], Finder], ...]
) -> RawSamples:
    """Return samples that finders look at in their first pass, and that must hold no codes of missing entries."""
    blocks = without_codes(raw.blocks, raw.variables, settings, raw.source)
    blocks = WatchedSamples(blocks, raw.variables, finders, raw.source)
    return replace(raw, blocks=blocks, late_warnings=blocks.warnings)


def check_matrix_headers(files: list[Path], settings: DatasetSettings) -> None:
    """Raise InputError if headers show that the matrix has other axes, or is too small or too large."""
    _refuse_during(files, settings)
    if (layout := _layout(settings)) is not None:
        folder, reader = layout
        check_size(*reader.shape(folder, settings), str(folder))
        return
    if len(files) > 1:
        selected, _ = selected_files(files, settings)
        first = next(iter(selected.values()))
        check_size(vector_length(first, settings, GLANCE_ROWS), len(selected), str(first))
        return
    check_size(*matrix_size(files[0], settings, GLANCE_ROWS), str(files[0]), settings.axes)


def _refuse_during(files: list[Path], settings: DatasetSettings) -> None:
    """Raise InputError if stretches of time are to be read of tables, or of one file per variable."""
    if settings.during is not None and (len(files) > 1 or is_table(files[0])):
        raise InputError(
            f"{files[0]} must have the time of every sample for the key during, which series of .nwb files alone have: "
            "leave it out"
        )


def _layout(settings: DatasetSettings) -> tuple[Path, MatrixReader] | None:
    """Return a folder in a known layout and how to read it; None if the path is none."""
    if (found := known_folder(settings.path)) is None:
        return None
    folder, card = found
    if card.matrix is None:
        raise InputError(
            f"folder {folder} must hold samples of variables, but it holds {card.sentence}: write kind: spike_times"
        )
    return folder, card.matrix


def _one_file_per_variable(files: list[Path], settings: DatasetSettings) -> RawSamples:
    """Read one variable after the other, and put them in order on disk."""
    folder = str(files[0].parent)
    selected, decisions = selected_files(files, settings)
    files = list(selected.values())
    first, labels = read_trace(files[0], settings)
    check_size(len(first), len(files), folder)
    matrix = TemporaryMatrix.by_block(len(first), len(files))
    for variable, file in enumerate(files):
        vector, others = (first, labels) if variable == 0 else read_trace(file, settings)
        if len(vector) != len(first):
            raise InputError(
                f"all files of a folder must hold equally many samples, found {len(first)} in {files[0]} "
                f"and {len(vector)} in {file}: save those that all have, or one table of all"
            )
        if labels is not None and others is not None and list(labels) != list(others):
            raise InputError(
                f"all files of a folder must hold the same samples, but column {labels.name} of {files[0]} goes from "
                f"{labels.iloc[0]} to {labels.iloc[-1]}, and column {others.name} of {file} from {others.iloc[0]} to "
                f"{others.iloc[-1]}: write one table with the samples that all have"
            )
        matrix.write(0, variable, vector[:, None])
    return RawSamples(
        blocks=without_others(
            blocks_without_codes(matrix, settings), tuple(selected), settings, f"folder {folder}"
        ),
        n_samples=len(first),
        variables=tuple(selected),
        source=folder,
        span=_bins(settings),
        decisions=decisions,
    )


def _bins(settings: DatasetSettings) -> str:
    return "" if settings.bin_width is None else f"bins of {settings.bin_width:g} s"


CARD = FileKindCard(
    sentence="any numbers, such as fluorescence, rates or returns: samples times variables",
    read=read_matrix,
    check_headers=check_matrix_headers,
    keys=(TableKeys, SamplingKeys, StretchKeys, SelectionKeys),
    jump="value",
)
