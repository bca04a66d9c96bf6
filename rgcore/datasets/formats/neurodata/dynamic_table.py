"""Columns of a DynamicTable (HDMF's common schema), such as units, trials, electrodes or regions of interest.

A column is a dataset with one entry per row. A ragged one keeps the entries of all rows one after the other, and
``<name>_index`` where each row's end. A column may hold rows of another table (its attribute ``table``), references to
other objects, or codes of the words in its attribute ``elements``.
"""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from rgcore.datasets.formats.arrays.hdf5_links import (
    contents_of_group,
    has_link,
    item_within,
    refuse_outside_data,
)
from rgcore.datasets.formats.arrays.hdf5_tree import holds_references, is_group
from rgcore.datasets.messages import listing, nearest_first
from rgcore.errors import InputError

__all__ = ["checked_ends", "plain_columns", "ragged_column", "row_ids", "text_or_numbers"]

INDEX = "_index"


def row_ids(table: Any, where: str) -> np.ndarray:
    """Return the ids of the rows of a table, (n_rows,) integers; InputError if there are none, or one comes twice."""
    if not has_link(table, "id"):
        raise InputError(f"{where} must have the column id, found {', '.join(sorted(table))}")
    ids = _array(table, "id", where)
    if ids.ndim != 1 or ids.dtype.kind not in "iu":
        raise InputError(f"{where} must have integers as id, found {ids.dtype} of shape {ids.shape}")
    values, counts = np.unique(ids, return_counts=True)
    if (counts > 1).any():
        raise InputError(f"{where} must name each row once, but id {values[counts > 1][0]} comes twice")
    return ids


def plain_columns(table: Any, path: Path) -> dict[str, list[Any]]:
    """Return what a table holds about each row: the columns with one number, word or truth value per row.

    Of a column of rows of another table, such as the electrodes of a unit, the columns of that table come under
    ``<column>/<name>``: the common entry of the rows that are named, or all entries joined by +. Of a column of
    references to groups, ``<column>`` is the name of the group and ``<column>/location`` what it holds as such.
    """
    columns = {}
    items = {name: item for name, item in contents_of_group(table, path) if not is_group(item)}
    n_rows = items["id"].size
    for name, item in items.items():
        if name == "id" or name.endswith(INDEX) or item.attrs.get("neurodata_type") == "VectorIndex":
            continue
        if "table" in item.attrs:
            columns |= _of_rows_elsewhere(table, name, n_rows, path)
        elif name == "iscell" and item.shape == (
            n_rows,
            2,
        ):  # suite2p's: whether it is a cell, and how probable
            columns |= {"iscell": (_array(table, name, str(path))[:, 0] != 0).tolist()}
        elif item.shape == (n_rows,) and f"{name}{INDEX}" not in items:
            columns |= _of_references(name, item) if holds_references(item) else _plain(name, item, path)
    return columns


def ragged_column(table: Any, column: str, where: str, path: Path) -> list[tuple[Any, ...]]:
    """Return the entries of each row of a ragged column, such as the tags of epochs.

    Raises
    ------
    InputError
        If there is no such column, ragged or not; lists those that there are.
    """
    if not (has_link(table, column) and has_link(table, f"{column}{INDEX}")):
        held = listing(nearest_first(column, [*plain_columns(table, path), *_ragged(table)]), limit=20)
        raise InputError(f"{where} must have the column {column} of during, but it has {held}")
    entries = text_or_numbers(item_within(table, column, path), path)
    rows = [f"row {number}" for number in row_ids(table, where)]
    starts = checked_ends(table, column, len(entries), where, rows)
    return [tuple(entries[start:stop]) for start, stop in pairwise(starts)]


def _ragged(table: Any) -> list[str]:
    return [name for name in table if has_link(table, f"{name}{INDEX}")]


def text_or_numbers(item: Any, path: Path) -> list[Any]:
    """Return the entries of a dataset of one axis: words, numbers or truth values."""
    refuse_outside_data(item, path)
    values = np.asarray(item[()])
    if "elements" in item.attrs:  # codes of words
        words = [_decoded(word) for word in item.file[item.attrs["elements"]][()]]
        return [words[code] for code in values.tolist()]
    return [_decoded(entry) for entry in values.tolist()]


