"""Whether the first line of a table of text names its columns, and over how many lines the names go.

Words over numbers are names. A line of numbers is taken for names only if it counts the columns, from 0 or from 1, in
another format than the numbers below, and for data only if it looks like them; all else is refused.
"""

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path

from rgcore.datasets.formats.tables.entries.column_kinds import (
    NUMBERS,
    equally_spaced,
    is_date,
    is_truth,
    kind_of,
    monotone,
)
from rgcore.datasets.formats.tables.entries.number_format import NumberFormat
from rgcore.datasets.messages import listing
from rgcore.errors import InputError

__all__ = ["count_header_lines"]

MOST_LINES = 3  # of names: two levels, and the name of the index as pandas writes it
FEWEST_COLUMNS = 3  # of which a title fills less than half
MANY = 6  # numbers that rise from each to the next are no accident

Line = Sequence[str]


def count_header_lines(lines: Sequence[Line], numbers: NumberFormat, header: bool | None, path: Path) -> int:
    """Return how many of the first lines of a table are names of columns, from 0 to 3.

    Parameters
    ----------
    lines : sequence of sequences of str
        Entries of the first lines.
    numbers : NumberFormat
    header : bool or None
        What the config declares; None if nothing.
    path : Path
        For messages.

    Raises
    ------
    InputError
        If the first line may be names as well as data.
    """
    below = lines[1:]
    if header is None:
        header = (
            _FirstLine(lines[0], below, numbers, path).is_header() if below else _has_words(lines[0], numbers)
        )
    if not header:
        return 0
    _refuse_title(lines, numbers, path)
    later = below[MOST_LINES:] or below
    n_lines = 1
    for line in below[:MOST_LINES]:
        if not _names_more(line, later, numbers):
            return n_lines
        n_lines += 1
    if n_lines > MOST_LINES:
        raise InputError(
            f"{path} must name its columns in at most {MOST_LINES} lines, but line {n_lines} has no numbers, too: "
            f"write skip_rows: {n_lines - MOST_LINES} to leave out the lines before, or delete lines"
        )
    return n_lines


def _names_more(line: Line, rows: Sequence[Line], numbers: NumberFormat) -> bool:
    """Return whether a line below the first has words or nothing over all columns of numbers, and a word somewhere."""
    if any(len(row) != len(line) for row in rows):
        return False
    kinds = [kind_of(column, numbers) for column in zip(*rows, strict=True)]
    over = [entry.strip() for entry, kind in zip(line, kinds, strict=True) if kind in NUMBERS]
    words = [entry for entry in over if entry]
    if any(numbers.is_missing(word) or numbers.number(word) is not None or is_date(word) for word in words):
        return False
    label = line[0].strip()
    return any(over) or (
        bool(over) and not numbers.is_missing(label) and not is_date(label) and kinds[0] == "date"
    )


def _refuse_title(lines: Sequence[Line], numbers: NumberFormat, path: Path) -> None:
    """Raise InputError if the first line names few columns and a later one all of them: the title of a spreadsheet."""
    for number, line in enumerate(lines[: 2 * MANY]):
        filled = sum(bool(entry.strip()) for entry in line)
        if number and filled == len(line) and not any(numbers.number(entry) is not None for entry in line):
            which = "line 1 is" if number == 1 else f"lines 1 to {number} are"
            raise InputError(
                f"{path} must name all columns in its first line, but the first full line is line {number + 1}: write "
                f"skip_rows: {number} if {which} no part of the table"
            )
        if 2 * filled > len(line) or len(line) < FEWEST_COLUMNS:
            return


def _has_words(line: Line, numbers: NumberFormat) -> bool:
    return any(not numbers.is_missing(entry) and numbers.number(entry) is None for entry in line)


