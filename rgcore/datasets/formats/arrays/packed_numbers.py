"""Numbers that a dataset of HDF5 holds in another unit, and entries in it that mark missing ones, by its attributes.

The attributes ``scale_factor``, ``add_offset``, ``_FillValue`` and ``missing_value`` are those of netCDF (CF
Conventions 1.11, sections 2.5.1 and 8.1): numbers are stored * scale_factor + add_offset, and marks are of what is
stored. ``conversion`` and ``offset`` are those of ``data`` of a TimeSeries of NWB, which may have one
``channel_conversion`` per column beside them.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from rgcore.datasets.formats.arrays.hdf5_links import has_link, item_within, refuse_outside_data
from rgcore.errors import InputError

__all__ = ["Packing", "packing_of"]

NETCDF, NWB = ("scale_factor", "add_offset"), ("conversion", "offset")
MARKS = ("_FillValue", "missing_value")
PER_COLUMN = "channel_conversion"


@dataclass(frozen=True, slots=True, kw_only=True)
class Packing:
    """How numbers follow from stored entries: number = stored * scale + offset, NaN where stored is one of the marks.

    ``per_column`` (n_columns,) are further factors, None for none; ``notes`` are phrases on what is done.
    """

    scale: float = 1.0
    offset: float = 0.0
    marks: tuple[float, ...] = ()
    per_column: np.ndarray | None = None
    notes: tuple[str, ...] = ()

    def applied(self, stored: np.ndarray, columns: slice = slice(None)) -> np.ndarray:
        """Return stored entries, of some columns if there is a second axis, as fresh float64 numbers."""
        numbers = stored.astype(np.float64)
        for mark in self.marks:
            numbers[stored == np.asarray(mark).astype(stored.dtype)] = np.nan
        numbers *= self.scale
        if self.per_column is not None:
            numbers *= self.per_column[columns]
        numbers += self.offset
        return numbers


def packing_of(item: Any, path: Path) -> Packing | None:
    """Return what the attributes of a dataset state; None if its numbers are as they are stored.

    Raises
    ------
    InputError
        If an attribute is no number.
    """
    if item.shape is None or item.dtype.kind not in "biuf":
        return None
    name = item.name.strip("/")
    marks = tuple(
        float(mark)
        for key in MARKS
        if key in item.attrs
        for mark in np.ravel(_numbers(item, key, path))
        if not np.isnan(mark) and _fits(mark, item.dtype)
    )
    marks, notes = tuple(dict.fromkeys(marks)), []
    if marks:
        notes.append(
            f"{' and '.join(f'{mark:.12g}' for mark in marks)} in {name} marks a missing entry (missing)"
        )
    scale, offset, made = _scale_and_offset(item, name, path)
    per_column = _per_column(item, path)
    if per_column is not None:
        made = (*made, f"each column of {name} is multiplied by its factor ({PER_COLUMN} or {NWB[0]})")
    if not (marks or made):
        return None
    return Packing(scale=scale, offset=offset, marks=marks, per_column=per_column, notes=(*notes, *made))


def _scale_and_offset(item: Any, name: str, path: Path) -> tuple[float, float, tuple[str, ...]]:
    of_series = name.rpartition("/")[2] == "data" and np.size(item.attrs.get(NWB[0], ())) == 1
    keys = [NETCDF, NWB] if of_series else [NETCDF]
    for factor, term in keys:
        scale, offset = _one_number(item, factor, 1.0, path), _one_number(item, term, 0.0, path)
        if (scale, offset) != (1.0, 0.0):
            made = f"array {name} is multiplied by {scale:g} and {offset:g} is added, as its {factor} and {term} state"
            return scale, offset, (made,)
    return 1.0, 0.0, ()


def _one_number(item: Any, key: str, default: float, path: Path) -> float:
    if key not in item.attrs:
        return default
    numbers = np.ravel(_numbers(item, key, path))
    if numbers.size == 1 and np.isnan(numbers[0]):  # some files of NWB, for a factor that nobody stated
        return default
    if numbers.size != 1 or not np.isfinite(numbers[0]) or (key in (NETCDF[0], NWB[0]) and not numbers[0]):
        raise InputError(
            f"{path} must state one number as {key} of {item.name.strip('/')}, found {numbers}: save the numbers "
            "themselves"
        )
    return float(numbers[0])


def _numbers(item: Any, key: str, path: Path) -> np.ndarray:
    try:
        return np.asarray(item.attrs[key]).astype(np.float64)
    except (TypeError, ValueError):
        raise InputError(
            f"{path} must state a number as {key} of {item.name.strip('/')}, found {item.attrs[key]!r}: save the "
            "numbers themselves"
        ) from None


def _fits(mark: float, dtype: np.dtype) -> bool:
    """Return whether a stored entry can be the mark at all."""
    if dtype.kind == "f":
        return True
    return dtype.kind != "b" and bool(np.iinfo(dtype).min <= mark <= np.iinfo(dtype).max)


def _per_column(item: Any, path: Path) -> np.ndarray | None:
    """Return the factors of the columns of a series of NWB, None if there are none or all are 1."""
    place, _, last = item.name.rpartition("/")
    if np.size(item.attrs.get(NWB[0], ())) > 1:
        numbers = _numbers(item, NWB[0], path).ravel()
    elif last == "data" and place and has_link(item.parent, PER_COLUMN):
        factors = item_within(item.parent, PER_COLUMN, path)
        refuse_outside_data(factors, path)
        numbers = np.asarray(factors[()], dtype=np.float64).ravel()
    else:
        return None
    if item.ndim != 2 or numbers.size != item.shape[1]:
        raise InputError(
            f"{path} must hold one factor ({PER_COLUMN} or {NWB[0]}) per column of {item.name.strip('/')}, found "
            f"{numbers.size} for shape {item.shape}"
        )
    return None if (numbers == 1).all() else numbers
