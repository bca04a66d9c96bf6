"""Entries of tables of text, parsed by pyarrow a piece of the file at a time."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from rgcore.datasets.formats.tables.entries.no_numbers import how_to_write
from rgcore.datasets.formats.tables.entries.number_format import FORMATS, NumberFormat, keys_of
from rgcore.datasets.formats.tables.named_columns import TRUE_FALSE, Piece, TableLayout, TextLayout
from rgcore.datasets.formats.tables.text.open_end import refuse_open_end
from rgcore.datasets.formats.tables.text.preamble import how_to_skip
from rgcore.datasets.messages import in_yaml
from rgcore.errors import InputError, cut_short

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.csv as pa_csv

__all__ = ["count_rows", "parsed_batches", "pieces_of_text"]

PARSED_BYTES = 2**22  # at once
LONGEST_LINE = 8  # times the longest of the first lines: what is parsed at once must hold any line whole


def count_rows(path: Path, text: TextLayout, source: "pa.NativeFile | None" = None) -> int:
    """Return the number of rows; a blank line is a row of a single column, and no row of several.

    Raises
    ------
    InputError
        If a row has more or fewer than ``n_entries`` entries; names its line.
    """
    import pyarrow as pa  # noqa: PLC0415  (slow to import, not always needed)

    return sum(batch.num_rows for batch in parsed_batches(path, text, {"f0": pa.binary()}, source))


def parsed_batches(
    path: Path, text: TextLayout, types: dict[str, "pa.DataType"], source: "pa.NativeFile | None" = None
) -> Iterator["pa.RecordBatch"]:
    """Yield the columns f0, f1, ... that ``types`` names."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.csv as pa_csv  # noqa: PLC0415

    wrong = []

    def skip_or_stop(row: pa_csv.InvalidRow) -> str:
        if row.actual_columns == 1 and not row.text.strip():
            return "skip"
        wrong.append(row)
        return "error"

    parsing = pa_csv.ParseOptions(
        delimiter=text.dialect.separator,
        invalid_row_handler=skip_or_stop,
        ignore_empty_lines=text.n_entries > 1,
    )
    try:
        with (
            source or text.dialect.open(path) as stream,
            pa_csv.open_csv(stream, _reading(text), parsing, _converting(text, types)) as batches,
        ):
            yield from batches
    except pa.ArrowInvalid as error:
        if not wrong and "Empty CSV" in str(error):
            pass
        elif not wrong:
            raise
    if wrong:
        line = _line_number(path, text, wrong[0].number)
        due, found = wrong[0].expected_columns, wrong[0].actual_columns
        how = _how_to_mend(path, text, due, found)
        raise InputError(
            f"{path} must have {due} {'entry' if due == 1 else 'entries'} in line {line}, found {found}{how}"
        )
    if source is None:
        refuse_open_end(path, text)


def _how_to_mend(path: Path, text: TextLayout, due: int, found: int) -> str:
    """Return what to do if lines have different numbers of entries, as the end of a sentence; "" if that is unclear."""
    dialect = text.dialect
    how = how_to_skip(path, dialect.encoding, [dialect.separator], dialect.n_before + 1)
    if found == 2 * due > 2 and dialect.separator == ",":
        commas = ": if numbers have decimal commas, write another separator between them, such as semicolons"
        return commas + how.replace(":", ", or", 1)
    if how:
        return how
    if found > due:
        quotes = (
            ": put an entry that contains the separator in quotes, or delete what is too much in that line"
        )
        return quotes if due > 1 else ""
    return ": if a second table or a note begins there, delete it; if it is the last line, the file is incomplete"


def _reading(text: TextLayout) -> "pa_csv.ReadOptions":
    import pyarrow.csv as pa_csv  # noqa: PLC0415

    return pa_csv.ReadOptions(
        use_threads=False,
        block_size=max(PARSED_BYTES, LONGEST_LINE * text.longest),
        column_names=[f"f{place}" for place in range(text.n_entries)],
        skip_rows=text.n_skipped,
    )


