"""Tables in .csv files.

The first line names the columns unless all of its entries are numbers other than 0, 1, 2, ...; a file without names
gets v000, v001, ...
"""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from rgcore.datasets.formats.broken_files import report_broken_file
from rgcore.datasets.formats.cards import FormatCard, TableReader
from rgcore.datasets.formats.tables.named_columns import Piece, TableLayout, ordered_blocks, piece_of_rows
from rgcore.datasets.raw_samples import default_names
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError
from rgcore.series import Samples
from rgcore.series.block_length import block_length

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CARD"]

PARSED_BYTES = 2**22  # at once, while rows are counted
LONGEST_LINE = 8  # times the longest of the first lines: what is parsed at once must hold any line whole


def csv_layout(path: Path, settings: DatasetSettings, limit: int | None = None) -> TableLayout:
    """Return the names and the number of rows; with a ``limit``, of the first rows alone.

    Raises
    ------
    InputError
        If a line has more or fewer entries than the first, or the last line has no end.
    """
    with path.open(encoding="utf-8-sig") as handle:
        lines = [handle.readline(), *_beginning(handle, 1 if limit is None else limit)]
        ended = not handle.readline()
    if lines[0].count('"') % 2:
        raise InputError(f"{path} must name its columns in one line, but its first line ends inside quotes")
    first = next(csv.reader(lines[:1]), []) or [""]
    at_once = max(PARSED_BYTES, LONGEST_LINE * max(map(len, lines)))
    if limit is None:
        with path.open("rb") as source:
            n_rows = _count_rows(source, len(first), at_once, path)
    else:
        n_rows = _count_rows(io.BytesIO("".join(lines).encode()), len(first), at_once, path)
    if limit is None or ended:
        _refuse_open_end(path)
    counted = len(first) > 2 and first == [str(index) for index in range(len(first))]
    if counted or not all(_is_number(entry) for entry in first):
        return TableLayout(columns=tuple(first), n_rows=n_rows)
    return TableLayout(columns=default_names(len(first)), n_rows=n_rows + 1, named=False)


def _beginning(handle: Iterable[str], limit: int) -> Iterator[str]:
    """Yield lines up to the ``limit``-th that is not blank."""
    n_rows = 0
    for line in handle:
        yield line
        n_rows += bool(line.strip())
        if n_rows == limit:
            return


def _count_rows(source: BinaryIO, n_columns: int, at_once: int, path: Path) -> int:
    """Return the number of rows after the first; a blank line is a row of a single column, and no row of several."""
    import pyarrow as pa  # noqa: PLC0415  (slow to import, not always needed)
    import pyarrow.csv as pa_csv  # noqa: PLC0415

    wrong = []

    def skip_or_stop(row: pa_csv.InvalidRow) -> str:
        if row.actual_columns == 1 and not row.text.strip():
            return "skip"
        wrong.append(row)
        return "error"

    name = "f0"  # pyarrow's for the first column: the others are only counted
    reading = pa_csv.ReadOptions(use_threads=False, block_size=at_once, autogenerate_column_names=True)
    parsing = pa_csv.ParseOptions(invalid_row_handler=skip_or_stop, ignore_empty_lines=n_columns > 1)
    converting = pa_csv.ConvertOptions(include_columns=[name], column_types={name: pa.binary()})
    try:
        with pa_csv.open_csv(source, reading, parsing, converting) as batches:
            return sum(batch.num_rows for batch in batches) - 1
    except pa.ArrowInvalid:
        if not wrong:
            raise
    line = _line_number(path, wrong[0].number, n_columns)
    due, found = wrong[0].expected_columns, wrong[0].actual_columns
    raise InputError(f"{path} must have {due} entries in line {line}, found {found}")


def _line_number(path: Path, row: int, n_columns: int) -> int:
    """Return the number of the line that pyarrow counts as ``row``: it counts no empty lines among several columns."""
    with path.open(encoding="utf-8-sig", errors="replace") as handle:
        numbers = (number for number, line in enumerate(handle, start=1) if n_columns == 1 or line != "\n")
        return next(islice(numbers, row - 1, None), row)


def _refuse_open_end(path: Path) -> None:
    """Raise InputError if the last line has no end: a number that was cut short is a number, too."""
    with path.open("rb") as handle:
        handle.seek(max(0, path.stat().st_size - 160))  # 40 characters of at most 4 bytes
        end = handle.read().decode(errors="replace")
    if not end.endswith(("\n", "\r")):
        last = end.replace("\r", "\n").rpartition("\n")[2][-40:]
        raise InputError(
            f"{path} must end with a line break, or its last line may be cut short, found {last!r} at its end"
        )


def _is_number(entry: str) -> bool:
    try:
        float(entry)
    except ValueError:
        return False
    return True


def csv_frame(path: Path, layout: TableLayout) -> "pd.DataFrame":
    """Return the whole table."""
    import pandas as pd  # noqa: PLC0415  (most of a second that parsing a workflow need not pay)

    return pd.read_csv(path, **_options(layout)).set_axis(list(layout.columns), axis="columns")


def csv_blocks(path: Path, layout: TableLayout, rows_are_time: bool) -> Samples:
    """Return the numbers in blocks; the file is read once and put in order on disk."""
    return ordered_blocks(_pieces(path, layout), layout, rows_are_time)


def _pieces(path: Path, layout: TableLayout) -> Iterator[Piece]:
    import pandas as pd  # noqa: PLC0415

    rows = block_length(len(layout.columns))
    with report_broken_file(path), pd.read_csv(path, chunksize=rows, **_options(layout)) as chunks:
        for row, frame in zip(range(0, layout.n_rows, rows), chunks, strict=True):
            yield row, 0, piece_of_rows(frame.set_axis(list(layout.columns), axis="columns"), row, path)


def _options(layout: TableLayout) -> dict[str, Any]:
    """Return the arguments of pandas' reader."""
    return {
        "header": 0 if layout.named else None,
        "encoding": "utf-8-sig",
        "low_memory": False,
        "skip_blank_lines": len(layout.columns) > 1,
    }


CARD = FormatCard(
    sentence="tables of comma-separated values, with or without a line of column names",
    suffixes=(".csv",),
    table=TableReader(layout=csv_layout, frame=csv_frame, blocks=csv_blocks),
)
