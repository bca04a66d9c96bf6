"""What the entries of a column of text are: whole numbers, other numbers, dates, words or nothing."""

import itertools
import re
from collections.abc import Sequence

from rgcore.datasets.formats.tables.entries.number_format import NumberFormat

__all__ = ["NUMBERS", "equally_spaced", "is_date", "is_truth", "kind_of", "monotone"]

NUMBERS = ("integer", "decimal")
MANY = 4  # steps that differ by 5 % are equal steps of rounded numbers; so many are no accident
ROUNDED, EXACT = 0.05, 1e-6
_DATE = re.compile(
    r"(\d{4}|\d{1,2})[-/.](\d{1,2}|[A-Za-z]{3,9})[-/.](\d{4}|\d{1,2})([T ,]+\d{1,2}:\d\d.*)?"
    r"|\d{1,2}:\d\d(:\d\d([.,]\d+)?)?|\d{1,2} [A-Za-z]{3,9},? \d{4}|[A-Za-z]{3,9} \d{1,2},? \d{4}"
)
_WHOLE = re.compile(r"[+-]?\d+", re.ASCII)
_TRUTHS = {"true", "false"}


def is_date(entry: str) -> bool:
    """Return whether an entry looks like a date or a time of day."""
    return _DATE.fullmatch(entry.strip()) is not None


def is_truth(entry: str) -> bool:
    """Return whether an entry is true or false."""
    return entry.strip().lower() in _TRUTHS


def kind_of(entries: Sequence[str], numbers: NumberFormat) -> str:
    """Return what all entries are that are not missing: "empty", "integer", "decimal", "truth", "date" or "text".

    Numbers with fewer words among them are "decimal": the words are mistakes.
    """
    present = [entry.strip() for entry in entries if not numbers.is_missing(entry)]
    if not present:
        return "empty"
    if all(_WHOLE.fullmatch(entry) for entry in present):
        return "integer"
    if 2 * sum(numbers.number(entry) is not None for entry in present) > len(present):
        return "decimal"
    if all(map(is_truth, present)):
        return "truth"
    return "date" if all(map(is_date, present)) else "text"


def monotone(numbers: Sequence[float]) -> bool:
    """Return whether three or more numbers rise, or fall, from each to the next."""
    steps = [later - earlier for earlier, later in itertools.pairwise(numbers)]
    return len(steps) > 1 and (all(step > 0 for step in steps) or all(step < 0 for step in steps))


def equally_spaced(numbers: Sequence[float]) -> bool:
    """Return whether three or more different numbers have equal steps, up to the rounding of their digits."""
    steps = [later - earlier for earlier, later in itertools.pairwise(numbers)]
    mean = sum(steps) / len(steps) if steps else 0
    rounding = ROUNDED if len(steps) >= MANY else EXACT
    return monotone(numbers) and all(abs(step - mean) <= rounding * abs(mean) for step in steps)
