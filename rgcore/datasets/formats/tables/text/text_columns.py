"""The columns of a table of text: their names, their places in a row, and what their first entries are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rgcore.datasets.decisions import Decisions
from rgcore.datasets.formats.tables.entries.column_kinds import NUMBERS, kind_of
from rgcore.datasets.formats.tables.text.dialect import Glance
from rgcore.datasets.formats.tables.text.headers import count_header_lines
from rgcore.datasets.raw_samples import default_names

__all__ = ["TextColumns", "find_columns"]

UNNAMED = "Unnamed: 0"  # pandas' word for a first column without a name

Line = Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextColumns:
    """Columns of a table of text.

    Their names and kinds, which entries of a row they are, how many entries there are, how many lines name them, the
    first entries of the first column as numbers if they are, the decisions, and the first entries of columns of text.
    """

    names: tuple[str, ...]
    kinds: tuple[str, ...]
    places: tuple[int, ...]
    n_entries: int
    n_header: int
    beginning: tuple[float, ...]
    decisions: Decisions
    first_entries: Mapping[str, str]


@lru_cache(maxsize=2)  # as what it takes is found again and again, and it may have thousands of columns
def find_columns(seen: Glance, header: bool | None, path: Path) -> TextColumns:
    """Return the columns that the first lines of a table show.

    Raises
    ------
    InputError
        If the first line may be names as well as data.
    """
    numbers = seen.dialect.numbers
    n_header = count_header_lines(seen.lines, numbers, header, path)
    rows = seen.lines[n_header:]
    width = len((rows or seen.lines)[0])
    rows = [row for row in rows if len(row) == width]
    columns = list(zip(*rows, strict=True)) or [()] * width
    kinds = [kind_of(column, numbers) for column in columns]
    names = _names(seen.lines[:n_header], kinds, columns) if n_header else default_names(width)
    blank = [
        place
        for place, (name, column) in enumerate(zip(names, columns, strict=False))
        if column and not any(map(str.strip, (name, *column)))
    ]
    kept = [place for place in range(len(names)) if place not in blank]
    names, renamed = _different(list(names))
    named = [UNNAMED if place == 0 and not names[0].strip() else names[place] for place in kept]
    first = [numbers.number(entry) for entry in columns[kept[0]]] if kept and kept[0] < width else []
    return TextColumns(
        names=tuple(named),
        kinds=tuple(kinds[place] if place < width else "text" for place in kept),
        places=tuple(kept),
        n_entries=len(names),
        n_header=n_header,
        beginning=() if None in first else tuple(first),
        decisions=Decisions(made=(*_phrases(seen, n_header, blank, numbers), *renamed)),
        first_entries={
            name: next(entry for entry in columns[place] if not numbers.is_missing(entry))
            for name, place in zip(named, kept, strict=True)
            if place < width and kinds[place] == "text"
        },
    )


def _names(header: Sequence[Line], kinds: Sequence[str], columns: Sequence[Line]) -> list[str]:
    """Return the names of columns from the lines of a header, of several lines as pandas writes them to Parquet."""
    if len(header) == 1:
        return _fitted([entry.strip() for entry in header[0]], kinds, columns)
    *levels, last = [[entry.strip() for entry in line] for line in header]
    if any(last[1:]):  # else it is the name of the index
        levels, last = [*levels, last], levels[0]
    pairs = [str(tuple(level[place] for level in levels)) for place in range(1, len(last))]
    return [last[0], *pairs]


def _different(names: list[str]) -> tuple[list[str], list[str]]:
    """Return different names where every second column has the same one, as dates beside the values of each share."""
    dates = set(names[::2])
    if len(names) < 2 * len(dates) + 2 or "date" not in names[0].lower() or len(dates) > 1:
        return names, []
    each = [names[0], *(f"{names[0]}.{number}" for number in range(1, len(names[::2])))]
    made = [f"columns called {names[0]} are distinguished as {', '.join(each[:3])}, ..."]
    return [each[place // 2] if place % 2 == 0 else name for place, name in enumerate(names)], made


def _fitted(names: list[str], kinds: Sequence[str], columns: Sequence[Line]) -> list[str]:
    """Return a name more where the header lacks one, for blanks at the ends of rows or for their labels."""
    if len(names) == len(kinds) - 1:
        if any(names) and columns[-1] and not any(map(str.strip, columns[-1])):
            return [*names, ""]
        counts = any(list(columns[0]) == [str(start + n) for n in range(len(columns[0]))] for start in (0, 1))
        if (kinds[0] in {"text", "date"} or counts) and set(kinds[1:]) & set(NUMBERS):
            return ["", *names]  # as R writes the names of rows
    return names


def _phrases(seen: Glance, n_header: int, blank: Sequence[int], numbers):
    first = seen.lines[0]
    if n_header == 0:
        yield "the first line holds numbers and no names (header: false)"
    elif n_header > 1:
        yield f"the first {n_header} lines name the columns"
    elif all(numbers.number(entry) is not None for entry in first if entry.strip()):
        yield f"the first line, {', '.join(first[:3])}, ..., names the columns (header: true)"
    below = [entry for row in seen.lines[n_header:] for entry in row]
    if any("%" in entry and numbers.number(entry) is not None for entry in below):
        yield "numbers with a percent sign are divided by 100"
    if blank:
        yield f"{len(blank)} blank columns without a name are left out"
