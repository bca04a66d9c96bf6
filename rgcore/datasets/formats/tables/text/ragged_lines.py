"""Lines of ascending numbers, of different length: the spike times of one cell per line, which are no table."""

import itertools
from collections.abc import Sequence
from pathlib import Path

from rgcore.datasets.formats.tables.entries.number_format import NumberFormat
from rgcore.datasets.formats.tables.text.preamble import split_lines
from rgcore.errors import InputError

__all__ = ["refuse_ragged_lines"]

FEWEST = 3  # numbers in a line whose order means anything


def refuse_ragged_lines(
    lines: Sequence[str], separators: Sequence[str], numbers: NumberFormat, path: Path
) -> None:
    """Raise InputError if the lines hold ascending numbers, after a label or not, of different length."""
    for separator in separators:
        rows = split_lines(lines, separator)
        lengths = list(map(len, rows))
        if min(lengths, default=0) < FEWEST or len(set(lengths)) < min(3, len(rows)):
            continue
        if all(_ascends(row, numbers) for row in rows):
            other = next(place for place, length in enumerate(lengths) if length != lengths[0])
            raise InputError(
                f"{path} must have equally many entries in every line, found {lengths[0]} in line 1 and "
                f"{lengths[other]} in line {other + 1}: if each line holds the spike times of one cell, save two "
                "columns, the time and the cell of every spike, or one file per cell in a folder of their own"
            )


def _ascends(row: Sequence[str], numbers: NumberFormat) -> bool:
    """Return whether all entries but perhaps the first and blank last ones are numbers that ascend."""
    entries = list(row)
    while entries and not entries[-1].strip():
        entries.pop()
    values = [numbers.number(entry) for entry in entries]
    values = values[1:] if values and values[0] is None else values
    if len(values) < FEWEST - 1 or None in values:
        return False
    return all(later >= earlier for earlier, later in itertools.pairwise(values))
