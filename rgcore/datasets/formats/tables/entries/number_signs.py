"""Signs of numbers that parsers do not read: the minus of typesetting, exponents of Fortran, per cent."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["in_hundredths", "plain_text", "without_signs"]

MINUS = "\u2212"
_EXPONENT = r"([\d.])[dD]([+-]\d{2,3})$"  # 1.5D-03, as Fortran writes double precision
_FORTRAN = re.compile(_EXPONENT, re.ASCII)
_SIGN = re.compile(rf"\d\s*%$|{MINUS}|[dD][+-]\d")
_PERCENT = re.compile(r"(\d)\s*%$", re.ASCII)


def without_signs(entry: str) -> tuple[str, bool]:
    """Return an entry with the usual minus and exponent and without a percent sign, and whether it had one."""
    if _SIGN.search(entry) is None:
        return entry, False
    entry = _FORTRAN.sub(r"\1e\2", entry.replace(MINUS, "-"))
    return _PERCENT.sub(r"\1", entry), _PERCENT.search(entry) is not None


def plain_text(text: "pa.Array") -> "tuple[pa.Array, pa.Array]":
    """Return the same of an array of text."""
    import pyarrow.compute as pc  # noqa: PLC0415  (slow to import, not always needed)

    text = pc.replace_substring_regex(pc.replace_substring(text, MINUS, "-"), _EXPONENT, r"\1e\2")
    percents = pc.fill_null(pc.match_substring_regex(text, _PERCENT.pattern), False)
    return pc.replace_substring_regex(text, _PERCENT.pattern, r"\1"), percents


def in_hundredths(found: "pa.Array", percents: "pa.Array", right: "pa.Array") -> "tuple[pa.Array, pa.Array]":
    """Return numbers of which some had a percent sign, these divided by 100, and which of them are right.

    Numbers with the sign are wrong beside others without it, except for zeros.
    """
    import pyarrow.compute as pc  # noqa: PLC0415

    percents = pc.and_(percents, right)
    if not pc.any(percents).as_py():
        return found, right
    others = pc.fill_null(pc.and_not(pc.not_equal(found, 0.0), percents), False)
    if pc.any(others).as_py():
        return found, pc.and_not(right, percents)
    return pc.if_else(percents, pc.divide(found, 100.0), found), right
