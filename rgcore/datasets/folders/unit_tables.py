"""Units of a spike sorter with what its tables hold on them."""

from collections.abc import Sequence
from functools import reduce
from typing import TYPE_CHECKING

from rgcore.datasets.messages import listing
from rgcore.datasets.select_variables import VariableTable
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["joined_tables", "refuse_several_qualities", "unit_table", "without_spikes"]

NOT_LISTED = "unsorted"  # phy's word for a unit that was put into no group


def joined_tables(tables: "Sequence[pd.DataFrame]") -> "pd.DataFrame | None":
    """Return the columns of all tables by the names of units; of a column in two tables the first, None without any."""

    def with_new_columns(first: "pd.DataFrame", later: "pd.DataFrame") -> "pd.DataFrame":
        return first.join(later[later.columns.difference(first.columns)], how="outer")

    return reduce(with_new_columns, tables) if tables else None


def unit_table(names: tuple[str, ...], frame: "pd.DataFrame | None") -> VariableTable:
    """Return units in the order of their names with the columns of a table; entries are numbers where all are.

    A unit that is in no row has NaN in a column of numbers, and ``unsorted`` in others.
    """
    columns = {} if frame is None else {name: _entries(frame[name].reindex(names)) for name in frame}
    return VariableTable(names=names, columns=columns)


def without_spikes(names: Sequence[str], frame: "pd.DataFrame | None") -> tuple[tuple[str, str], ...]:
    """Return the units of a table that are no cells, each with the reason: tables keep what was merged or deleted."""
    listed = () if frame is None else frame.index
    return tuple((name, "it has no spikes") for name in listed if name not in set(names))


def refuse_several_qualities(
    table: VariableTable, quality: Sequence[str], settings: DatasetSettings, where: str
) -> None:
    """Raise InputError if units are of several kinds, such as cells and noise, and the config selects none.

    Of the columns ``quality`` that of the first name that is there counts.
    """
    column = next((name for name in quality if name in table.columns), None)
    entries = list(map(str, table.columns.get(column, ())))
    found = sorted(set(entries))
    if len(found) < 2 or settings.select is not None or settings.variables is not None:
        return
    counts = listing([f"{entries.count(entry)} {entry}" for entry in found])
    example = "good" if "good" in found else found[-1]
    raise InputError(
        f"{where} holds units of several kinds in column {column} of its tables ({counts}): write which are read, such "
        f"as select: {{{column}: {example}}}, or select: {{{column}: [{listing(found)}]}} for all"
    )


def _entries(column: "pd.Series") -> list[str] | list[float]:
    import pandas as pd  # noqa: PLC0415  (slow to import; parsing a workflow need not pay)

    if pd.api.types.is_numeric_dtype(column):
        return column.tolist()
    words = column.astype(object).where(column.notna(), "").astype(str)
    numbers = pd.to_numeric(words, errors="coerce")
    if not numbers[words != ""].isna().any() and (words != "").any():
        return numbers.tolist()
    return words.replace("", NOT_LISTED).tolist()
