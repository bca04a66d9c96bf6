"""Which columns of a table hold the names of shares and their values, by the keys or where only one column can."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rgcore.datasets.decisions import NO_DECISIONS, Decisions
from rgcore.datasets.formats.arrays.choose_array import choose_array
from rgcore.datasets.kinds.price_tables.column_names import NAME_NAMES, NO_PRICES, plain
from rgcore.datasets.kinds.price_tables.dated_table import DatedTable
from rgcore.datasets.kinds.price_tables.dates.date_columns import named_column
from rgcore.datasets.messages import in_yaml, listing
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["name_column", "numeric_columns", "renamed_shares", "value_column"]

GLANCE = 20  # entries that are looked at


def name_column(table: DatedTable, settings: DatasetSettings) -> str | None:
    """Return the column of the names of shares of a long table, or None if each share has a column of its own.

    Without the key ``ticker`` it is a column of text that is called ticker, symbol, name or the like, or, where dates
    come several times, the only column of text that has each of its entries once per date.

    Raises
    ------
    InputError
        If the column of the key is not there, or several columns may hold names.
    """
    others = [*table.labels, *table.columns]
    if settings.ticker is not None:
        return named_column(settings.ticker, others, "ticker", table.path)
    numeric = set(numeric_columns(table.frame, others))
    texts = [name for name in others if name not in numeric]
    found = [name for name in texts if plain(name) in NAME_NAMES]
    if not found and not table.index.is_unique:
        numbers = [name for name in others if plain(name) in NAME_NAMES]  # such as permno
        found = [name for name in texts if _once_per_date(table, name)] or numbers
    if len(found) > 1:
        write = " or ".join(f"ticker: {in_yaml(name)}" for name in found)
        raise InputError(
            f"{table.path} must have one column with the names of the shares, but {listing(found)} may be: write "
            f"{write}"
        )
    return found[0] if found else None


def renamed_shares(table: DatedTable, names: str, settings: DatasetSettings) -> Decisions:
    """Return a decision on shares that another column with one name per date, such as permno, follows through renaming.

    Raises
    ------
    InputError
        If there are such shares, and ``ticker`` does not choose the column.
    """
    others = [name for name in (*table.labels, *table.columns) if name != names and plain(name) in NAME_NAMES]
    for column in others:
        pairs = table.frame[[column, names]].drop_duplicates()
        several = pairs[pairs.duplicated(column, keep=False)]
        if several.empty or not _once_per_date(table, column):
            continue
        share = several[column].iloc[0]
        called = listing(several.loc[several[column] == share, names].astype(str).tolist())
        found = f"{share} of column {column} is called {called} in turn in column {names}"
        if settings.ticker is None:
            raise InputError(
                f"{table.path} must have one name per share, but {found}: write ticker: {in_yaml(column)} to follow "
                f"shares through new names, or ticker: {in_yaml(names)} to end them there"
            )
        return Decisions(made=(f"{found}, and ends there (ticker: {in_yaml(column)} would follow it)",))
    return NO_DECISIONS


def _once_per_date(table: DatedTable, name: str) -> bool:
    entries = table.frame[name].set_axis(table.index)
    return bool(entries.notna().all() and entries.to_frame().set_index(name, append=True).index.is_unique)


def numeric_columns(frame: "pd.DataFrame", columns: Sequence[str]) -> list[str]:
    """Return the columns of numbers, or of text whose first entries are numbers."""
    import pandas as pd  # noqa: PLC0415

    def is_numeric(entries: "pd.Series") -> bool:
        if pd.api.types.is_numeric_dtype(entries):
            return not pd.api.types.is_bool_dtype(entries)
        first = entries.dropna().head(GLANCE)
        return len(first) > 0 and pd.to_numeric(first.astype(str), errors="coerce").notna().mean() > 0.5

    return [name for name in columns if is_numeric(frame[name])]


def value_column(frame: "pd.DataFrame", others: Sequence[str], array: str | None, path: Path) -> str:
    """Return the column of values: that of the key ``array``, or the only one of numbers.

    Raises
    ------
    InputError
        If it is not there, none is named and there are several, or the only one is called like what is no price.
    """
    if array is not None:
        return choose_array(path, array, list(others))
    value = choose_array(path, None, numeric_columns(frame, others))
    if plain(value) in NO_PRICES:
        raise InputError(
            f"array must name the column of {path} to read, which holds {value}: write array: {value} if it is meant"
        )
    return value
