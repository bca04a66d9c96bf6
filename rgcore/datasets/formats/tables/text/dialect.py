"""How the lines of a table of text are split into entries, and the entries into numbers."""

from dataclasses import dataclass
from pathlib import Path

from rgcore.datasets.decisions import Decisions
from rgcore.datasets.formats.tables.entries.column_kinds import is_date
from rgcore.datasets.formats.tables.entries.number_format import (
    NumberFormat,
    allowed_formats,
    find_format,
    is_number,
    keys_of,
)
from rgcore.datasets.formats.tables.text.preamble import how_to_skip, split_lines
from rgcore.datasets.formats.tables.text.ragged_lines import refuse_ragged_lines
from rgcore.datasets.formats.tables.text.split_decimals import refuse_split_decimals
from rgcore.datasets.formats.tables.text.text_source import (
    first_lines,
    open_text,
    text_encoding,
    without_comments,
)
from rgcore.datasets.keys.tables import SPACES
from rgcore.datasets.settings import DatasetSettings
from rgcore.datasets.size_limits import GLANCE_ROWS
from rgcore.errors import InputError

__all__ = ["SEPARATORS", "Dialect", "Glance", "glance"]

SEPARATORS = (",", ";", "\t", "|", SPACES)
ENTRIES = 2000  # are enough to choose a separator
COMMENTS = "#%"  # begin the lines before a table that many programs write
_WORDS = {"\t": "tabs", SPACES: "spaces", ",": "commas", ";": "semicolons", "|": "bars"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How a table of text is written: separator, format of numbers, encoding, comments, lines before the table.

    ``complete`` is whether the config declares that a last line without a line break is whole.
    """

    separator: str
    numbers: NumberFormat
    encoding: str
    comment: str | None
    n_before: int
    complete: bool = False

    def open(self, path: Path):
        """Return the file as a stream of UTF-8 bytes without comments."""
        return open_text(path, self.encoding, self.separator, self.comment)


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """The first lines of a table of text as entries, ``GLANCE_ROWS`` below the first, and its dialect."""

    dialect: Dialect
    lines: tuple[tuple[str, ...], ...]
    longest: int
    decisions: Decisions


def glance(path: Path, settings: DatasetSettings) -> Glance:
    """Return the dialect of a table from its first lines and the keys of the config.

    Raises
    ------
    InputError
        If separator, decimal mark or encoding can be understood in two ways; names the key to write.
    """
    encoding = text_encoding(path, settings.encoding)
    lines, n_before, comments = _beginning(path, encoding, settings)
    table = lines[n_before:] or [""]
    if table[0].count('"') % 2:
        raise InputError(f"{path} must name its columns in one line, but its first line ends inside quotes")
    allowed = allowed_formats(settings)
    separator = settings.separator or _separator(table, allowed, path, encoding, settings.skip_rows)
    rows = split_lines(table, separator) or [("",)]
    if separator == "," and settings.decimal is None:
        refuse_split_decimals(rows[1:] or rows, path)
    entries = (entry for row in rows[1:] or rows for entry in row)
    numbers = find_format(entries, allowed, separator, path)
    dialect = Dialect(
        separator=separator,
        numbers=numbers,
        encoding=encoding,
        comment=settings.comment,
        n_before=n_before,
        complete=bool(settings.complete),
    )
    return Glance(
        dialect=dialect,
        lines=tuple(rows),
        longest=max(map(len, lines), default=0),
        decisions=Decisions(made=tuple(_phrases(path, dialect, comments, settings.skip_rows))),
    )


def _beginning(path: Path, encoding: str, settings: DatasetSettings) -> tuple[list[str], int, int]:
    """Return the first lines, how many of them come before the table, and how many of these are comments."""
    skipped = _lines_to_skip(path, encoding, settings)
    comments, n_before = 0, skipped
    for _ in range(2):  # comments took the place of rows
        with open_text(path, encoding, None, settings.comment) as stream:
            lines = first_lines(stream, GLANCE_ROWS + 1 + comments, skipped)
        n_before = skipped + _lines_before(lines[skipped:])
        comments = sum(bool(line.strip()) for line in lines[skipped:n_before])
        if not comments:
            break
    if settings.skip_rows and not any(map(str.strip, lines[n_before:])):
        raise InputError(
            f"{path} must have a table below the lines that skip_rows: {settings.skip_rows} skips: write a smaller "
            "number"
        )
    return lines, n_before, comments


def _lines_to_skip(path: Path, encoding: str, settings: DatasetSettings) -> int:
    """Return how many lines ``skip_rows`` leaves out of the file without comments."""
    if not settings.skip_rows or settings.comment is None:
        return settings.skip_rows
    with open_text(path, encoding, None, None) as stream:
        lines = first_lines(stream, 0, settings.skip_rows)
    return "".join(without_comments(lines, settings.comment)).count("\n")


def _lines_before(lines: list[str]) -> int:
    """Return the number of blank lines and comments before the table."""
    for number, line in enumerate(lines):
        if line.strip() and line.lstrip()[0] not in COMMENTS:
            return number
    return len(lines)


def _separator(
    lines: list[str], allowed: tuple[NumberFormat, ...], path: Path, encoding: str, n_skipped: int
) -> str:
    """Return what splits all lines into equally many entries, most of which are numbers, dates or missing."""
    usual = "\t" if ".tsv" in path.suffixes[-2:] else ","
    shares = {each: _share_read(split_lines(lines, each), allowed) for each in SEPARATORS}
    best = max(shares.values())
    found = [each for each, share in shares.items() if share == best > 0]
    if "\t" in found and SPACES in found:
        found.remove(SPACES)
    if not found:
        refuse_ragged_lines(lines, SEPARATORS, allowed[0], path)
    how = "" if len(found) == 1 else how_to_skip(path, encoding, SEPARATORS, n_skipped + 1)
    if how:
        raise InputError(
            f"{path} must have equally many entries in every line, but its first lines do not{how}"
        )
    if len(found) > 1:
        words = " or ".join(f'separator: "{each}" ({_WORDS[each]})' for each in found)
        raise InputError(
            f"{path} must show what separates its entries, but it can be split in several ways: write {words}"
        )
    return found[0] if found else usual


def _share_read(rows: list[tuple[str, ...]], allowed: tuple[NumberFormat, ...]) -> float:
    """Return the share of entries that can be read; 0 unless all rows have the same number, which is above one."""
    below = rows[1:] or rows
    if (
        not below
        or len({len(row) for row in below}) > 1
        or len(below[0]) == 1
        or len(rows[0]) > len(below[0])
    ):
        return 0
    entries = [entry.strip() for row in below for entry in row]
    entries = entries[:: len(entries) // ENTRIES + 1]
    read = sum(
        allowed[0].is_missing(entry) or is_date(entry) or is_number(entry, allowed) for entry in entries
    )
    return max(read, 1e-9) / len(entries)


def _phrases(path: Path, dialect: Dialect, comments: int, skipped: int):
    """Yield what was decided that is not as in most files."""
    usual = "\t" if ".tsv" in path.suffixes[-2:] else ","
    if dialect.separator != usual:
        word = {"\t": "tab", SPACES: "spaces"}.get(dialect.separator, f'"{dialect.separator}"')
        yield f"entries are separated by {_WORDS.get(dialect.separator, dialect.separator)} (separator: {word})"
    if dialect.numbers != NumberFormat():
        yield f"numbers are written with {keys_of(dialect.numbers)}"
    if dialect.encoding not in {"utf-8", "utf-8-sig"}:
        yield f"the text is in {dialect.encoding} (encoding: {dialect.encoding})"
    if skipped:
        yield f"the table begins after line {skipped} (skip_rows: {skipped})"
    if comments:
        yield f"lines before the table are comments: {comments}"
