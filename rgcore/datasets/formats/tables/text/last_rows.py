"""Rows below a table of text that are no samples: means and totals, as spreadsheets have them."""

from collections.abc import Sequence
from pathlib import Path

from rgcore.datasets.formats.tables.text.preamble import split_lines
from rgcore.datasets.messages import listing
from rgcore.errors import InputError

__all__ = ["refuse_summary_rows"]

LOOKED_AT = 2**14  # bytes at the end of a file
MOST_ROWS = 8
SUMMARIES = frozenset(
    (
        *("mean", "means", "average", "avg", "std", "sd", "stdev", "stddev", "sem", "se", "var", "variance"),
        *("median", "min", "max", "minimum", "maximum", "total", "totals", "sum", "count", "n"),
    )
)


def refuse_summary_rows(path: Path, separator: str, encoding: str, kinds: Sequence[str]) -> None:
    """Raise InputError if one of the last rows has a word such as mean in a column of numbers or dates.

    Parameters
    ----------
    path : Path
    separator, encoding : str
    kinds : sequence of str
        What the first entries of each column are.
    """
    if path.suffix.lower() == ".gz":
        return
    with path.open("rb") as handle:
        handle.seek(max(0, path.stat().st_size - LOOKED_AT))
        end = handle.read()
    lines = end.decode(encoding, errors="ignore").splitlines()[-MOST_ROWS:]
    places = [place for place, kind in enumerate(kinds) if kind != "text"]
    rows = [row for row in split_lines(lines, separator) if len(row) == len(kinds)]
    words = [row[place].strip() for row in rows for place in places if _summary(row[place])]
    if words:
        raise InputError(
            f"{path} must hold samples alone, but its last rows contain {listing(list(dict.fromkeys(words)))}: delete "
            "what is computed from the rows above"
        )


def _summary(entry: str) -> bool:
    return entry.strip().strip(".:").lower() in SUMMARIES
