"""Units of a spike sorter with what its tables hold on them."""

from collections.abc import Sequence
from functools import reduce
from typing import TYPE_CHECKING

from rgcore.datasets.select_variables import VariableTable

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["joined_tables", "unit_table", "without_spikes"]

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


def _entries(column: "pd.Series") -> list[str] | list[float]:
    import pandas as pd  # noqa: PLC0415  (slow to import; parsing a workflow need not pay)

    if pd.api.types.is_numeric_dtype(column):
        return column.tolist()
    words = column.astype(object).where(column.notna(), "").astype(str)
    numbers = pd.to_numeric(words, errors="coerce")
    if not numbers[words != ""].isna().any() and (words != "").any():
        return numbers.tolist()
    return words.replace("", NOT_LISTED).tolist()
