"""Columns of a table with a column per share that are no shares: volumes, times, numbers of rows."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from rgcore.datasets.decisions import NO_DECISIONS, Decisions
from rgcore.datasets.formats.tables.text.text_columns import UNNAMED
from rgcore.datasets.kinds.price_tables.column_names import (
    PRICES,
    fields_among,
    fields_beside_shares,
    is_certain,
    plain,
)
from rgcore.datasets.kinds.price_tables.dated_table import DatedTable
from rgcore.datasets.kinds.price_tables.two_level_names import known_parts
from rgcore.datasets.messages import in_yaml, listing
from rgcore.datasets.settings import DatasetSettings
from rgcore.datasets.size_limits import MINIMUM_SAMPLES
from rgcore.errors import InputError
from rgcore.series.label_variables import coded_variables
from rgcore.series.suspect_variables import suspect_variables

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["no_share", "refuse_fields", "refuse_ordered", "without_row_numbers"]


def refuse_fields(table: DatedTable, settings: DatasetSettings) -> None:
    """Raise InputError if a column of a wide table that is read is called like what is no share, such as Volume."""
    columns = [name for name in table.columns if name not in (settings.exclude or ())]
    fields = fields_among(columns) if settings.variables is None else []
    if settings.variables is None:
        fields += [name for name in fields_beside_shares(columns) if name not in fields]
    if fields and len(fields) == len(columns):
        close = next((name for name in fields if plain(name) in PRICES), fields[0])
        raise InputError(
            f"{table.path} must hold several shares, but its columns {listing(fields)} are those of one: put one such "
            f"file per share into a folder, and write array: {close}"
        )
    if fields:
        raise InputError(no_share(str(table.path), fields))
    if settings.variables is None and settings.index != ():
        _refuse_fields_of_shares(columns, table.path)
    if settings.array is not None:
        raise InputError(
            f"{table.path} has one column per share, so that array: {settings.array} names nothing: leave it out, or "
            "name the column of the shares of a long table under ticker"
        )


def _refuse_fields_of_shares(columns: list[str], path: Path) -> None:
    """Raise InputError if some of the columns are a price and another field of a share, such as KO.Close, KO.Volume."""
    parts = known_parts(columns)
    of_share: dict[str, list[str]] = {}
    for field, share in parts.values():
        if is_certain(field):
            of_share.setdefault(share, []).append(field)
    several = [
        share for share, fields in of_share.items() if len(fields) > 1 and set(map(plain, fields)) & PRICES
    ]
    if not several:
        return
    fields = [name for name, (_, share) in parts.items() if share in several]
    others = [name for name in columns if name not in parts]
    close = next(field for field in of_share[several[0]] if plain(field) in PRICES)
    instead = (
        f"put one such file per share into a folder and write array: {in_yaml(close)}"
        if len(of_share) == 1
        else f"write exclude: [{', '.join(map(in_yaml, others))}] and array: {in_yaml(close)}"
    )
    raise InputError(
        f"{path} must hold one column per share, but {listing(fields)} are fields of {listing(several)}: {instead}, "
        "or name the columns of shares under variables"
    )


def without_row_numbers(table: DatedTable) -> tuple[list[str], Decisions]:
    """Return the columns of a table without a first one that has no name and counts the rows, as pandas writes it."""
    if UNNAMED not in table.columns:
        return table.columns, NO_DECISIONS
    entries = table.frame[UNNAMED]
    steps = np.arange(len(entries))
    if not any(np.array_equal(entries, steps + first) for first in (0, 1)):
        return table.columns, NO_DECISIONS
    kept = [name for name in table.columns if name != UNNAMED]
    return kept, Decisions(left_out=((UNNAMED, f"it counts the rows (index: {in_yaml(UNNAMED)})"),))


def no_share(source: str, fields: list[str]) -> str:
    """Return the sentence on columns that are called like what is no share."""
    return (
        f"{source} must hold one column per share, but {listing(fields)} is none: write exclude: "
        f"[{', '.join(map(in_yaml, fields))}], or name the shares under variables"
    )


def refuse_ordered(values: "pd.DataFrame", settings: DatasetSettings, path: Path) -> None:
    """Raise InputError if a column rises or falls from each date to the next, or is the mean or sum of the others."""
    if settings.variables is not None or settings.index == () or len(values) < MINIMUM_SAMPLES:
        return
    numbers, names = values.sort_index().to_numpy(), list(map(str, values.columns))
    codes = (
        (place, "holds a few whole numbers, as codes of states do") for place in coded_variables(numbers)[1]
    )
    names = [name if not name.isupper() else "" for name in names]  # STATE and RUN are shares, too
    for place, what in (*suspect_variables(numbers, names), *codes):
        name = in_yaml(str(values.columns[place]))
        raise InputError(
            f"{path} must hold one column per share, but {values.columns[place]} {what}: write exclude: [{name}] if it "
            "is no share, or index: [] if it is one"
        )
    for name, entries in values.sort_index().items():
        steps = np.diff(entries.dropna().to_numpy())
        if len(steps) >= MINIMUM_SAMPLES - 1 and ((steps > 0).all() or (steps < 0).all()):
            way = "rises" if steps[0] > 0 else "falls"
            raise InputError(
                f"{path} must hold one column per share, but {name} {way} from each date to the next, as times and "
                f"numbers of rows do: write exclude: [{in_yaml(name)}] if it is no share, or index: [] if it is one"
            )