def _converting(text: TextLayout, types: dict[str, "pa.DataType"]) -> "pa_csv.ConvertOptions":
    import pyarrow.csv as pa_csv  # noqa: PLC0415

    return pa_csv.ConvertOptions(
        include_columns=list(types),
        column_types=types,
        null_values=text.dialect.numbers.missing,
        strings_can_be_null=False,  # NA may be a name
        decimal_point=text.dialect.numbers.decimal,
        check_utf8=False,
    )


def _line_number(path: Path, text: TextLayout, row: int) -> int:
    """Return the number of the line that pyarrow counts as ``row``: it counts no empty lines among several columns."""
    with text.dialect.open(path) as stream:
        lines = _lines(stream)
        numbers = (
            number for number, line in enumerate(lines, start=1) if text.n_entries == 1 or line.strip(b"\r\n")
        )
        return next(islice(numbers, row - 1, None), row)


def _lines(stream: "pa.NativeFile") -> Iterator[bytes]:
    rest = b""
    while piece := stream.read(PARSED_BYTES):
        *lines, rest = (rest + piece).split(b"\n")
        yield from lines
    if rest:
        yield rest


def pieces_of_text(path: Path, layout: TableLayout) -> Iterator[Piece]:
    """Yield the numbers of some columns, a few rows at a time.

    Raises
    ------
    InputError
        If an entry is neither a number nor missing; names its column and row.
    """
    import pyarrow as pa  # noqa: PLC0415

    text, names, places = layout.text, layout.columns, layout.text.places
    row = 0
    if not text.dialect.numbers.thousands:
        types = {f"f{place}": pa.float64() for place in places}
        try:
            for batch in parsed_batches(path, text, types):
                values = np.empty((len(places), batch.num_rows))
                for line, column in zip(values, batch.columns, strict=True):
                    line[:] = column.to_numpy(zero_copy_only=False)
                yield row, 0, values.T
                row += len(values.T)
        except pa.ArrowInvalid as error:
            if "conversion error" not in str(error):
                raise
        else:
            return
    types, done, first = {f"f{place}": pa.string() for place in places}, row, 0
    for batch in parsed_batches(path, text, types):
        rest = batch.slice(max(0, done - first))
        first += batch.num_rows
        if rest.num_rows:
            values = np.empty((len(places), rest.num_rows))
            for line, column, name in zip(values, rest.columns, names, strict=True):
                line[:] = _numbers(column, text.dialect.numbers, name, first - rest.num_rows, path)
            yield first - rest.num_rows, 0, values.T


def _numbers(
    entries: "pa.Array", numbers: NumberFormat, column: str, first_row: int, path: Path
) -> np.ndarray:
    """Return the numbers of some rows of a column, NaN where they are missing."""
    found, wrong = numbers.numbers(entries)
    wrong = np.flatnonzero(wrong.to_numpy(zero_copy_only=False))
    values = np.array(found.to_numpy(zero_copy_only=False))
    among_numbers = len(wrong) > 0 and not np.isnan(np.delete(values, wrong)).all()
    for place in wrong:
        word, row = entries[place].as_py(), first_row + int(place) + 1
        if word.strip().lower() not in TRUE_FALSE:
            raise InputError(_no_number(word, numbers, column, row, path))
        if among_numbers:
            raise InputError(
                f"{path} must hold numbers, or true and false throughout, found {word} among numbers in column "
                f"{column}, row {row}: write 1 or 0, or na_values: [{in_yaml(word)}] if it stands for a missing entry"
            )
        values[place] = TRUE_FALSE[word.strip().lower()]
    return values


def _no_number(word: str, numbers: NumberFormat, column: str, row: int, path: Path) -> str:
    """Return a sentence on an entry that is no number, and on the keys that would make it one."""
    word = " ".join(word.split())  # quotes may enclose whole lines
    fits = numbers.number(word) is not None  # beside others without its percent sign
    others = [each for each in FORMATS if each.number(word) is not None and not fits]
    how = f": write {' or '.join(map(keys_of, others))}" if others else how_to_write(word, row)
    if word == column:
        how = ": the names of the columns come again, as where a file was added to another one: delete that line"
    return f"{path} must hold numbers, found {cut_short(word)} in column {column}, row {row}{how}"
