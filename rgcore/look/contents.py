"""What a file holds: arrays with shape, type, range and first values, or the columns of a table."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from rgcore.arguments.entry_types import entries_in_words
from rgcore.datasets.formats.broken_files import report_broken_file
from rgcore.datasets.formats.format_of_file import known_format
from rgcore.datasets.formats.hdf5 import is_hdf5, open_hdf5
from rgcore.datasets.formats.open_file import read_table
from rgcore.datasets.messages import listing, shortened
from rgcore.datasets.select_variables import VariableTable
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError, cut_short, one_line

__all__ = [
    "array_shapes",
    "columns_of_table",
    "contents_of_arrays",
    "first_lines",
    "first_part",
    "read_in_parts",
]

MOST_LINES = 12  # on arrays, columns or attributes
MOST_ENTRIES = 10**6  # of an array, whose range is given
LARGEST_IN_MEMORY = 2 * 10**8  # bytes of arrays that are unpacked whole
N_SHOWN = 4  # first values
NOT_SHOWN = ("namespace", "object_id", "neurodata_type")  # attributes of all that an NWB file holds
LONGEST_LINE = 100  # characters


def array_shapes(path: Path) -> dict[str, tuple[int, ...]]:
    """Return the shapes of all arrays of a file by name, from headers alone; none of a table."""
    card = known_format(path)
    if card is None or card.arrays is None:
        return {}
    with report_broken_file(path):
        return card.arrays.shapes(path)


def contents_of_arrays(path: Path, shapes: dict[str, tuple[int, ...]]) -> Iterator[str]:
    """Yield a line about each array, of many the largest, and about each attribute of an HDF5 file.

    Parameters
    ----------
    path : Path
        A file of a format with arrays.
    shapes : dict
        As :func:`array_shapes` returns them.
    """
    in_parts, names = read_in_parts(path, shapes), list(shapes)
    if len(names) > MOST_LINES:
        names.sort(key=lambda name: -math.prod(shapes[name]))
    yield from _first_of(
        [_line_on_array(path, name, shapes[name], in_parts) for name in names[:MOST_LINES]], len(shapes)
    )
    if is_hdf5(path):
        attributes = list(_attributes(path))
        yield from _first_of(attributes[:MOST_LINES], len(attributes))


def columns_of_table(path: Path, settings: DatasetSettings) -> Iterator[str]:
    """Yield a line about each column of a table: name, type, range and first values.

    Raises
    ------
    InputError
        If the table cannot be read with these settings.
    """
    frame, _ = read_table(path, settings)
    lines = []
    for column in frame.columns[:MOST_LINES]:
        entries = frame[column]
        numeric = entries.dtype.kind in "biuf"
        extent = f", {_range(entries.to_numpy())}" if numeric else ""
        lines.append(
            f"{shortened(str(column))}: {_type_of(entries.dtype)}{extent}; "
            f"{_listed(entries.head(N_SHOWN), len(entries))}"
        )
    yield f"{len(frame)} rows of {len(frame.columns)} columns"
    yield from _first_of(lines, len(frame.columns))


def _type_of(dtype: Any) -> str:
    """Return what a type of pandas is called here."""
    if isinstance(dtype, np.dtype):
        return entries_in_words(dtype)
    return {"str": "text", "string": "text", "category": "words or numbers of a few kinds"}.get(
        str(dtype), str(dtype)
    )


def first_lines(path: Path) -> Iterator[str]:
    """Yield the first lines of a file of text as they stand."""
    with path.open("rb") as file:
        lines = file.read(2**12).decode(errors="replace").splitlines()[:N_SHOWN]
    yield from (one_line(cut_short(line, LONGEST_LINE)) for line in lines)


def _line_on_array(path: Path, name: str, shape: tuple[int, ...], in_parts: bool) -> str:
    line = f"{shortened(name)}: {' x '.join(map(str, shape)) or 'one value'}"
    if not in_parts:
        return line
    try:
        with report_broken_file(path):
            array = known_format(path).arrays.array(path, name)
        if array.dtype.kind not in "biuf":
            return f"{line}, {entries_in_words(array.dtype)}"
        part = array.numbers(first_part(array.shape, MOST_ENTRIES)) if array.shape else array.numbers()
    except InputError as mistake:
        opening = f"{shortened(name)}:" if 0 in shape else f"{line},"
        return f"{opening} {str(mistake).partition(', found ')[2] or mistake}"
    finite = f", {_range(part)}" if part.size else ""
    beginning = "" if part.size == np.prod(array.shape) else f" (of {part.size} entries)"
    return f"{line} {array.dtype}{finite}{beginning}; {_listed(part.ravel()[:N_SHOWN], part.size)}"


def lines_on_trains(trains: VariableTable) -> Iterator[str]:
    """Yield the names of spike trains, and about each column that ``select`` can use its most frequent entries."""
    yield f"{len(trains.names)} spike trains: {listing(trains.names, N_SHOWN)}"
    for column, entries in list(trains.columns.items())[:MOST_LINES]:
        numbers = Counter(map(str, entries)).most_common()
        shown = [f"{shortened(one_line(entry))} ({number})" for entry, number in numbers]
        yield f"select by {column}: {listing(shown, N_SHOWN)}"


def first_part(shape: tuple[int, ...], most: int) -> tuple[slice, ...]:
    """Return slices of at most so many entries of an array: whole axes, except that the longest one is cut."""
    longest = max(range(len(shape)), key=shape.__getitem__)
    others = math.prod(extent for axis, extent in enumerate(shape) if axis != longest)
    cut = max(1, most // max(1, others))
    return tuple(
        slice(0, min(extent, cut) if axis == longest else extent) for axis, extent in enumerate(shape)
    )


def read_in_parts(path: Path, shapes: dict[str, tuple[int, ...]]) -> bool:
    """Return whether the beginning of an array of this file is read without all of it, or all of it is small."""
    n_bytes = 8 * sum(map(math.prod, shapes.values()))
    return known_format(path).arrays.one_per_file or is_hdf5(path) or n_bytes <= LARGEST_IN_MEMORY


def _range(values: np.ndarray) -> str:
    values = values[np.isfinite(values.astype(float))]
    return f"{values.min():.6g} to {values.max():.6g}" if values.size else "no finite entry"


def _listed(values: Iterable[Any], n_all: int) -> str:
    shown = [
        f"{value:.6g}" if isinstance(value, (float, np.floating)) else shortened(one_line(str(value)))
        for value in values
    ]
    return ", ".join(shown) + (", ..." if n_all > len(shown) else "")


def _first_of(lines: list[str], n_all: int) -> Iterator[str]:
    yield from lines
    if n_all > len(lines):
        yield f"and {n_all - len(lines)} more"


def _attributes(path: Path) -> Iterator[str]:
    """Yield the attributes of groups and datasets that hold a text or a number."""
    found: list[str] = []

    def note(name: str, item: Any) -> None:
        for key in item.attrs:
            value = item.attrs[key]
            value = value.decode(errors="replace") if isinstance(value, bytes) else value
            if (
                np.ndim(value) == 0
                and isinstance(value, (str, int, float, np.number))
                and not name.startswith("#")
                and key not in NOT_SHOWN
            ):
                found.append(f"{shortened(name or '/')} has {key} = {shortened(one_line(str(value)))}")

    with report_broken_file(path), open_hdf5(path) as file:
        note("", file)
        file.visititems(note)
    yield from found
