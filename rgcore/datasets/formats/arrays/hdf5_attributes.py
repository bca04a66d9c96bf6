"""What attributes of HDF5 hold about a list of times: those of its dataset, and those of the group that it lies in."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from rgcore.datasets.formats.arrays.time_attributes import ATTRIBUTES, time_unit_of_word
from rgcore.datasets.formats.arrays.words_beside import RATES, UNITS

__all__ = ["attributes_of_list", "columns_of_attributes", "rates_among", "unit_among"]

OTHERS = (
    "CLASS",
    "NAME",
    "DIMENSION_",
    "REFERENCE_LIST",
    "MATLAB_",
    "H5PATH",
    "TITLE",
    "VERSION",
    "_Fill",
    "_Netcdf",
)


def attributes_of_list(item: Any) -> dict[str, str | float]:
    """Return the attributes of a dataset and of its group, those at the top of the file apart: one word or number each.

    Of an attribute that both have, that of the dataset counts.
    """
    holders = [item] if item.parent.name == "/" else [item.parent, item]
    return {
        name: entry for each in holders for name in each.attrs if (entry := _single(each, name)) is not None
    }


def columns_of_attributes(each: Sequence[Mapping[str, str | float]]) -> dict[str, list[str] | list[float]]:
    """Return the attributes of several lists by name, one entry per list, those that only state units or rates apart.

    A list without an attribute has NaN in a column of numbers, and no word in others.
    """
    names = dict.fromkeys(name for attributes in each for name in attributes)
    columns = {}
    for name in names:
        if name.lower() in (*ATTRIBUTES, *UNITS, *RATES):
            continue
        numbers = all(isinstance(attributes.get(name, 0.0), float | int) for attributes in each)
        columns[name] = [attributes.get(name, np.nan if numbers else "") for attributes in each]
    return columns


def unit_among(attributes: Mapping[str, str | float]) -> str | None:
    """Return the word for a unit of time among attributes, in words; None if there is none."""
    words = (value for name, value in attributes.items() if name.lower() in UNITS and isinstance(value, str))
    return next((word for word in words if time_unit_of_word(word) is not None), None)


def rates_among(each: Sequence[Mapping[str, str | float]]) -> dict[str, float]:
    """Return the numbers of samples per second (Hz) that all lists have as the same attribute."""
    found: dict[str, set[float]] = {}
    for attributes in each:
        for name, value in attributes.items():
            if name.lower() in RATES and not isinstance(value, str) and value > 0:
                found.setdefault(name, set()).add(float(value))
    return {name: rates.pop() for name, rates in found.items() if len(rates) == 1}


def _single(item: Any, name: str) -> str | float | None:
    if name.startswith(OTHERS):
        return None
    entries = np.asarray(item.attrs[name]).ravel()
    if entries.size != 1 or entries.dtype.kind not in "biufSUO":
        return None
    entry = entries[0]
    if isinstance(entry, bytes):
        return entry.decode(errors="replace")
    if isinstance(entry, str):
        return str(entry)
    return float(entry) if entries.dtype.kind in "biuf" else None
