"""Tables of text without a line break at their end: the last line may be cut short, and a number cut short is a number.

It is taken as whole if its last entry shows that: if all above it have the same number of decimals; if it is written in
the one form that all above have, as dates are; or if it is one of the words or whole numbers above, and not the
beginning of another one.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from rgcore.datasets.formats.tables.entries.number_format import NumberFormat
from rgcore.datasets.formats.tables.named_columns import TextLayout
from rgcore.datasets.formats.tables.text.preamble import split_lines
from rgcore.errors import InputError

__all__ = ["on_open_end", "refuse_open_end"]

LOOKED_AT = 2**14  # bytes at the end of a file
FEWEST_ROWS = 10  # above the last one
LONGEST_SHOWN = 40  # characters


def refuse_open_end(path: Path, text: TextLayout) -> None:
    """Raise InputError if the last line has no end and may be cut short."""
    lines = _last_lines(path, text)
    if lines is not None and not text.dialect.complete and not _is_whole(lines, text):
        raise InputError(
            f"{path} must end with a line break, or its last line may be cut short, found "
            f"{lines[-1][-LONGEST_SHOWN:]!r} at its end: write complete: true if that line is whole"
        )


def on_open_end(path: Path, text: TextLayout) -> tuple[str, ...]:
    """Return a phrase if the last line has no end and is taken as whole."""
    lines = _last_lines(path, text)
    if lines is None:
        return ()
    if text.dialect.complete:
        return ("no line break ends the last line, which is whole (complete: true)",)
    if _is_whole(lines, text):
        return (
            "no line break ends the last line, which is taken as whole: its last entry is written as those above",
        )
    return ()


def _last_lines(path: Path, text: TextLayout) -> list[str] | None:
    """Return the last lines without names of columns; None if the last has an end, or the file is packed.

    What packs it shows where it ends.
    """
    if path.suffix.lower() == ".gz":
        return None
    size = path.stat().st_size
    with path.open("rb") as handle:
        handle.seek(max(0, size - LOOKED_AT))
        end = (
            handle.read().replace(b"\0", b"").decode(errors="replace")
        )  # UTF-16 has zeros between Latin letters
    if end.endswith(("\n", "\r")):
        return None
    lines = end.splitlines() or [""]
    n_others = text.n_skipped if size <= LOOKED_AT else 1  # the first one is cut
    return lines[min(n_others, len(lines) - 1) :]


def _is_whole(lines: Sequence[str], text: TextLayout) -> bool:
    comment = text.dialect.comment
    if comment is not None and any(comment in line for line in lines):
        return False
    *rows, last = split_lines(lines, text.dialect.separator) or [()]
    above = [row[-1].strip() for row in rows if len(row) == text.n_entries]
    above = [entry for entry in above if entry]
    if len(last) != text.n_entries or not last[-1].strip() or len(above) < FEWEST_ROWS:
        return False
    return lines[-1].endswith('"') or _fits(last[-1].strip(), above, text.dialect.numbers)


def _fits(last: str, above: Sequence[str], numbers: NumberFormat) -> bool:
    """Return whether an entry is whole by those above it."""
    decimals = [_decimals(entry, numbers) for entry in (last, *above)]
    if None not in decimals and max(decimals[1:]) > 0:
        return len(set(decimals)) == 1
    if len({_shape(entry) for entry in (last, *above)}) == 1:
        return True
    return last in above and not any(other.startswith(last) for other in set(above) - {last})


def _decimals(entry: str, numbers: NumberFormat) -> int | None:
    """Return the number of digits after the decimal mark; None if it is no number or has an exponent."""
    whole, _, digits = entry.partition(numbers.decimal)
    plain = numbers.number(entry) is not None and re.search(r"[a-z%]", entry, re.IGNORECASE) is None
    return len(digits) if plain and whole else None


def _shape(entry: str) -> str:
    """Return an entry with all digits and signs alike."""
    return re.sub(r"\d", "1", entry.lstrip("+-")).replace("+", "-")
