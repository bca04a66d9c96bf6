"""Words and single numbers beside arrays that state what these are: a unit of time, a sampling rate.

Such are ``units = 'ms'`` in a .npz or .mat file, and the attributes ``time_units`` or ``sampling_rate`` of a group.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from rgcore.datasets.formats.arrays.hdf5_links import item_within, lies_outside

__all__ = ["RATES", "UNITS", "is_of_interest", "single_entries", "words_of_group"]

UNITS = ("units", "unit", "time_unit", "time_units", "timeunit", "timeunits")
RATES = (
    *(
        "sampling_rate",
        "frame_rate",
        "framerate",
        "sample_rate",
        "samplingrate",
        "samplerate",
        "sampling_frequency",
        "samplingfrequency",
    ),
    *("fs", "sr", "srate"),
)
LONGEST = 40  # characters of a word


def is_of_interest(name: str) -> bool:
    """Return whether a name is one of a unit or of a sampling rate."""
    return name.lower() in (*UNITS, *RATES)


def words_of_group(file: Any, group: str, path: Path) -> dict[str, Any]:
    """Return what attributes and datasets of an HDF5 file state, at its top and in all groups that lead to one."""
    found: dict[str, Any] = {}
    for item in _on_the_way(file, group, path):
        found |= {name: item.attrs[name] for name in item.attrs if is_of_interest(name)}
        for name in filter(is_of_interest, getattr(item, "keys", tuple)()):
            dataset = item_within(item, name, path)
            if hasattr(dataset, "shape") and dataset.shape is not None and not lies_outside(dataset):
                found[name] = _matlab_text(dataset) if dataset.size <= LONGEST else None
    return single_entries(found)


def _on_the_way(file: Any, group: str, path: Path) -> Iterator[Any]:
    place, parts = file, [part for part in group.split("/") if part]
    yield place
    for part in parts:
        place = item_within(place, part, path) if hasattr(place, "keys") else None
        if place is None:
            return
        yield place


def _matlab_text(dataset: Any) -> Any:
    """Return what a dataset holds; the characters of a text of MATLAB's v7.3 as a word."""
    values = dataset[()]
    if dataset.attrs.get("MATLAB_class") == b"char":
        return "".join(map(chr, np.ravel(values)))
    return values


def single_entries(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return the entries of unit and rate that are one word (str) or one real number (float), by name."""
    single = {}
    for name, value in found.items():
        if not is_of_interest(name):
            continue
        entries = np.asarray(value).ravel()
        if entries.size != 1 or entries.dtype.kind not in "iufSUO":
            continue
        entry = entries[0]
        entry = entry.decode(errors="replace") if isinstance(entry, bytes) else entry
        if isinstance(entry, str) or entries.dtype.kind in "iuf":
            single[name] = str(entry) if isinstance(entry, str) else float(entry)
    return single
