"""Tables with named columns, whatever the format of their file."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from rgcore.datasets.decisions import NO_DECISIONS, Decisions
from rgcore.errors import InputError
from rgcore.series import Samples
from rgcore.series.temporary_matrix import TemporaryMatrix

if TYPE_CHECKING:
    import pandas as pd

    from rgcore.datasets.formats.tables.dialect import Dialect

__all__ = [
    "Piece",
    "TableLayout",
    "TextLayout",
    "check_columns",
    "numeric_values",
    "ordered_blocks",
    "piece_of_rows",
]

LONGEST_WORD = 60  # characters of an entry that are shown in a message
Piece = tuple[int, int, np.ndarray]  # first row, first column, (n_rows, n_columns) float64


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLayout:
    """How a table of text is parsed.

    Its dialect, how many entries a row has, how many lines come before the first row, and the length of the longest of
    its first lines.
    """

    dialect: "Dialect"
    n_entries: int
    n_skipped: int
    longest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLayout:
    """Names and number of rows of a table.

    The first ``n_index`` of ``columns`` are a stored index; ``named`` is False if the file itself does not name them.
    ``decisions`` are those on how it is read; ``text`` is how it is parsed if it is a table of text.
    """

    columns: tuple[str, ...]
    n_rows: int
    n_index: int = 0
    named: bool = True
    decisions: Decisions = NO_DECISIONS
    text: TextLayout | None = None


def check_columns(layout: TableLayout, path: Path) -> None:
    """Raise InputError if a column has no name, or the name of another one."""
    for position, column in enumerate(layout.columns):
        if not column.strip():
            raise InputError(f"{path} must name every column, but column {position + 1} has no name")
    if len(set(layout.columns)) != len(layout.columns):
        twice = next(column for column in layout.columns if layout.columns.count(column) > 1)
        raise InputError(f"{path} must name each column once, but {twice} comes twice")


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


def piece_of_rows(frame: "pd.DataFrame", first_row: int, path: Path) -> np.ndarray:
    """Return :func:`numeric_values` of some rows of a table, of which ``first_row`` is the first."""
    frame.index = range(first_row, first_row + len(frame))
    return numeric_values(frame, path)


def numeric_values(frame: "pd.DataFrame", path: Path) -> np.ndarray:
    """Return the entries as (n_rows, n_columns) float64, missing ones as NaN; a column's entries lie together.

    Raises
    ------
    InputError
        If an entry is not a number; names its column and its row, counted from the first label of the index.
    """
    values = np.empty((len(frame.columns), len(frame)))
    for place, (_, entries) in zip(values, frame.items(), strict=True):
        place[:] = _numbers(entries, path)
    return values.T


def _numbers(entries: "pd.Series", path: Path) -> np.ndarray:
    import pandas as pd  # noqa: PLC0415  (most of a second that parsing a workflow need not pay)

    if pd.api.types.is_numeric_dtype(entries) and not pd.api.types.is_complex_dtype(entries):
        return entries.to_numpy(dtype=np.float64, na_value=np.nan)
    text = entries.astype(str)
    numbers = pd.to_numeric(text, errors="coerce").where(entries.notna())
    words = text[numbers.isna() & entries.notna()]
    if len(words):
        row, word = words.index[0] + 1, words.iloc[0].replace("\n", " ")  # quotes may enclose whole lines
        word = word if len(word) <= LONGEST_WORD else f"{word[:LONGEST_WORD]}..."
        raise InputError(f"{path} must hold numbers, found {word} in column {words.name}, row {row}")
    return numbers.to_numpy(dtype=np.float64, na_value=np.nan)
