"""One number, or one table of numbers, asked of the tables of a run."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

import numpy as np
import pandas as pd

from rgcore.errors import InputError
from rgcore.stats.comparison import ERRORS_IN_INTERVAL
from rgcore.tables.markdown import markdown_table
from rgcore.words.wording import number, with_error

__all__ = ["Query", "QueryError"]

REPEATED = ("replica", "seed", "draw")
"""Columns over whose values a mean is taken."""

_LAST = "last"  # the largest value of a column


class QueryError(InputError):
    """A question that a table does not answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question to the tables of a run.

    Attributes
    ----------
    table : str
    columns : tuple of str
        One column without ``by``: a number. With ``by``: the columns of numbers of a table in Markdown.
    by : tuple of str
        Columns whose values name the rows of that table.
    where : tuple of (str, str)
        Columns and the values that they must have; the value "last" is the largest one.
    """

    table: str
    columns: tuple[str, ...]
    by: tuple[str, ...]
    where: tuple[tuple[str, str], ...]

    @classmethod
    def parsed(cls, text: str) -> Self:
        """Return the question of a text: ``mcrg y_t step=2``, or ``mcrg y_t,y_h by=step n_operators=last`` for a table.

        Raises
        ------
        QueryError
            If the text is no question.
        """
        words = text.split()
        pairs = [tuple(word.split("=", 1)) for word in words[2:]]
        if len(words) < 2 or any(len(pair) != 2 or not all(pair) for pair in pairs):
            raise QueryError(f"a number of a page must be asked as TABLE COLUMN KEY=VALUE ..., got {text!r}")
        table, columns = words[:2]
        by = tuple(name for key, value in pairs if key == "by" for name in value.split(","))
        where = tuple((key, value) for key, value in pairs if key != "by")
        found = cls(table=table, columns=tuple(columns.split(",")), by=by, where=where)
        if not by and len(found.columns) != 1:
            raise QueryError(f"several columns must be asked with by=COLUMN, got {text!r}")
        return found

    def answer(self, read: Callable[[str], pd.DataFrame]) -> str:
        """Return the number or the table as text.

        Parameters
        ----------
        read : callable
            Returns a table by its name.

        Raises
        ------
        QueryError
            If there is no such column or row, or if rows that are no repetitions of one another are left.
        """
        frame = read(self.table)
        named = {*self.columns, *self.by, *(key for key, _ in self.where)}
        if missing := sorted(named - set(frame.columns)):
            raise QueryError(f"table {self.table} has no column {missing[0]}")
        for key, value in self.where:
            frame = frame[_matches(frame[key], value)]
        if frame.empty:
            raise QueryError(f"table {self.table} has no row with {self._conditions()}")
        if not self.by:
            return self._number(frame, self.columns[0])
        return self._markdown(frame)

    def _conditions(self) -> str:
        return ", ".join(f"{key} = {value}" for key, value in self.where) or "any value"

    def _markdown(self, frame: pd.DataFrame) -> str:
        lines = [
            [*map(_shown, values), *(self._number(rows, column) for column in self.columns)]
            for values, rows in frame.groupby(list(self.by), sort=True)
        ]
        return "\n" + markdown_table([f"`{head}`" for head in (*self.by, *self.columns)], lines) + "\n"

    def _number(self, frame: pd.DataFrame, column: str) -> str:
        """Return the entry of the one row, or the mean over repetitions, with its standard error."""
        if len(frame) == 1:
            entry = frame[column].iloc[0]
            return with_error(float(entry), _error(frame, column)) if _is_number(entry) else str(entry)
        repeated = [name for name in REPEATED if name in frame.columns]
        if not repeated or frame.duplicated(repeated).any():
            raise QueryError(
                f"table {self.table} must have one row, or one per replica, with {self._conditions()}, but it has "
                f"{len(frame)}"
            )
        finite = frame[column].dropna()
        if len(finite) < 2:
            return number(float(finite.mean()))
        return with_error(float(finite.mean()), float(finite.std() / np.sqrt(len(finite))))


def _matches(values: pd.Series, wanted: str) -> pd.Series:
    if wanted == _LAST:
        return values == values.max()
    if values.dtype.kind == "f":
        return pd.Series(np.isclose(values, float(wanted), rtol=1e-9, atol=0.0), index=values.index)
    return values.map(str) == wanted


def _is_number(entry: object) -> bool:
    return isinstance(entry, int | float | np.number) and not isinstance(entry, bool)


def _shown(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _error(frame: pd.DataFrame, column: str) -> float:
    """Return the standard error that a table states beside a column of its one row; NaN without one."""
    row = frame.iloc[0]
    if f"{column}_err" in frame.columns:
        return float(row[f"{column}_err"])
    if {f"{column}_low", f"{column}_high"} <= set(frame.columns):
        return float(row[f"{column}_high"] - row[f"{column}_low"]) / ERRORS_IN_INTERVAL
    return float("nan")
