"""Numbers with decimal commas between commas: each would be read as two whole numbers."""

import re
from collections.abc import Sequence
from pathlib import Path

from rgcore.errors import InputError

__all__ = ["refuse_split_decimals"]

FEWEST_ENTRIES = 4  # of a row, two numbers
_WHOLE = re.compile(r"[+-]?\d+", re.ASCII)
_DIGITS = re.compile(r"\d+", re.ASCII)
_DECIMALS = re.compile(r"0\d+", re.ASCII)  # as in 0,0512: no program writes a whole number so


def refuse_split_decimals(rows: Sequence[Sequence[str]], path: Path) -> None:
    """Raise InputError if every second entry of rows of whole numbers looks like the decimals of the one before."""
    rows = [[entry.strip() for entry in row] for row in rows]
    width = len(rows[0]) if rows else 0
    if width < FEWEST_ENTRIES or width % 2 or any(len(row) != width for row in rows):
        return
    before = [entry for row in rows for entry in row[::2]]
    after = [entry for row in rows for entry in row[1::2]]
    if not all(map(_WHOLE.fullmatch, before)) or not all(map(_DIGITS.fullmatch, after)):
        return
    if any(_DECIMALS.fullmatch(entry.lstrip("+-")) for entry in before):
        return
    place = next((place for place, entry in enumerate(after) if _DECIMALS.fullmatch(entry)), None)
    if place is not None:
        raise InputError(
            f"{path} must not have commas both between numbers and in them, but {before[place]},{after[place]} may be "
            'one number with a decimal comma: write semicolons between numbers, or the key decimal: "." if all of '
            "them are whole"
        )
