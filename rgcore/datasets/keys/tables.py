"""How tables of text are parsed, and which columns are variables."""

import codecs
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, Strict

from rgcore.settings import Settings

__all__ = ["SPACES", "TableKeys"]

Mark = str | int | float
SPACES = " "  # as a separator: any number of spaces and tabs
_WORDS = {
    "tab": "\t",
    r"\t": "\t",
    "space": SPACES,
    "spaces": SPACES,
    r"\s+": SPACES,
    "comma": ",",
    "semicolon": ";",
}


def _one_character(separator: str) -> str:
    separator = _WORDS.get(separator.lower(), separator)
    if len(separator) != 1 or separator.isalnum() or separator in "\"'.+-\n\r" or not separator.isascii():
        raise ValueError(f'must be one character such as ";", tab or spaces, but it is {separator!r}')
    return separator


def _known_encoding(encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name
        "".encode(name)  # LookupError, too, from what is no encoding of text, such as base64
        return name
    except LookupError:
        raise ValueError(
            f"must be an encoding of Python, such as utf-8, cp1252 or utf-16, but it is {encoding!r}"
        ) from None


def _as_tuple(columns: str | tuple[str, ...]) -> tuple[str, ...]:
    return (columns,) if isinstance(columns, str) else columns


Columns = Annotated[str | Annotated[tuple[str, ...], Strict(False)], AfterValidator(_as_tuple)]
"""One column or several, as a tuple."""


def _as_marks(marks: Mark | tuple[Mark, ...]) -> tuple[Mark, ...]:
    marks = marks if isinstance(marks, tuple) else (marks,)
    return tuple(mark.strip() if isinstance(mark, str) else mark for mark in marks)


Marks = Annotated[Mark | Annotated[tuple[Mark, ...], Strict(False)], AfterValidator(_as_marks)]
"""Entries that stand for a missing one, as a tuple."""


class TableKeys(Settings):
    """How tables of text are parsed, and which columns are variables."""

    index: Columns | None = Field(
        default=None,
        description="column, or list of columns, of a table that label its rows and are no variables: dates, times, "
        "numbers of rows or names; [] if every column, or every variable of an array, is one; may be left out where "
        "nothing is ambiguous",
    )
    header: bool | None = Field(
        default=None,
        description="whether the first line of a table of text names its columns; may be left out where the line "
        "itself shows it",
    )
    separator: Annotated[str, AfterValidator(_one_character)] | None = Field(
        default=None,
        description='what separates the entries of a table of text: one character such as "," or ";", tab, or spaces '
        "for any number of spaces and tabs; may be left out where the lines show it",
    )
    decimal: Literal[".", ","] | None = Field(
        default=None, description="decimal mark of a table of text; may be left out where the numbers show it"
    )
    thousands: Literal[",", ".", " ", "'"] | None = Field(
        default=None,
        description="what separates groups of three digits in a table of text; may be left out where the numbers show "
        "it",
    )
    encoding: Annotated[str, AfterValidator(_known_encoding)] | None = Field(
        default=None,
        description="encoding of a table of text, such as cp1252; UTF-8 and what begins with a byte order mark are "
        "recognised",
    )
    skip_rows: int = Field(
        default=0,
        ge=0,
        le=10_000,
        description="lines of a table of text, counted from its first one, that come before the names of its columns "
        "or, without names, before its numbers, such as the title of an export",
    )
    complete: bool | None = Field(
        default=None,
        description="true if the last line of a table of text is whole although no line break ends it; may be left "
        "out where a line break does, or where the last entry shows it",
    )
    na_values: Marks | None = Field(
        default=None,
        description="entries of a table that stand for missing ones, beside the usual ones such as NA: text or "
        'numbers, such as "?" or ["*", -9999]; [] if numbers that look like codes of missing entries are none',
    )
    comment: str | None = Field(
        default=None,
        min_length=1,
        max_length=3,
        description='what begins a comment in a table of text, such as "#": the rest of the line is not read',
    )
