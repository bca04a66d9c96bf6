"""Tables of text: separated by commas, tabs, semicolons or spaces, also packed by gzip.

The first line names the columns if it has words over numbers; a file without names gets v000, v001, ...
"""

from pathlib import Path
from typing import TYPE_CHECKING

from rgcore.datasets.decisions import Decisions
from rgcore.datasets.formats.cards import FormatCard, TableReader
from rgcore.datasets.formats.tables.named_columns import (
    TableLayout,
    TextLayout,
    growing_blocks,
    ordered_blocks,
)
from rgcore.datasets.formats.tables.text.dialect import SEPARATORS, glance
from rgcore.datasets.formats.tables.text.last_rows import refuse_summary_rows
from rgcore.datasets.formats.tables.text.open_end import on_open_end, refuse_open_end
from rgcore.datasets.formats.tables.text.parse_text import count_rows, pieces_of_text
from rgcore.datasets.formats.tables.text.preamble import how_to_skip
from rgcore.datasets.formats.tables.text.text_columns import find_columns
from rgcore.datasets.formats.tables.text.text_frames import frame_of_text
from rgcore.datasets.formats.tables.text.text_source import first_lines
from rgcore.datasets.keys.tables import TableKeys
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
        If dialect or header can be understood in two ways, a line has more or fewer entries than the first row, or
        the last line has no end.
    """
    seen = glance(path, settings)
    try:
        columns = find_columns(seen, settings.header, path)
    except InputError as error:
        if how := how_to_skip(path, seen.dialect.encoding, SEPARATORS, settings.skip_rows + 1):
            raise InputError(
                f"{path} must begin with its table, but its first lines are unlike the others{how}"
            ) from None
        raise error
    if len(columns.kinds) == columns.n_entries:
        refuse_summary_rows(path, seen.dialect.separator, seen.dialect.encoding, columns.kinds)
    text = TextLayout(
        dialect=seen.dialect,
        n_entries=columns.n_entries,
        places=columns.places,
        n_skipped=seen.dialect.n_before + columns.n_header,
        longest=seen.longest,
    )
    return TableLayout(
        columns=columns.names,
        n_rows=_count(path, text, limit),
        kinds=columns.kinds,
        beginning=columns.beginning,
        named=columns.n_header > 0,
        decisions=seen.decisions.and_then(columns.decisions).and_then(
            Decisions(made=on_open_end(path, text))
        ),
        text=text,
        first_entries=columns.first_entries,
    )


def _count(path: Path, text: TextLayout, limit: int | None) -> int:
    import pyarrow as pa  # noqa: PLC0415  (slow to import, not always needed)

    if limit == 0:
        return 0
    if limit is None:
        return count_rows(path, text)
    with text.dialect.open(path) as stream:
        lines = first_lines(stream, text.n_skipped + limit + 1)
    ended = sum(bool(line.strip()) for line in lines[text.n_skipped :]) <= limit
    n_rows = min(count_rows(path, text, pa.BufferReader("".join(lines).encode())), limit)
    if ended:
        refuse_open_end(path, text)
    return n_rows


def text_frame(path: Path, layout: TableLayout) -> "pd.DataFrame":
    """Return the whole table."""
    return frame_of_text(path, layout)


def text_blocks(path: Path, layout: TableLayout, rows_are_time: bool) -> tuple[int, Samples]:
    """Return the number of rows, and the numbers in blocks; the file is read once and put in order on disk."""
    pieces = pieces_of_text(path, layout)
    if not rows_are_time:
        return layout.n_rows, ordered_blocks(pieces, layout, rows_are_time)
    blocks = growing_blocks(pieces, len(layout.columns))
    return blocks.n_samples, blocks


CARD = FormatCard(
    sentence="tables of text, separated by commas, semicolons, tabs or spaces, with or without a line of column names",
    suffixes=(".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz", ".txt.gz"),
    table=TableReader(layout=text_layout, frame=text_frame, blocks=text_blocks, bounded_by_size=True),
    table_keys=tuple(TableKeys.model_fields),
)
