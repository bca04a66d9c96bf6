"""Lines that come before a table of text, such as the title of an export: how many there seem to be."""

import csv
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from rgcore.datasets.formats.tables.entries.number_format import is_number
from rgcore.datasets.formats.tables.text.text_source import first_lines, open_text
from rgcore.datasets.keys.tables import SPACES

__all__ = ["how_to_skip", "split_lines"]

Row = tuple[int, list[tuple[str, ...]]]  # number of a line, and its entries

LOOKED_AT = 200  # lines
FEWEST_ROWS = 4  # of equally many entries, which are no accident
DECLARATIONS = ("@", "%")  # first signs of lines of ARFF, such as "@DATA", that are no part of a table
AS_FULL = 0.9  # numbers in a line of the table, in those of the mean line of its longest run


def how_to_skip(path: Path, encoding: str, separators: Iterable[str], fewest: int = 1) -> str:
    """Return what to write if ``fewest`` or more lines precede a table, as the end of a sentence; "" if not."""
    with open_text(path, encoding, None, None) as stream:
        lines = first_lines(stream, LOOKED_AT)
    runs = [_longest_run(lines, each) for each in separators]
    n_numbers, n_before = max(runs, key=lambda run: (run[0], -run[1]))
    if not n_numbers or n_before < fewest:
        return ""
    which = "line 1 is" if n_before == 1 else f"lines 1 to {n_before} are"
    return f": write skip_rows: {n_before} if {which} no part of the table"


def split_lines(lines: Sequence[str], separator: str) -> list[tuple[str, ...]]:
    """Return the entries of all lines that are not blank."""
    kept = [line for line in lines if line.strip()]
    if separator == SPACES:
        return [tuple(row) for row in csv.reader(map(_single_spaces, kept), delimiter=SPACES)]
    return [tuple(row) for row in csv.reader(kept, delimiter=separator)]


def _single_spaces(line: str) -> str:
    return " ".join(line.split())


def _longest_run(lines: Sequence[str], separator: str) -> tuple[int, int]:
    """Return how many numbers the longest run of lines with equally many entries has, and how many lines precede it."""
    rows = [
        (place, split_lines([line], separator))
        for place, line in enumerate(lines)
        if line.strip() and not line.startswith(DECLARATIONS)
    ]
    runs = [list(run) for _, run in groupby(rows, key=lambda row: [len(entries) for entries in row[1]])]
    numbers = [_count_numbers(run) for run in runs]
    best = max(range(len(runs)), key=numbers.__getitem__, default=None)
    if best is None or not numbers[best]:
        return 0, 0
    if any(_of_table(rows_before, runs[best], numbers[best]) for rows_before in runs[:best]):
        return numbers[best], 0  # a line of another length within the table
    place = runs[best][0][0]
    if best and len(runs[best - 1][-1][1][0]) == len(runs[best][0][1][0]) - 1:  # as R writes names of columns
        place = runs[best - 1][-1][0]
    return numbers[best], place


def _count_numbers(run: Sequence[Row]) -> int:
    """Return the number of entries that are numbers, 0 if the lines have a single entry or are few."""
    rows = [row for _, split in run for row in split]
    if len(rows) < FEWEST_ROWS or len(rows[0]) < 2:
        return 0
    return _numbers_in(rows)


def _of_table(before: Sequence[Row], run: Sequence[Row], n_numbers: int) -> bool:
    """Return whether lines before a run are as wide as its own, and one has the numbers of a usual line, or names."""
    if len(before[0][1][0]) != len(run[0][1][0]):
        return False
    found = [(_numbers_in(split), all(entry.strip() for entry in split[0])) for _, split in before]
    return any(n >= AS_FULL * n_numbers / len(run) or (full and not n) for n, full in found)


def _numbers_in(split: Sequence[tuple[str, ...]]) -> int:
    return sum(is_number(entry) for entries in split for entry in entries)