class _FirstLine:
    """The first line of a table beside the rows below it."""

    def __init__(self, first: Line, rows: Sequence[Line], numbers: NumberFormat, path: Path) -> None:
        self.path, self.numbers = path, numbers
        width = max(len(first), len(rows[0]))
        first = [*[""] * (width - len(first)), *first]  # R names no column of row names
        self.rows = [row for row in rows if len(row) == width]
        self.kinds = [kind_of(column, numbers) for column in zip(*self.rows, strict=True)] or ["text"] * width
        if len(self.rows) > MOST_LINES:  # the first of them may be names, too
            late = [kind_of(column, numbers) for column in zip(*self.rows[MOST_LINES - 1 :], strict=True)]
            self.kinds = [
                then if then in NUMBERS else kind for kind, then in zip(self.kinds, late, strict=True)
            ]
        self.first = [entry.strip() for entry in first]
        self.over = [place for place in range(width) if self.kinds[place] in NUMBERS]
        self.entries = [self.first[place] for place in self.over]
        self.found = [numbers.number(entry) for entry in self.entries]
        self.values = [value for value in self.found if value is not None]

    def is_header(self) -> bool:
        """Return whether the line holds names; InputError if it may hold data, too."""
        dated = any(kind == "date" and is_date(entry) for entry, kind in self._pairs())
        words = [
            entry
            for entry, value in zip(self.entries, self.found, strict=True)
            if value is None and not self.numbers.is_missing(entry)
        ]
        if words:
            if dated or not self._may_name():
                self._refuse(f"{listing(words, 2)} over numbers, and numbers as below")
            return True
        if dated:
            return False
        words = [(entry, kind) for entry, kind in self._pairs() if not self.numbers.is_missing(entry)]
        if any(kind == "date" and not is_date(entry) for entry, kind in words):
            return True
        if any(kind == "truth" and not is_truth(entry) for entry, kind in words):
            return True
        if not self.over:
            return _has_words(self.first, self.numbers)
        return self._numbers_are_names()

    def _pairs(self) -> Iterator[tuple[str, str]]:
        """Return the entries of the line and the kinds of the columns below them."""
        return zip(self.first, self.kinds, strict=True)

    def _may_name(self) -> bool:
        """Return whether the numbers of the line may be names: whole and different, or rising."""
        values = self.values
        return (self._whole() and len(set(values)) == len(values)) or monotone(values) or not values

    def _whole(self) -> bool:
        """Return whether all numbers of the line are whole."""
        numbers = [entry for entry, value in zip(self.entries, self.found, strict=True) if value is not None]
        return kind_of(numbers, self.numbers) in {"integer", "empty"}

    def _counts(self) -> bool:
        values = self.values
        return (
            self._whole()
            and values[:1] in ([0], [1])
            and values == [values[0] + n for n in range(len(values))]
        )

    def _numbers_are_names(self) -> bool:
        """Return whether a line without a word over numbers holds names; it is refused if it may hold data, too."""
        places = [place for place, entry in zip(self.over, self.entries, strict=True) if entry != ""]
        if self.over[0] == 0 and self.first[0] == "" and self._labels_rows():
            return True
        if any(map(self.numbers.is_missing, self.entries)):
            return False
        other, unlike = self._other_format(places), self._unlike_rows()
        counts, many = self._counts(), len(self.values) >= MANY
        several = other and len(self.values) > 2
        if (counts and (several or (unlike and many))) or (unlike and many and self._labelled()):
            return True
        if self._whole() and not any(self.values) and len(self.values) > 1:
            return False
        if other or unlike or (counts and self.entries != ["1"]):
            self._refuse(f"the numbers {listing(self.entries, 4)}")
        return False

    def _labelled(self) -> bool:
        """Return whether a word stands over a first column of names: even a row of times below them is no variable."""
        return self.kinds[0] == "text" and _has_words(self.first[:1], self.numbers)

    def _labels_rows(self) -> bool:
        """Return whether the first column counts the rows under an empty corner."""
        column = [self.numbers.number(row[0]) for row in self.rows]
        return (
            None not in column
            and column[0] in {0, 1}
            and column == [column[0] + n for n in range(len(column))]
        )

    def _other_format(self, places: Sequence[int]) -> bool:
        """Return whether most numbers of the line are whole or have fewer digits than all below, or the other way."""
        different = 0
        for place in places:
            digits = self._decimals(self.first[place])
            below = [
                self._decimals(row[place]) for row in self.rows if not self.numbers.is_missing(row[place])
            ]
            fewest, most = min(below, default=digits), max(below, default=digits)
            different += digits == 0 < fewest or most == 0 < digits or not fewest - 1 <= digits <= most + 1
        return 2 * different > len(places)

    def _decimals(self, entry: str) -> int:
        """Return the number of digits after the decimal mark; one for a number such as 1e5."""
        _, mark, digits = entry.strip().lower().partition("e")[0].partition(self.numbers.decimal)
        return max(len(digits), 1) if mark or "e" in entry.lower() else 0

    def _unlike_rows(self) -> bool:
        """Return whether the numbers of the line are ordered as names or times are, and those of most rows are not."""
        ordered = _ordered(self.values)
        rows = [[self.numbers.number(row[place]) for place in self.over] for row in self.rows]
        rows = [row for row in rows if None not in row]
        return (ordered and 2 * sum(map(_ordered, rows)) <= len(rows)) or self._outside(rows)

    def _outside(self, rows: Sequence[Sequence[float]]) -> bool:
        """Return whether most numbers of the line lie farther from those below than these from each other."""
        if len(self.values) < 2 or len(rows) < MANY:
            return False
        outside = 0
        for value, column in zip(self.values, zip(*rows, strict=True), strict=True):
            low, high = min(column), max(column)
            outside += not low - (high - low) <= value <= high + (high - low)
        return 2 * outside > len(self.values)

    def _refuse(self, found: str) -> None:
        raise InputError(
            f"{self.path} must show whether its first line names its columns, but it holds {found}: write header: true "
            "if these are names, or header: false if they are data"
        )


def _ordered(values: Sequence[float]) -> bool:
    """Return whether numbers are in an order that is no accident."""
    steps = [later - earlier for earlier, later in itertools.pairwise(values)]
    if len(values) < 3:
        return False
    if len(values) < MANY:
        return min(steps) > 0 and equally_spaced(values)
    return len(set(values)) > 2 and (min(steps) >= 0 or max(steps) <= 0)
