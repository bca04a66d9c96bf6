"""Cells: the entries of tables as rows of one long table, named by table, row and column.

A cell holds a finite number, or a label: a text, an integer, a truth value, or that a number is missing or infinite.
Labels are only compared for being equal.
"""

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from rgcore.repeatability import Repeatability

__all__ = ["PLACE", "Cells", "bits", "cells", "column_of"]

PLACE = ["table", "row", "column"]
"""Index of numbers and labels."""


_DIGITS = 10  # of a digest, hexadecimal: two different columns share them once in 10^12
_ENOUGH = 5  # finite numbers for a mean; the mean of fewer scatters too much


class Cells(NamedTuple):
    """Numbers, float64, and labels, texts; both are indexed by table, row and column.

    Series if they are of one run, frames with a column per run if they are of several.
    """

    numbers: pd.Series | pd.DataFrame
    labels: pd.Series | pd.DataFrame


def column_of(cell_column: str) -> str:
    """Return the column of a table behind a column of cells: "energy" of "energy" and of "energy, mean"."""
    return cell_column.split(", ", maxsplit=1)[0]


def bits(frame: pd.DataFrame) -> dict[str, str]:
    """Return a digest of the bits of every column, of its type and of the order of its rows."""
    return {str(name): _digest(frame[name]) for name in frame.columns}


def _digest(column: pd.Series) -> str:
    digest = hashlib.sha256(f"{column.dtype} {len(column)}".encode())
    if column.dtype.kind in "biuf":
        digest.update(np.ascontiguousarray(column.to_numpy()).tobytes())
    else:
        for entry in column:
            whole = entry.tobytes() if isinstance(entry, np.ndarray) else repr(entry).encode()
            digest.update(len(whole).to_bytes(8, "little") + whole)
    return digest.hexdigest()[:_DIGITS]


def cells(name: str, frame: pd.DataFrame, keys: Sequence[str], repeatability: Repeatability) -> Cells:
    """Return the cells of one table.

    Parameters
    ----------
    name : str
        Of the table.
    frame : DataFrame
        The table; left untouched.
    keys : sequence of str
        The columns that name a row. Their values make the names of rows.
    repeatability : Repeatability
        Which rows are summarized, and which keys are replaced by the place of their value.
    """
    rows = pd.Series(_row_names(frame, keys, repeatability), dtype=str)
    values = {
        str(column): frame[column].reset_index(drop=True) for column in frame.columns if column not in keys
    }
    columns = {
        place: part for column, series in values.items() for place, part in _flat(column, series).items()
    }
    if repeatability.summarized:
        columns, rows = _summarized(columns, rows)
    parts = [_split(name, rows, column, series) for column, series in columns.items()]
    return Cells(*(pd.concat(each) for each in zip(*parts, strict=True))) if parts else _none()


def _none() -> Cells:
    index = pd.MultiIndex.from_arrays([[], [], []], names=PLACE)
    return Cells(pd.Series([], index=index, dtype=float), pd.Series([], index=index, dtype=str))


def _row_names(frame: pd.DataFrame, keys: Sequence[str], repeatability: Repeatability) -> list[str]:
    """Return "dataset=stock_like n_kept#3" and the like; equal for rows that are summarized together."""
    kept = [key for key in keys if key not in repeatability.summarized]
    groups = [key for key in kept if key not in repeatability.by_place]
    places = frame[groups].copy()
    for key in repeatability.by_place:
        columns = frame[key] if places.empty else frame[key].groupby([places[each] for each in places])
        places[key] = columns.rank(method="dense").astype(int)
    texts = [
        [
            f"{key}{'#' if key in repeatability.by_place else '='}{_text(value)}"
            for value in places[key].tolist()
        ]
        for key in kept
    ]
    return [" ".join(row) for row in zip(*texts, strict=True)] if kept else ["all rows"] * len(frame)


def _text(value: object) -> str:
    return f"{value:.9g}" if isinstance(value, float) else str(value)


def _flat(column: str, series: pd.Series) -> dict[str, pd.Series]:
    """Return a column itself, or number, mean and standard deviation of the finite entries of each list in it."""
    if series.dtype.kind != "O" or not series.map(lambda entry: isinstance(entry, np.ndarray)).all():
        return {column: series}
    finite = [entry[np.isfinite(entry)].astype(float) for entry in series]
    return {
        f"{column}, entries": pd.Series([len(entry) for entry in finite]),
        f"{column}, mean of list": pd.Series([entry.mean() if len(entry) else np.nan for entry in finite]),
        f"{column}, deviation of list": pd.Series(
            [entry.std() if len(entry) else np.nan for entry in finite]
        ),
    }


def _summarized(columns: dict[str, pd.Series], rows: pd.Series) -> tuple[dict[str, pd.Series], pd.Series]:
    """Replace rows of one name by their number and mean and deviation of the numbers in each column."""
    by = rows.groupby(rows, sort=True)
    names = pd.Series(sorted(rows.unique()), dtype=str)
    summaries = {"rows": by.size().reset_index(drop=True)}
    for column, series in columns.items():
        if series.dtype.kind in "biuf":
            finite = series.astype(float).where(np.isfinite(series.astype(float)))
            group = finite.groupby(rows, sort=True)
            enough = group.count() >= by.size().clip(upper=_ENOUGH)
            for summary, values in (("mean", group.mean()), ("deviation", group.std(ddof=0))):
                summaries[f"{column}, {summary}"] = values.where(enough).reset_index(drop=True)
            if series.dtype.kind == "f":
                part = finite.notna().astype(float).groupby(rows, sort=True).mean()
                summaries[f"{column}, finite"] = part.reset_index(drop=True)
    return summaries, names


def _split(name: str, rows: pd.Series, column: str, series: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return numbers and labels of one column."""
    index = pd.MultiIndex.from_arrays([[name] * len(rows), rows, [column] * len(rows)], names=PLACE)
    if series.dtype.kind != "f":
        return pd.Series([], index=index[:0], dtype=float), pd.Series(
            series.map(str).to_numpy(), index=index, dtype=str
        )
    finite = np.isfinite(series.to_numpy())
    numbers = pd.Series(series.to_numpy(dtype=float)[finite], index=index[finite], dtype=float)
    labels = pd.Series(series[~finite].map(str).to_numpy(), index=index[~finite], dtype=str)
    return numbers, labels
