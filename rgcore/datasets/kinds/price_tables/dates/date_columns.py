"""Which column of a table holds its dates: by the key ``date_column``, or where only one column can."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rgcore.datasets.kinds.price_tables.column_names import DATE_NAMES, PARTS, TIME_NAMES, plain
from rgcore.datasets.kinds.price_tables.dates.date_formats import unambiguous_times
from rgcore.datasets.messages import in_yaml, listing, nearest_first, shortened
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "date_columns",
    "dates_by_name",
    "holds_dates",
    "label_columns",
    "named_column",
    "parts_of_dates",
    "refuse_dated_columns",
]

GLANCE = 20  # entries that are looked at
FIRST_DAY, LAST_DAY = 18000101, 22001231
YEAR = re.compile(r"(1[89]|2[012])\d\d")
MARK = re.compile(r"[-/., ]|^\d{8}")  # between year, month and day


def named_column(name: str, columns: Sequence[str], key: str, path: Path) -> str:
    """Return the column that a key names; InputError lists the columns if it is not there."""
    if name not in columns:
        held = listing(nearest_first(name, columns)) or "none"
        raise InputError(
            f"{path} must hold the column {shortened(name)} that {key} names, but it holds {held}"
        )
    return name


def label_columns(
    columns: Sequence[str], n_index: int, settings: DatasetSettings, path: Path
) -> tuple[str, ...]:
    """Return the columns that hold no values: a stored index, and those of the key ``index``."""
    named = [named_column(name, columns, "index", path) for name in settings.index or ()]
    return tuple(dict.fromkeys((*columns[:n_index], *named)))


def dates_by_name(columns: Sequence[str], settings: DatasetSettings, path: Path) -> list[str]:
    """Return the columns of the dates as far as headers show them; an empty list if only the entries can.

    They are those of the key ``date_column``, or the only column that is called date, or else time, in one of their
    usual spellings.

    Raises
    ------
    InputError
        If a column of the key is not there, or several have such names.
    """
    if settings.date_column is not None:
        named = [settings.date_column] if isinstance(settings.date_column, str) else settings.date_column
        return [named_column(name, columns, "date_column", path) for name in named]
    parts = parts_of_dates(columns)
    others = [name for name in columns if name not in parts]
    if parts and not any(plain(name) in DATE_NAMES for name in others):
        return parts
    for usual in (DATE_NAMES, TIME_NAMES):
        found = [name for name in others if plain(name) in usual and not name.isupper()]
        found = found or [name for name in others if plain(name) in usual]
        if len(found) > 1:
            raise InputError(_several(found, path))
        if found:
            return found
    return []


def parts_of_dates(columns: Sequence[str]) -> list[str]:
    """Return the columns that are called year, month and day, in this order; an empty list unless there is one each."""
    found = [[name for name in columns if plain(name) in names] for names in PARTS]
    return [names[0] for names in found] if all(len(names) == 1 for names in found) else []


def date_columns(frame: "pd.DataFrame", settings: DatasetSettings, path: Path) -> list[str]:
    """Return the columns of the dates: those that :func:`dates_by_name` finds, or the only one whose entries are dates.

    Raises
    ------
    InputError
        If no column holds dates, or several do.
    """
    columns = list(frame.columns)
    if found := dates_by_name(columns, settings, path):
        return found
    found = [name for name in columns if holds_dates(frame[name])]
    if len(found) == 1:
        return found
    if found:
        raise InputError(_several(found, path))
    if settings.index is not None and len(settings.index) == 1:
        return list(settings.index)
    refuse_dated_columns(columns, path)
    raise InputError(
        f"{path} must have a column of dates, but it holds {listing(columns)}: name it under date_column, or write "
        "date_column: [] if there is none and rows are consecutive"
    )


def refuse_dated_columns(columns: Sequence[str], path: Path) -> None:
    """Raise InputError if most columns have dates as names."""
    dated = [name for name in columns if _is_date(name)]
    if len(dated) > len(columns) // 2:
        raise InputError(
            f"{path} must have one row per date, but {shortened(dated[0])} is the name of a column: if each row is a "
            "share, write axes: [variable, time]"
        )


def _several(names: Sequence[str], path: Path) -> str:
    write = " or ".join(f"date_column: {in_yaml(name)}" for name in names)
    return f"{path} must have one column of dates, but {listing(names)} may be: write {write}"


def holds_dates(entries: "pd.Series") -> bool:
    """Return whether the first entries of a column are dates that can be read in one way only."""
    import pandas as pd  # noqa: PLC0415  (slow to import; parsing a workflow need not pay)

    if pd.api.types.is_datetime64_any_dtype(entries):
        return True
    if pd.api.types.is_numeric_dtype(entries):
        return pd.api.types.is_integer_dtype(entries) and _are_days(entries.head(GLANCE))
    texts = (
        entries.dropna()
        .head(GLANCE)
        .astype(str)
        .str.strip()
        .str.replace(r"(:\d\d)[+-]\d.*$", r"\1", regex=True)
    )
    return len(texts) > 0 and unambiguous_times(texts) is not None


def _are_days(numbers: "pd.Series") -> bool:
    """Return whether numbers are different dates such as 20210105."""
    return bool(
        len(numbers) > 1
        and numbers.notna().all()
        and numbers.is_unique
        and numbers.between(FIRST_DAY, LAST_DAY).all()
        and unambiguous_times(numbers.astype(str)) is not None
    )


def _is_date(name: str) -> bool:
    import pandas as pd  # noqa: PLC0415

    if YEAR.search(name) is None or MARK.search(name) is None:  # 10 ms saved for each of thousands of columns
        return False
    return unambiguous_times(pd.Series([name])) is not None