def checked_ends(table: Any, column: str, n_entries: int, where: str, names: Sequence[str]) -> np.ndarray:
    """Return where the entries of each row of a ragged column begin and end, (n_rows + 1,) int64.

    Parameters
    ----------
    table : h5py Group
    column : str
    n_entries : int
        Of all rows together.
    where : str
        Opens the message of an error.
    names : sequence of str
        Of the rows, for messages.

    Raises
    ------
    InputError
        If its index has another length, or does not ascend to the number of entries.
    """
    index = f"{column}{INDEX}"
    if not has_link(table, index):
        raise InputError(f"{where} must have the column {index}, found {', '.join(sorted(table))}")
    ends = _array(table, index, where)
    if ends.dtype.kind not in "iu" or ends.shape != (len(names),):
        raise InputError(
            f"{where} must have one {index} per id and all integers, found {ends.dtype} of shapes {ends.shape}, "
            f"({len(names)},)"
        )
    starts = np.concatenate([[0], ends]).astype(np.int64)
    falls = np.flatnonzero(np.diff(starts) < 0)
    if falls.size:
        row = int(falls[0])
        raise InputError(
            f"{where} must have a {index} that never falls, found {starts[row + 1]} after {starts[row]} "
            f"in row {row + 1} ({names[row]})"
        )
    if starts[-1] != n_entries:
        raise InputError(
            f"{where} must have a {index} that ends with the number of {column}, {n_entries}, found {starts[-1]}"
        )
    return starts


def _array(table: Any, column: str, where: str) -> np.ndarray:
    """Return a column whole; InputError if it lies outside the file, or leads nowhere."""
    item = item_within(table, column, where)
    if item is None or is_group(item):
        raise InputError(f"{where} must have the column {column} as an array")
    refuse_outside_data(item, where)
    return np.asarray(item[()])


def _plain(name: str, item: Any, path: Path) -> dict[str, list[Any]]:
    is_text = item.dtype.kind in "SU" or item.dtype.kind == "O"
    return {name: text_or_numbers(item, path)} if is_text or item.dtype.kind in "biuf" else {}


def _of_references(name: str, item: Any) -> dict[str, list[Any]]:
    """Return the names of the groups that a column refers to, and their locations where they have one."""
    found = [item.file[reference] if reference else None for reference in item[()]]
    columns = {name: ["" if group is None else group.name.rpartition("/")[2] for group in found]}
    places = [None if group is None else _location(group) for group in found]
    return columns | ({f"{name}/location": [place or "" for place in places]} if any(places) else {})


def _location(group: Any) -> str | None:
    if "location" in group.attrs:
        return _decoded(group.attrs["location"])
    if is_group(group) and has_link(group, "location") and not is_group(group["location"]):
        return _decoded(group["location"][()])
    return None


def _of_rows_elsewhere(table: Any, name: str, n_rows: int, path: Path) -> dict[str, list[Any]]:
    """Return the columns of another table at the rows that a column, ragged or not, holds."""
    where, item = f"{table.name.strip('/')} of {path}", item_within(table, name, path)
    rows = _array(table, name, where)
    if has_link(table, f"{name}{INDEX}"):
        starts = checked_ends(table, name, rows.size, where, [f"row {row}" for row in range(n_rows)])
    else:
        starts = np.arange(n_rows + 1)
    other = item_within(item.file, item.file[item.attrs["table"]].name, path)
    n_others = len(_array(other, "id", where))
    if rows.size and not (rows.min() >= 0 and rows.max() < n_others):
        raise InputError(
            f"{where} must hold rows of a table of {n_others} in {name}, found {rows.min()} to {rows.max()}"
        )
    columns = {}
    for key, entry in contents_of_group(other, path):
        if is_group(entry) or "table" in entry.attrs or entry.shape != (n_others,):
            continue
        if key.endswith(INDEX) or has_link(other, f"{key}{INDEX}") or holds_references(entry):
            continue
        values = text_or_numbers(entry, path)
        parts = [rows[start:stop].tolist() for start, stop in pairwise(starts)]
        columns[f"{name}/{key}"] = [_common([values[row] for row in part]) for part in parts]
    return columns


def _common(entries: list[Any]) -> Any:
    """Return the one entry, or several as text joined by +."""
    different = list(dict.fromkeys(entries))
    if not different:
        return ""
    return different[0] if len(different) == 1 else "+".join(map(str, different))


def _decoded(entry: Any) -> Any:
    return entry.decode(errors="replace") if isinstance(entry, bytes) else entry
