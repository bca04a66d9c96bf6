"""Tables with named columns, whatever the format of their file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np

from rgcore.datasets.decisions import NO_DECISIONS, Decisions
from rgcore.datasets.formats.tables.entries.no_numbers import how_to_write
from rgcore.errors import InputError, cut_short
from rgcore.series import Samples
from rgcore.series.block_length import block_length
from rgcore.series.temporary_matrix import TemporaryMatrix

if TYPE_CHECKING:
    import pandas as pd

    from rgcore.datasets.formats.tables.text.dialect import Dialect

__all__ = [
    "TRUE_FALSE",
    "Piece",
    "TableLayout",
    "TextLayout",
    "check_columns",
    "growing_blocks",
    "numeric_values",
    "ordered_blocks",
    "piece_of_rows",
]

TRUE_FALSE = {"true": 1.0, "false": 0.0}  # as words
Piece = tuple[int, int, np.ndarray]  # first row, first column, (n_rows, n_columns) float64


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLayout:
    """How a table of text is parsed.

    Its dialect, how many entries a row has, the places of the columns among them, how many lines come before the first
    row, and the length of the longest of its first lines.
    """

    dialect: "Dialect"
    n_entries: int
    places: tuple[int, ...]
    n_skipped: int
    longest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLayout:
    """Names and number of rows of a table.

    The first ``n_index`` of ``columns`` are a stored index; ``named`` is False if the file itself does not name them.
    ``kinds`` are what their first entries are: "integer", "decimal", "truth", "date", "text" or "empty"; ``beginning``
    is the first column's, as numbers if they are. ``decisions`` are those on how it is read; ``text`` is how it is
    parsed if it is a table of text. ``first_entries`` are the first of columns of text, ``marks`` the entries that
    stand for missing ones beside the usual ones.
    """

    columns: tuple[str, ...]
    n_rows: int
    kinds: tuple[str, ...] = ()
    beginning: tuple[float, ...] = ()
    n_index: int = 0
    named: bool = True
    decisions: Decisions = NO_DECISIONS
    text: TextLayout | None = None
    first_entries: Mapping[str, str] = field(default_factory=dict)
    marks: tuple[str, ...] = ()

    @property
    def lists(self) -> tuple[str, ...]:
        """Columns whose entries are lists, which files of text have none of."""
        return (
            () if self.text else tuple(name for name, entry in self.first_entries.items() if entry[:1] == "[")
        )

    def only(self, columns: Sequence[str]) -> Self:
        """Return the layout of some columns alone, none of them an index, in the order of the file."""
        wanted = set(columns)
        places = [place for place, column in enumerate(self.columns) if column in wanted]
        text = self.text and replace(self.text, places=tuple(self.text.places[place] for place in places))
        names, kinds = (
            tuple(self.columns[place] for place in places),
            tuple(self.kinds[place] for place in places),
        )
        return replace(self, columns=names, kinds=kinds, n_index=0, beginning=(), text=text)


def check_columns(layout: TableLayout, path: Path) -> None:
    """Raise InputError if a column has no name, or the name of another one."""
    for position, column in enumerate(layout.columns):
        if not column.strip():
            raise InputError(f"{path} must name every column, but column {position + 1} has no name: add one")
    if len(set(layout.columns)) != len(layout.columns):
        twice = next(column for column in layout.columns if layout.columns.count(column) > 1)
        raise InputError(f"{path} must name each column once, but {twice} comes twice: rename one of them")


def ordered_blocks(pieces: Iterable[Piece], layout: TableLayout, rows_are_time: bool) -> Samples:
    """Return the pieces of a table as (n, n_variables) float64 blocks, after they have been put in order on disk.

    Parameters
    ----------
    pieces : iterable of Piece
        In any order; together all entries of the table without its index, each once.
    layout : TableLayout
    rows_are_time : bool
        Whether each row is a sample; otherwise it is a variable.
    """
    n_columns = len(layout.columns) - layout.n_index
    shape = (layout.n_rows, n_columns) if rows_are_time else (n_columns, layout.n_rows)
    matrix = TemporaryMatrix.by_block(*shape)
    for row, column, values in pieces:
        matrix.write(*((row, column, values) if rows_are_time else (column, row, values.T)))
    return matrix


def growing_blocks(pieces: Iterable[Piece], n_columns: int) -> TemporaryMatrix:
    """Return whole rows of a table, which come in their order, as (n, n_columns) float64 blocks on disk."""
    matrix = TemporaryMatrix.by_block(0, n_columns)
    tile, filled = np.empty((n_columns, block_length(n_columns))), 0
    for _, _, values in pieces:
        start = 0
        while start < len(values):
            n = min(tile.shape[1] - filled, len(values) - start)
            tile[:, filled : filled + n] = values[start : start + n].T
            start, filled = start + n, filled + n
            if filled == tile.shape[1]:
                _append(matrix, tile)
                filled = 0
    _append(matrix, tile[:, :filled])
    return matrix


def _append(matrix: TemporaryMatrix, tile: np.ndarray) -> None:
    """Write a tile, (n_columns, n), after the samples that there are; all tiles but the last have the same length."""
    first = matrix.n_samples
    matrix.n_samples += tile.shape[1]
    matrix.write(first, 0, tile.T)


def piece_of_rows(
    frame: "pd.DataFrame", first_row: int, path: Path, marks: tuple[str, ...] = ()
) -> np.ndarray:
    """Return :func:`numeric_values` of some rows of a table, of which ``first_row`` is the first."""
    frame.index = range(first_row, first_row + len(frame))
    return numeric_values(frame, path, marks)


def numeric_values(frame: "pd.DataFrame", path: Path, marks: tuple[str, ...] = ()) -> np.ndarray:
    """Return the entries as (n_rows, n_columns) float64, missing ones as NaN; a column's entries lie together.

    Missing are also entries that are one of the ``marks``.

    Raises
    ------
    InputError
        If an entry is not a number; names its column and its row, counted from the first label of the index.
    """
    values = np.empty((len(frame.columns), len(frame)))
    for place, (_, entries) in zip(values, frame.items(), strict=True):
        place[:] = _numbers(entries, path, marks)
    return values.T


def _numbers(entries: "pd.Series", path: Path, marks: tuple[str, ...]) -> np.ndarray:
    import pandas as pd  # noqa: PLC0415  (most of a second that parsing a workflow need not pay)

    if pd.api.types.is_numeric_dtype(entries) and not pd.api.types.is_complex_dtype(entries):
        return entries.to_numpy(dtype=np.float64, na_value=np.nan)
    text = entries.astype(str)
    if len(text) and text.str.strip().str.lower().isin(TRUE_FALSE).all():
        return text.str.strip().str.lower().map(TRUE_FALSE).to_numpy(dtype=np.float64)
    numbers = pd.to_numeric(text, errors="coerce").where(entries.notna())
    words = text[numbers.isna() & entries.notna() & ~text.str.strip().isin(marks)]
    if len(words):
        row, word = words.index[0] + 1, words.iloc[0].replace("\n", " ")  # quotes may enclose whole lines
        word = cut_short(word)
        how = how_to_write(word, row)
        raise InputError(f"{path} must hold numbers, found {word} in column {words.name}, row {row}{how}")
    return numbers.to_numpy(dtype=np.float64, na_value=np.nan)
