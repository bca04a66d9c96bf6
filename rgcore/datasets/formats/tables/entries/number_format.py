"""How numbers are written in a table of text: decimal mark, and what separates groups of three digits."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from rgcore.datasets.formats.tables.entries.number_signs import in_hundredths, plain_text, without_signs
from rgcore.datasets.keys.tables import TableKeys
from rgcore.errors import InputError

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["MISSING", "NumberFormat", "allowed_formats", "find_format", "is_number", "keys_of"]

MISSING = frozenset(
    (
        *(
            "",
            "NA",
            "N/A",
            "n/a",
            "#NA",
            "#N/A",
            "#N/A N/A",
            "<NA>",
            "NaN",
            "nan",
            "-NaN",
            "-nan",
            "NULL",
            "null",
            "None",
        ),
        *("-", "1.#IND", "-1.#IND", "1.#QNAN", "-1.#QNAN"),
    )
)  # entries that pandas takes for missing, and a dash


@dataclass(frozen=True)
class NumberFormat:
    """A decimal mark, "." or ",", and what separates thousands, "" for nothing.

    ``lone_group`` is whether a number may have one group of thousands and no decimals, as 1.234 for 1234; ``marks`` are
    entries that stand for missing ones beside the usual ``MISSING``.
    """

    decimal: str = "."
    thousands: str = ""
    lone_group: bool = True
    marks: frozenset[str] = field(default=frozenset(), compare=False)

    @cached_property
    def pattern(self) -> str:
        """A regular expression for whole entries that are numbers."""
        decimal, group = re.escape(self.decimal), self._group
        plain = rf"\d+(?:{decimal}\d*)?|{decimal}\d+"
        grouped = rf"[1-9]\d{{0,2}}(?:{group}\d{{3}})+(?:{decimal}\d*)?"
        if not self.lone_group:
            several = rf"[1-9]\d{{0,2}}(?:{group}\d{{3}}){{2,}}"
            grouped = rf"{several}|[1-9]\d{{0,2}}(?:{group}\d{{3}})+{decimal}\d*"
        number = f"{plain}|{grouped}" if self.thousands else plain
        return rf"^[+-]?(?:(?:{number})(?:[eE][+-]?\d+)?|[iI][nN][fF](?:[iI][nN][iI][tT][yY])?)$"

    @property
    def _group(self) -> str:
        return {" ": "[ \u00a0\u202f]", "'": "['\u2019]"}.get(self.thousands, re.escape(self.thousands))

    @cached_property
    def _matching(self) -> re.Pattern:
        return re.compile(self.pattern, re.ASCII)

    def number(self, entry: str) -> float | None:
        """Return the number that an entry is, None if it is none in this format; of 2.5 %, 0.025."""
        entry = entry.strip()
        if self._matching.match(entry) is None:
            entry, percent = without_signs(entry)
            if self._matching.match(entry) is None:
                return None
            number = self.number(entry)
            return number / 100 if percent else number
        entry = re.sub(self._group, "", entry) if self.thousands else entry
        return float(entry.replace(self.decimal, "."))

    def is_missing(self, entry: str) -> bool:
        """Return whether an entry stands for a missing one."""
        entry = entry.strip()
        return entry in MISSING or entry in self.marks

    @property
    def missing(self) -> list[str]:
        """All entries that stand for missing ones."""
        return sorted(MISSING | self.marks)

    def numbers(self, entries: "pa.Array") -> "tuple[pa.Array, pa.Array]":
        """Return text as float64, null where it is no number, and whether each entry is neither number nor missing."""
        import pyarrow as pa  # noqa: PLC0415
        import pyarrow.compute as pc  # noqa: PLC0415

        text = pc.utf8_trim_whitespace(entries)
        missing = pc.or_(pc.is_null(text), pc.is_in(text, pa.array(self.missing, text.type)))
        right = self._matches(text, missing)
        if percent := not pc.all(pc.or_(right, missing)).as_py():
            text, percents = plain_text(text)
            right = self._matches(text, missing)
        text = pc.if_else(right, text, pa.scalar(None, text.type))
        if self.thousands:
            text = pc.replace_substring_regex(text, self._group, "")
        if self.decimal != ".":
            text = pc.replace_substring(text, self.decimal, ".")
        found = pc.cast(pc.utf8_ltrim(text, "+"), pa.float64())
        if percent:
            found, right = in_hundredths(found, percents, right)
        return found, pc.invert(pc.or_(right, missing))

    def _matches(self, text: "pa.Array", missing: "pa.Array") -> "pa.Array":
        import pyarrow.compute as pc  # noqa: PLC0415

        return pc.and_not(pc.fill_null(pc.match_substring_regex(text, self.pattern), False), missing)


_MAY_BE_NUMBER = re.compile("[\\s\\d.,'\u2019+\\-\u2212%ed]+|\\s*[+-]?inf(inity)?\\s*", re.IGNORECASE)
FORMATS = (
    NumberFormat(),
    NumberFormat(","),
    *(NumberFormat(".", mark) for mark in (",", " ", "'")),
    *(NumberFormat(",", mark) for mark in (" ", "'")),
    NumberFormat(
        ",", ".", lone_group=False
    ),  # 1.234 beside 12.345,6 is as likely from a program that writes points
)


def is_number(entry: str, formats: Iterable[NumberFormat] = FORMATS) -> bool:
    """Return whether an entry is a number in any of the formats."""
    if _MAY_BE_NUMBER.fullmatch(entry) is None:
        return False
    return any(each.number(entry) is not None for each in formats)


def allowed_formats(keys: TableKeys) -> tuple[NumberFormat, ...]:
    """Return the formats that the keys ``decimal``, ``thousands`` and ``na_values`` of the config allow."""
    decimal, thousands = keys.decimal, keys.thousands
    marks = [(mark, f"{mark:.15g}" if isinstance(mark, float) else mark) for mark in keys.na_values or ()]
    missing = frozenset(str(mark) for pair in marks for mark in pair)
    if thousands is not None:
        marks = [decimal] if decimal is not None else [mark for mark in ".," if mark != thousands]
        return tuple(NumberFormat(mark, thousands, marks=missing) for mark in marks)
    return tuple(replace(each, marks=missing) for each in FORMATS if decimal in {None, each.decimal})


def find_format(
    entries: Iterable[str], allowed: tuple[NumberFormat, ...], separator: str, path: Path
) -> NumberFormat:
    """Return the format that all numbers among the entries of a table are in.

    Raises
    ------
    InputError
        If no format fits all of them, or two that make them other numbers.
    """
    shapes: dict[str, str] = {}  # entries that differ in their digits alone fit the same formats
    for entry in entries:
        shapes.setdefault(_shape(entry), entry)
    seen = [entry for entry in shapes.values() if is_number(entry)]
    fitting = {each: tuple(map(each.number, seen)) for each in allowed}
    fitting = {each: numbers for each, numbers in fitting.items() if None not in numbers}
    if not fitting:
        raise InputError(_no_format(seen, allowed, path))
    first, numbers = next(iter(fitting.items()))
    others = {each: found for each, found in fitting.items() if found != numbers}
    if first == NumberFormat():  # the usual one; but German programs write 1.234;5.678 for whole numbers
        groups = NumberFormat(",", ".")
        found = tuple(map(groups.number, seen))
        others = {groups: found} if separator == ";" and None not in found and found != numbers else {}
    if others and len(allowed) > 1:
        other, found = next(iter(others.items()))
        index = next(
            index for index, pair in enumerate(zip(numbers, found, strict=True)) if pair[0] != pair[1]
        )
        raise InputError(
            f"{path} must write numbers so that they can be read in one way, but {seen[index]} can be "
            f"{numbers[index]:.10g} or {found[index]:.10g}: write {keys_of(first)} or {keys_of(other)}"
        )
    return first


def _shape(entry: str) -> str:
    """Return an entry with all digits alike, except that a number may begin with zero or not."""
    entry = entry.strip()
    digits = re.sub(r"\d", "1", entry)
    return f"0{digits}" if entry.lstrip("+-").startswith("0") else digits


def keys_of(numbers: NumberFormat) -> str:
    """Return the keys of the config that make this format."""
    thousands = f', thousands: "{numbers.thousands}"' if numbers.thousands else ""
    return f'decimal: "{numbers.decimal}"{thousands}'


def _no_format(seen: list[str], allowed: tuple[NumberFormat, ...], path: Path) -> str:
    """Return a sentence on two entries that fit no format together."""
    fits = {entry: {each for each in allowed if each.number(entry) is not None} for entry in seen}
    alone = next((entry for entry in seen if not fits[entry]), None)
    if alone is not None:
        return f"{path} must write numbers with {keys_of(allowed[0])}, but holds {alone}"
    one, other = next(
        ((one, other) for one in seen for other in seen if not fits[one] & fits[other]), (seen[0], seen[-1])
    )
    return (
        f"{path} must write all numbers in one way, but holds {one} and {other}: write one decimal mark in the file, "
        "or name both marks, such as "
        'decimal: "," and thousands: "."'
    )
