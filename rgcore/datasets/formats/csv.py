"""Tables of text: separated by commas, tabs, semicolons or spaces, also packed by gzip.

The first line names the columns unless all of its entries are numbers other than 0, 1, 2, ...; a file without names
gets v000, v001, ...
"""

from pathlib import Path
from typing import TYPE_CHECKING

from rgcore.datasets.formats.cards import FormatCard, TableReader
from rgcore.datasets.formats.tables.dialect import glance
from rgcore.datasets.formats.tables.named_columns import TableLayout, TextLayout, ordered_blocks
from rgcore.datasets.formats.tables.number_format import is_number
from rgcore.datasets.formats.tables.parse_text import count_rows, frame_of_text, pieces_of_text
from rgcore.datasets.formats.tables.text_source import first_lines
from rgcore.datasets.raw_samples import default_names
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError
from rgcore.series import Samples

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CARD"]


def text_layout(path: Path, settings: DatasetSettings, limit: int | None = None) -> TableLayout:
    """Return the names and the number of rows; with a ``limit``, of the first rows alone.

    Raises
    ------
    InputError
        If a line has more or fewer entries than the first, or the last line has no end.
    """
    seen = glance(path, settings)
    first = seen.first
    named = settings.header
    if named is None:
        counted = len(first) > 2 and first == tuple(str(index) for index in range(len(first)))
        named = counted or not all(map(is_number, first))
    text = TextLayout(
        dialect=seen.dialect,
        n_entries=len(first),
        n_skipped=seen.dialect.n_before + named,
        longest=seen.longest,
    )
    return TableLayout(
        columns=first if named else default_names(len(first)),
        n_rows=_count(path, text, limit),
        named=named,
        decisions=seen.decisions,
        text=text,
    )


def _count(path: Path, text: TextLayout, limit: int | None) -> int:
    import pyarrow as pa  # noqa: PLC0415  (slow to import, not always needed)

    if limit is None:
        n_rows = count_rows(path, text)
        _refuse_open_end(path)
        return n_rows
    with text.dialect.open(path) as stream:
        lines = first_lines(stream, text.n_skipped + limit + 1)
    ended = sum(bool(line.strip()) for line in lines[text.n_skipped :]) <= limit
    n_rows = min(count_rows(path, text, pa.BufferReader("".join(lines).encode())), limit)
    if ended:
        _refuse_open_end(path)
    return n_rows


def _refuse_open_end(path: Path) -> None:
    """Raise InputError if the last line has no end: a number that was cut short is a number, too."""
    if path.suffix.lower() == ".gz":  # gzip itself shows where it ends
        return
    with path.open("rb") as handle:
        handle.seek(max(0, path.stat().st_size - 160))  # 40 characters of at most 4 bytes
        end = (
            handle.read().replace(b"\0", b"").decode(errors="replace")
        )  # UTF-16 has zeros between Latin letters
    if not end.endswith(("\n", "\r")):
        last = end.replace("\r", "\n").rpartition("\n")[2][-40:]
        raise InputError(
            f"{path} must end with a line break, or its last line may be cut short, found {last!r} at its end"
        )


def text_frame(path: Path, layout: TableLayout) -> "pd.DataFrame":
    """Return the whole table."""
    return frame_of_text(path, layout)


def text_blocks(path: Path, layout: TableLayout, rows_are_time: bool) -> Samples:
    """Return the numbers in blocks; the file is read once and put in order on disk."""
    places = tuple(range(layout.n_index, len(layout.columns)))
    return ordered_blocks(pieces_of_text(path, layout, places), layout, rows_are_time)


CARD = FormatCard(
    sentence="tables of text, separated by commas, semicolons, tabs or spaces, with or without a line of column names",
    suffixes=(".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz", ".txt.gz"),
    table=TableReader(layout=text_layout, frame=text_frame, blocks=text_blocks),
)
