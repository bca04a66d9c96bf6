"""The layouts of tables of prices or returns: each gives values by date (rows) and share (columns)."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from rgcore.datasets.decisions import NO_DECISIONS, Decisions, all_of
from rgcore.datasets.formats.open_file import read_table
from rgcore.datasets.formats.tables.entries.number_format import MISSING
from rgcore.datasets.formats.tables.named_columns import numeric_values
from rgcore.datasets.kinds.price_tables.date_price_pairs import columns_of_dates, values_of_pairs
from rgcore.datasets.kinds.price_tables.dated_table import (
    DatedTable,
    dated_table,
    open_dated_table,
    without_selection,
)
from rgcore.datasets.kinds.price_tables.dates.date_columns import named_column
from rgcore.datasets.kinds.price_tables.dates.days import dated_index, refuse_repeated
from rgcore.datasets.kinds.price_tables.dates.times import read_times
from rgcore.datasets.kinds.price_tables.fields_in_rows import (
    refuse_fields_for_shares,
    refuse_fields_in_rows,
)
from rgcore.datasets.kinds.price_tables.no_shares import refuse_fields, refuse_ordered, without_row_numbers
from rgcore.datasets.kinds.price_tables.share_columns import (
    name_column,
    numeric_columns,
    renamed_shares,
    value_column,
)
from rgcore.datasets.kinds.price_tables.two_level_names import (
    choose_field,
    field_and_share,
    field_of_one_share,
    repeated_parts,
)
from rgcore.datasets.messages import in_yaml, listing
from rgcore.datasets.select_variables import VariableTable, select_variables
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["one_share", "several_shares"]

EVERY_COLUMN = ", or write index: [] if every column is a share"
Values = tuple["pd.DataFrame", Decisions]  # indexed by date in the order of the file, a column per share


def several_shares(path: Path, settings: DatasetSettings) -> Values:
    """Return the values of a file of several shares.

    It may have a column per share, a header of two lines or names such as AAA_Close, a row per date and share, or,
    with ``axes: [variable, time]``, a row per share.

    Raises
    ------
    InputError
        If it can be read in several ways, a column is no share, or a date comes twice; names the key to write.
    """
    if settings.axes[0] == "variable":
        return _row_per_share(path, settings)
    frame, layout = read_table(path, without_selection(settings))
    if dates := columns_of_dates(frame, settings, path):
        values, decisions = values_of_pairs(frame, dates, settings, path)
        return values, layout.decisions.and_then(decisions)
    table = dated_table(frame, layout, path, settings)
    read = [name for name in table.columns if name not in (settings.exclude or ())]
    if settings.ticker is None and (pairs := field_and_share(read)) is not None:
        columns, decisions = choose_field(pairs, settings.array, path)
        return _column_per_share(table, columns, decisions, settings)
    names = name_column(table, settings)
    if names is not None:
        return _row_per_date_and_share(table, names, settings)
    if _may_have_parts(settings) and (pairs := repeated_parts(read)) is not None:
        columns, decisions = choose_field(pairs, settings.array, path, EVERY_COLUMN)
        return _column_per_share(table, columns, decisions, settings)
    refuse_fields(table, settings)
    columns, decisions = without_row_numbers(table)
    values, decisions = _column_per_share(
        table, dict(zip(columns, columns, strict=True)), decisions, settings
    )
    refuse_ordered(values, settings, path)
    return values, decisions


def _may_have_parts(settings: DatasetSettings) -> bool:
    """Return whether no key states that every column is a share."""
    return settings.array is not None or (settings.variables is None and settings.index != ())


def one_share(path: Path, settings: DatasetSettings) -> Values:
    """Return the values of a file of one share: a single column, called as in the file.

    Raises
    ------
    InputError
        As :func:`several_shares`, or if the file holds several shares.
    """
    table = open_dated_table(path, settings)
    pairs = field_of_one_share(table.columns, settings.array)
    if pairs is None:
        column = value_column(table.frame, table.columns, settings.array, path)
        decisions = _one_of_several(column, table.columns)
    else:
        columns, decisions = choose_field(pairs, settings.array, path)
        column = next(iter(columns))
        if len(columns) > 1:
            held = listing(list(columns.values()))
            raise InputError(f"{path} must hold one share, as every file of a folder, but it holds {held}")
    refuse_repeated(table.index, table.times, path)
    return _numbers(table, {column: column}), table.decisions.and_then(decisions)


def _column_per_share(
    table: DatedTable, columns: Mapping[str, str], decisions: Decisions, settings: DatasetSettings
) -> Values:
    """Return the values of the given columns, each with the name of its share; ``exclude`` may name other columns."""
    refuse_repeated(table.index, table.times, table.path)
    shares = tuple(columns.values())
    others = tuple(name for name in settings.exclude or () if name in table.columns and name not in shares)
    kept, of_names = select_variables(VariableTable(names=shares, others=others), settings, str(table.path))
    of_others = Decisions(left_out=tuple((name, "named under exclude") for name in others))
    every = list(columns.items())
    values = _numbers(table, dict(every[place] for place in kept))
    return values, all_of((table.decisions, decisions, of_others, of_names))


def _row_per_date_and_share(table: DatedTable, names: str, settings: DatasetSettings) -> Values:
    """Return the values of a long table by date and share."""
    refuse_fields_for_shares(table, names)
    columns, of_rows = without_row_numbers(table)
    others = [name for name in columns if name != names]
    column = value_column(table.frame, others, settings.array, table.path)
    renamed = renamed_shares(table, names, settings)
    shares = table.frame[names].astype(str).str.strip()
    if table.frame[names].isna().any():
        row = int(table.frame[names].isna().to_numpy().argmax())
        raise InputError(
            f"{table.path} must name the share in column {names} of every row, but row {row + 1} does not: fill "
            "it in, or delete the row"
        )
    long = _numbers(table, {column: column})[column]
    keyed = long.to_frame().assign(share=shares.to_numpy()).set_index("share", append=True)[column]
    if not keyed.index.is_unique:
        refuse_fields_in_rows(table, names)
        share = keyed.index[keyed.index.duplicated()][0][1]
        rows = (shares == share).to_numpy()
        refuse_repeated(table.index[rows], table.times.rows(rows), table.path, share)
    wide = keyed.unstack("share")
    kept, of_names = select_variables(VariableTable(names=tuple(wide.columns)), settings, str(table.path))
    made = Decisions(
        made=(f"there is one row per date and {names} (ticker: {names})", *_odd_names(wide.columns))
    )
    each = (table.decisions, made, renamed, of_rows, _one_of_several(column, others), of_names)
    return wide.iloc[:, kept], all_of(each)


def _odd_names(shares: Iterable[str]) -> tuple[str, ...]:
    """Return a phrase on shares that are called as missing entries are."""
    odd = [share for share in shares if share in MISSING]
    if not odd:
        return ()
    listed = ", ".join(map(in_yaml, odd))
    return (f"{listing(odd)} is taken for the name of a share (na_values: [{listed}] if it is missing)",)


def _row_per_share(path: Path, settings: DatasetSettings) -> Values:
    """Return the values of a table whose columns are dates."""
    import pandas as pd  # noqa: PLC0415  (slow to import; parsing a workflow need not pay)

    frame, layout = read_table(path, without_selection(settings))
    columns = list(layout.columns)
    names = columns[0] if settings.ticker is None else named_column(settings.ticker, columns, "ticker", path)
    left_out = (names, *(settings.index or ()), *(settings.exclude or ()))
    dated = [name for name in columns if name not in left_out]
    _refuse_words(frame, dated, path)
    times = read_times(pd.Series(dated, name="(the names of the columns)"), settings.date_format, path)
    index, of_days = dated_index(times, settings.resolution, path)
    refuse_repeated(index, times, path)
    shares = frame[names].astype(str).str.strip()
    kept, of_names = select_variables(VariableTable(names=tuple(shares)), settings, str(path))
    values = _plain_numbers(frame[dated], path)[kept].T
    made = Decisions(made=(f"each row is a share, which column {names} names (axes: [variable, time])",))
    decisions = layout.decisions.and_then(made).and_then(of_days).and_then(of_names)
    return pd.DataFrame(values, index=index, columns=[shares[place] for place in kept]), decisions


def _refuse_words(frame: "pd.DataFrame", dated: list[str], path: Path) -> None:
    """Raise InputError if a column, which should be called by a date, holds text, such as the sector of each share."""
    numeric = numeric_columns(frame, dated)
    words = [name for name in dated if name not in numeric and frame[name].notna().any()]
    if words and len(words) < len(dated):
        raise InputError(
            f"{path} must have one column per date beside the names of the shares, but {listing(words)} holds text: "
            f"write index: [{', '.join(map(in_yaml, words))}]"
        )


def _numbers(table: DatedTable, columns: Mapping[str, str]) -> "pd.DataFrame":
    """Return columns of a table as float64, by date, with new names."""
    import pandas as pd  # noqa: PLC0415

    values = _plain_numbers(table.frame[list(columns)], table.path)
    return pd.DataFrame(values, index=table.index, columns=list(columns.values()))


def _plain_numbers(frame: "pd.DataFrame", path: Path) -> np.ndarray:
    try:
        return numeric_values(frame, path)
    except InputError as error:
        raise InputError(f"{error}, and columns of text under exclude") from None


def _one_of_several(column: str, columns: list[str]) -> Decisions:
    others = [name for name in columns if name != column]
    if not others:
        return NO_DECISIONS
    return Decisions(
        made=(f"values are in column {column} (array: {column})",),
        left_out=tuple((name, f"array is {column}") for name in others),
    )
