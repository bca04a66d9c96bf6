"""Read a data file of any format, through the card of its format: a matrix, one vector, or several vectors."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from rgcore.datasets.formats.arrays.axes import axis_lengths
from rgcore.datasets.formats.arrays.choose_array import choose_array
from rgcore.datasets.formats.arrays.described_array import NOTHING_DESCRIBED, Selected, selected_from
from rgcore.datasets.formats.arrays.large_arrays import LargeArray, array_blocks
from rgcore.datasets.formats.broken_files import report_broken_file
from rgcore.datasets.formats.cards import Matrix
from rgcore.datasets.formats.format_of_file import format_card, is_plain_text, known_format
from rgcore.datasets.formats.tables.entries.missing_values import frame_without_marks
from rgcore.datasets.formats.tables.named_columns import TableLayout, check_columns, numeric_values
from rgcore.datasets.formats.tables.table_matrix import open_table_matrix, table_shape
from rgcore.datasets.settings import DatasetSettings
from rgcore.datasets.size_limits import check_size
from rgcore.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Matrix",
    "array_shape",
    "declared_numbers",
    "holds_arrays",
    "is_table",
    "length_of",
    "matrix_of_array",
    "matrix_shape",
    "matrix_size",
    "open_array",
    "open_matrix",
    "read_table",
    "read_trace",
    "read_vector",
    "table_layout",
    "vector_length",
]

ONE_VECTOR = "name an array that is one, or save this one as such"


def holds_arrays(path: Path) -> bool:
    """Return whether files of this format hold arrays (such as .npy); False where there is no such format."""
    card = known_format(path)
    return card is not None and card.arrays is not None


def is_table(path: Path) -> bool:
    """Return whether files of this format have named columns (such as .csv)."""
    return format_card(path).table is not None


def table_layout(path: Path, settings: DatasetSettings, limit: int | None = None) -> TableLayout:
    """Return the layout of a table; of a CSV file at most ``limit`` rows are read.

    Raises
    ------
    InputError
        If it is not a table, a line of a CSV has more or fewer entries than the first (as the last line of a
        truncated file), or a column name is missing or comes twice.
    """
    with report_broken_file(path):
        layout = format_card(path).table.layout(path, settings, limit)
    check_columns(layout, path)
    return layout


def read_table(
    path: Path, settings: DatasetSettings, only: Callable[[TableLayout], Sequence[str]] | None = None
) -> tuple["pd.DataFrame", TableLayout]:
    """Return a table whole, a stored index as its first columns. Empty entries and NA are missing.

    ``only`` may choose columns that are read, by the layout; that of the whole table is returned.
    """
    layout = table_layout(path, settings, 0)
    columns = layout.columns if only is None else only(layout)
    part = layout if set(columns) == set(layout.columns) else layout.only(columns)
    with report_broken_file(path):
        frame = frame_without_marks(format_card(path).table.frame(path, part), settings)
    return frame, replace(layout, n_rows=len(frame))


def declared_numbers(path: Path, settings: DatasetSettings) -> int:
    """Return how many numbers headers declare: of the array or group that is read, or of the whole file.

    None are of a table of text, which its size bounds; of one that is packed, those of its first row are counted.
    """
    card, array = format_card(path), settings.array
    if card.table is not None:
        if is_plain_text(path):
            return 0
        layout = table_layout(path, settings, 1)
        return layout.n_rows * len(layout.columns)
    with report_broken_file(path):
        if card.arrays.n_numbers is not None:
            return card.arrays.n_numbers(path, array)
        shapes = card.arrays.shapes(path)
    if array in shapes and not card.arrays.one_per_file:
        return math.prod(shapes[array])
    return sum(math.prod(shape) for shape in shapes.values())


def matrix_shape(path: Path, settings: DatasetSettings, limit: int | None = None) -> tuple[int, ...]:
    """Return the shape of an array from headers alone; of a CSV file at most ``limit`` rows are counted."""
    card = format_card(path)
    if card.table is not None:
        with report_broken_file(path):
            return table_shape(card.table, path, settings, limit)
    return _named_header(path, settings.array)[1]


def open_matrix(path: Path, settings: DatasetSettings) -> Matrix:
    """Return the matrix of a file, to be read in blocks.

    What is larger than memory may come as .parquet, .csv, .npy, .h5 or .mat v7.3; the arrays of .npz files and of .mat
    files up to v7 are held in memory as they are stored.

    Raises
    ------
    InputError
        If the array is not there, has other axes, is too small or holds no real numbers. While the blocks are
        read: if an entry is not a number or the file is incomplete.
    """
    card = format_card(path)
    if card.table is None:
        return matrix_of_array(open_array(path, settings.array), _selected(path, settings))
    with report_broken_file(path):
        return open_table_matrix(card.table, path, settings)


def matrix_of_array(values: LargeArray, selected: Selected) -> Matrix:
    """Return what is selected of an array, to be read in blocks; InputError if it is too small or too large."""
    check_size(selected.n_samples, len(selected.positions), str(values), selected.axes)
    return Matrix(
        blocks=selected.part_of(array_blocks(values, selected.axes), str(values)),
        n_samples=selected.n_samples,
        n_variables=len(selected.positions),
        names=selected.names,
        decisions=selected.decisions,
        n_trials=values.shape[selected.axes.index("repeat")] if "repeat" in selected.axes else 1,
    )


def array_shape(path: Path, array: str | None = None) -> tuple[int, ...]:
    """Return the shape of the array of this name, or for None of the only one, from headers alone."""
    return _named_header(path, array)[1]


def matrix_size(path: Path, settings: DatasetSettings, limit: int | None = None) -> tuple[int, int]:
    """Return (n_samples, n_variables) that are read, from headers and small tables about the variables.

    Of a table of text at most ``limit`` rows are counted.
    """
    if is_table(path):
        return axis_lengths(matrix_shape(path, settings, limit), settings.axes, str(path))
    selected = _selected(path, settings)
    return selected.n_samples, len(selected.positions)


def _selected(path: Path, settings: DatasetSettings) -> Selected:
    """Return what is read of an array."""
    name, shape = _named_header(path, settings.array)
    describe = format_card(path).arrays.describe
    with report_broken_file(path):
        described = NOTHING_DESCRIBED if describe is None else describe(path, name)
    return selected_from(shape, described, settings, f"array {name} of {path}")


def open_array(path: Path, array: str | None) -> LargeArray:
    """Return the array of this name, or for None the only one, of a file that is no table."""
    name, _ = _named_header(path, array)
    with report_broken_file(path):
        return format_card(path).arrays.array(path, name)


def vector_length(path: Path, settings: DatasetSettings, limit: int | None = None) -> int:
    """Return the length of the one vector of a file from headers alone (of a CSV at most ``limit``)."""
    if is_table(path):
        layout = table_layout(path, settings, limit)
        choose_array(path, settings.array, list(layout.columns[layout.n_index :]))
        return layout.n_rows
    name, shape = _named_header(path, settings.array)
    return length_of(shape, f"array {name} of {path}", _how_to_read(path))


def read_trace(path: Path, settings: DatasetSettings) -> tuple[np.ndarray, "pd.Series | None"]:
    """Return the one vector of a file, and the column of a table that labels its samples; None if it has none.

    That is the one of the key ``index``, or another one than the vector of dates or of numbers in order.
    """
    if not is_table(path):
        return read_vector(path, settings), None
    frame, layout = read_table(path, settings)
    column = choose_array(path, settings.array, list(layout.columns[layout.n_index :]))
    kinds = dict(zip(layout.columns, layout.kinds, strict=True))
    ordered = (
        name
        for name in layout.columns
        if name != column
        and (kinds[name] == "date" or frame[name].is_monotonic_increasing or name in (settings.index or ()))
    )
    label = next(ordered, None)
    return numeric_values(frame[[column]], path)[:, 0], None if label is None else frame[label]


def read_vector(path: Path, settings: DatasetSettings) -> np.ndarray:
    """Return the one vector of a file as (n,) float64; axes of length one are dropped."""
    if is_table(path):
        return read_trace(path, settings)[0]
    values = open_array(path, settings.array)
    length_of(values.shape, str(values), _how_to_read(path))
    return values.numbers().ravel()


def _named_header(path: Path, array: str | None) -> tuple[str, tuple[int, ...]]:
    reader = format_card(path).arrays
    with report_broken_file(path):
        if reader.header is not None:
            return reader.header(path, array)
        shapes = reader.shapes(path)
    name = choose_array(path, None if reader.one_per_file else array, list(shapes))
    return name, shapes[name]


def _how_to_read(path: Path) -> str:
    """Return what to write for a file with a matrix in the place of one vector."""
    if format_card(path).arrays.one_per_file:
        return f"write path: {path} to read this file alone, with its axes, such as axes: [variable, time]"
    return ONE_VECTOR


def length_of(shape: tuple[int, ...], where: str, how: str = ONE_VECTOR) -> int:
    """Return the length of an array with one axis longer than one; InputError with what to write if it has several."""
    if 0 not in shape and sum(extent != 1 for extent in shape) > 1:  # MATLAB's empty array is 0 x 0
        raise InputError(f"{where} must be one vector, found an array of shape {shape}: {how}")
    return int(np.prod(shape, dtype=np.int64))
