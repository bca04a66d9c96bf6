"""One number, or one table of numbers, asked of the tables of a run."""

import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
import pandas as pd

from rgcore.report.page_numbers.cells import REPEATED, SHOWN, Cell, QueryError, cell_of
from rgcore.tables.markdown import markdown_table

__all__ = ["Query"]

_LAST = "last"  # the largest value of a column
_BY, _ACROSS, _LESS, _SHOW, _OF = "by", "across", "less", "show", "of"


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
    across : str
        Column whose values name its columns, all of the one column of numbers; empty: there is none.
    where : tuple of (str, str)
        Columns and the values that they must have, one or, separated by commas, several; the value "last" is the
        largest one.
    less : tuple of (str, str)
        What is different in the rows that are subtracted, replica by replica; empty: nothing is.
    show : str
        What is shown of several rows: ``range``, smallest and largest; ``count``, how many are true or have each of the
        texts; ``positive``, how many are above 0; empty: the entry of one row, or the mean over replicas.
    study : str
        Study whose tables are asked; empty: that of the page.
    """

    table: str
    columns: tuple[str, ...]
    by: tuple[str, ...]
    across: str
    where: tuple[tuple[str, str], ...]
    less: tuple[tuple[str, str], ...]
    show: str
    study: str

    @classmethod
    def parsed(cls, text: str) -> Self:
        """Return the question of a text.

        ``mcrg y_t step=2`` is a number, ``mcrg y_t,y_h by=step n_operators=last`` a table, ``kurtosis_switch fwhm
        by=source across=excess_kurtosis`` one with a column per kurtosis, ``network_temperature energy replica=0
        epoch=50 less=epoch:12`` the difference between two epochs, and ``pca_vertices u show=range of=retina`` the
        smallest and the largest number in another study.

        Raises
        ------
        QueryError
            If the text is no question.
        """
        words = _words(text)
        pairs = [tuple(word.split("=", 1)) for word in words[2:]]
        if len(words) < 2 or any(len(pair) != 2 or not all(pair) for pair in pairs):
            raise QueryError(f"a number of a page must be asked as TABLE COLUMN KEY=VALUE ..., got {text!r}")
        said = dict(pairs)
        found = cls(
            table=words[0],
            columns=tuple(words[1].split(",")),
            by=_names(said, _BY),
            across=said.get(_ACROSS, ""),
            where=tuple((key, value) for key, value in pairs if key not in (_BY, _ACROSS, _LESS, _SHOW, _OF)),
            less=tuple(_changed(each, text) for each in _names(said, _LESS)),
            show=said.get(_SHOW, ""),
            study=said.get(_OF, ""),
        )
        if len(found.columns) != 1 and (found.across or not found.by):
            raise QueryError(f"several columns must be asked with by=COLUMN, without across, got {text!r}")
        if found.across and not found.by:
            raise QueryError(f"across must be asked with by=COLUMN, got {text!r}")
        if found.show not in ("", *SHOWN):
            raise QueryError(f"show must be {' or '.join(SHOWN)}, got {text!r}")
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
        frame = self._difference(read) if self.less else self._rows(read)
        if not self.by:
            return self._cell(frame, self.columns[0]).alone()
        return self._markdown(frame)

    def _rows(self, read: Callable[[str], pd.DataFrame]) -> pd.DataFrame:
        frame = read(self.table)
        named = {*self.columns, *self.by, *(key for key, _ in self.where), *filter(None, [self.across])}
        if missing := sorted(named - set(frame.columns)):
            raise QueryError(f"table {self.table} has no column {missing[0]}")
        for key, value in self.where:
            frame = frame[_matches(frame[key], value)]
        if frame.empty:
            raise QueryError(f"table {self.table} has no row with {self._conditions()}")
        return frame

    def _difference(self, read: Callable[[str], pd.DataFrame]) -> pd.DataFrame:
        """Return rows with the differences of the columns, pairs that are the same repetition of the same thing."""
        other = replace(self, where=tuple({**dict(self.where), **dict(self.less)}.items()), less=())
        parts = [asked._rows(read) for asked in (self, other)]
        keys = dict.fromkeys((*REPEATED, *self.by, self.across))
        same = [name for name in keys if name in parts[0].columns]
        if any(parts[0][name].dtype.kind not in "iuf" for name in self.columns):
            raise QueryError(f"only numbers can be subtracted, got {', '.join(self.columns)}")
        first, second = (rows.set_index(same)[list(self.columns)] for rows in parts)
        if first.index.has_duplicates or second.index.has_duplicates:
            raise QueryError(
                f"rows that are subtracted must be one per {' and '.join(same)} with {self._conditions()}"
            )
        return (first - second).reset_index()

    def _conditions(self) -> str:
        return ", ".join(f"{key} = {value}" for key, value in self.where) or "any value"

    def _cell(self, frame: pd.DataFrame, column: str) -> Cell:
        try:
            return SHOWN[self.show](frame[column]) if self.show else cell_of(frame, column)
        except QueryError as mistake:
            raise QueryError(f"table {self.table} with {self._conditions()}: {mistake}") from None

    def _markdown(self, frame: pd.DataFrame) -> str:
        """Return the table, a line per value of ``by``; the last column states of how many runs each line is."""
        heads = sorted(frame[self.across].unique()) if self.across else list(self.columns)
        groups = frame.groupby(list(self.by), sort=True, observed=True)  # categories in their order
        lines = [(values, self._line(rows, heads)) for values, rows in groups]
        shown = [f"`{name}`" for name in self.by]
        if self.across:
            shown[-1] += f" \\ `{self.across}`"
        shown += [_shown(head) if self.across else f"`{head}`" for head in heads]
        runs = [_runs(cells) for _, cells in lines]
        if any(runs):
            shown.append("runs")
        texts = [
            [*map(_shown, values), *(each.text for each in cells), *([count] if any(runs) else [])]
            for (values, cells), count in zip(lines, runs, strict=True)
        ]
        return "\n" + markdown_table(shown, texts) + "\n"

    def _line(self, rows: pd.DataFrame, heads: Sequence[object]) -> list[Cell]:
        if not self.across:
            return [self._cell(rows, column) for column in heads]
        parts = [rows[rows[self.across] == head] for head in heads]
        return [self._cell(part, self.columns[0]) if len(part) else Cell("", 0, 0) for part in parts]


def _words(text: str) -> list[str]:
    """Return the words of a question; a value with spaces stands in quotation marks."""
    try:
        return shlex.split(text)
    except ValueError:
        raise QueryError(f"quotation marks of a question must come in pairs, got {text!r}") from None


def _names(said: dict[str, str], key: str) -> tuple[str, ...]:
    return tuple(said[key].split(",")) if key in said else ()


def _changed(pair: str, text: str) -> tuple[str, str]:
    key, mark, value = pair.partition(":")
    if not (key and mark and value):
        raise QueryError(f"what is subtracted must be asked as less=KEY:VALUE, got {text!r}")
    return key, value


def _runs(cells: Sequence[Cell]) -> str:
    """Return of how many runs the cells of a line are, as text; empty if none is of runs."""
    counts = sorted({each.n_runs for each in cells} - {0})
    return " to ".join(map(str, dict.fromkeys((*counts[:1], *counts[-1:]))))


def _matches(values: pd.Series, wanted: str) -> pd.Series:
    if wanted == _LAST:
        return values == values.max()
    several = wanted.split(",")
    if values.dtype.kind == "f":
        each = [np.isclose(values, float(one), rtol=1e-9, atol=0.0) for one in several]
        return pd.Series(np.any(each, axis=0), index=values.index)
    return values.map(str).isin(several)


def _shown(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
