"""One number of a page as text, with its standard error, and of how many runs it is.

"a ± b" is a number with a standard error, "a (b to c)" one with a 95 % interval. Of one run the error is that of its
samples, of several that between the runs: behind the number stands which, "one run" or "5 runs".
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from rgcore.errors import InputError
from rgcore.words.wording import number, with_error, with_interval

__all__ = ["REPEATED", "SHOWN", "Cell", "QueryError", "cell_of"]

REPEATED = ("replica", "seed", "draw")
"""Columns over whose values a mean is taken."""

_COUNTED = ("n_replicas", "n_runs")  # columns of tables whose rows are means over runs
_ROUNDING = 1e-6  # relative scatter below which runs differ by rounding, and have no error


class QueryError(InputError):
    """A question that a table does not answer."""


class Cell(NamedTuple):
    """A number as text, the runs that there are, and those of them that have one; 0 for what is no number of runs."""

    text: str
    n_runs: int
    n_with: int

    def alone(self) -> str:
        """Return the text for a sentence, where nothing else states of how many runs it is."""
        if not self.n_runs or self.n_with < self.n_runs:  # the text has the number already
            return self.text
        runs = "one run" if self.n_runs == 1 else f"{self.n_runs} runs"
        return f"{self.text[:-1]}; {runs})" if self.text.endswith(")") else f"{self.text} ({runs})"


def cell_of(frame: pd.DataFrame, column: str) -> Cell:
    """Return the entry of one row, or the mean over repetitions with its standard error.

    Parameters
    ----------
    frame : DataFrame
        At least one row.
    column : str

    Raises
    ------
    QueryError
        If there are several rows that are no repetitions of one another, or repetitions of what is no number.
    """
    if len(frame) == 1:
        return _of_row(frame.iloc[0], column)
    repeated = [name for name in REPEATED if name in frame.columns]
    if not repeated or frame.duplicated(repeated).any():
        raise QueryError(f"there must be one row, or one per replica, but there are {len(frame)}")
    values = frame[column]
    if values.dtype.kind not in "biuf":
        raise QueryError(f"{column} is no number and must be asked of one row, but there are {len(frame)}")
    return _of_runs(values.astype(float))


def _range(values: pd.Series) -> Cell:
    """Return "a to b" of the rows that have a number."""
    there = values.dropna()
    if values.dtype.kind not in "iuf" or there.empty:
        raise QueryError(f"there must be numbers for a range, but {values.name} has none")
    low, high = number(float(there.min())), number(float(there.max()))
    return Cell(low if low == high else f"{low} to {high}", 0, 0)


def _count(values: pd.Series) -> Cell:
    """Return "a of b", the rows that are true, or of texts "a one, b another", the most frequent one first."""
    if values.dtype.kind in "iuf":
        raise QueryError(f"what is counted must be true or false, or texts, but {values.name} has numbers")
    if values.dtype.kind == "b":
        return Cell(f"{int(values.sum())} of {len(values)}", 0, 0)
    return Cell(
        ", ".join(f"{rows} {text or 'without'}" for text, rows in values.value_counts().items()), 0, 0
    )


def _positive(values: pd.Series) -> Cell:
    """Return "a of b", the rows that are above 0."""
    if values.dtype.kind not in "iuf":
        raise QueryError(f"there must be numbers that may be positive, but {values.name} has none")
    return Cell(f"{int((values > 0).sum())} of {len(values)}", 0, 0)


SHOWN = {"range": _range, "count": _count, "positive": _positive}
"""What can be shown of several rows that are no repetitions of one another."""


def _of_runs(values: pd.Series) -> Cell:
    there, n_runs = values.dropna(), len(values)
    if there.empty:
        return Cell("none", n_runs, n_runs)
    mean, error = float(there.mean()), float(there.std() / np.sqrt(len(there)))
    text = with_error(mean, error) if error > _ROUNDING * abs(mean) else number(mean)
    missing = f" ({len(there)} of {n_runs} runs)" if len(there) < n_runs else ""
    return Cell(f"{text}{missing}", n_runs, len(there))


def _of_row(row: pd.Series, column: str) -> Cell:
    entry, of_run = row[column], any(name in row.index for name in REPEATED)
    if isinstance(entry, bool | np.bool_ | str) or not isinstance(entry, int | float | np.number):
        return Cell(str(entry), 0, 0)
    if float(entry).is_integer() and not _has_error(row, column):
        return Cell(f"{int(entry):,}", 0, 0)
    n_runs = next((int(row[name]) for name in _COUNTED if name in row.index), int(of_run))
    return Cell(_with_error_of_row(row, column), n_runs if _has_error(row, column) else 0, n_runs)


def _has_error(row: pd.Series, column: str) -> bool:
    return f"{column}_err" in row.index or {f"{column}_low", f"{column}_high"} <= set(row.index)


def _with_error_of_row(row: pd.Series, column: str) -> str:
    """Return a number with the standard error that the table states beside it, else with the interval, else alone."""
    value = float(row[column])
    if np.isnan(value):
        return "none"
    if f"{column}_err" in row.index:
        return with_error(value, float(row[f"{column}_err"]))
    if _has_error(row, column):
        return with_interval(value, float(row[f"{column}_low"]), float(row[f"{column}_high"]))
    return number(value)
