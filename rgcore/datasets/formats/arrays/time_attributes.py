"""The unit of times, where a file states it: in an attribute, in the name of an array, or in a word beside it."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rgcore.datasets.formats.arrays.hdf5_links import item_within
from rgcore.errors import InputError

__all__ = [
    "common_time_unit",
    "stated_time_unit",
    "time_unit_of_name",
    "time_unit_of_word",
    "unit_attribute",
    "without_time_unit",
]

ATTRIBUTES = ("units", "unit")
UNITS = {
    "s": ("s", "sec", "secs", "second", "seconds"),
    "ms": ("ms", "msec", "msecs", "millisecond", "milliseconds"),
    "us": ("us", "\N{MICRO SIGN}s", "\N{GREEK SMALL LETTER MU}s", "usec", "microsecond", "microseconds"),
    "samples": ("sample", "samples"),
}
OTHER_UNITS = ("ns", "nanoseconds", "min", "minutes", "hours", "ticks", "frames")  # that no key can name
SPELLINGS = {spelling: unit for unit, spellings in UNITS.items() for spelling in spellings} | {
    word: word for word in OTHER_UNITS
}
OF_TIMES = (
    "s",
    "us",
    "min",
    "ticks",
    "frames",
    "sample",
    "samples",
)  # at the end of names that hold "time" or "spike"
_WORDS = "|".join(sorted(map(re.escape, SPELLINGS), key=len, reverse=True))
IN_BRACKETS = re.compile(rf"[(\[{{]\s*({_WORDS})\s*[)\]}}]$")
AT_END = re.compile(rf"[_\s.-]({_WORDS})$")
CAPITAL = re.compile(r"(?<=[a-z])(?=(?:Ms|Sec|Seconds|Us|Samples)$)")  # as in spikeTimesMs


def unit_attribute(item: Any) -> str | None:
    """Return what the attribute ``units`` of a dataset of HDF5 holds, in words; None if there is none."""
    value = next((item.attrs[key] for key in ATTRIBUTES if key in item.attrs), None)
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    return None if value is None else str(value)


def stated_time_unit(path: Path, names: Sequence[str], written: str | None = None) -> str | None:
    """Return s, ms, us or samples from the attribute ``units`` of datasets in an HDF5 file; None where none has it.

    Parameters
    ----------
    path : Path
        A file of any format; others than HDF5 have no attributes.
    names : sequence of str
        Paths of datasets inside the file; one that is not there has no attribute.
    written : str or None
        The unit that the config names.

    Raises
    ------
    InputError
        If a unit is no unit of time, or two differ, and the config names none.
    """
    import h5py  # noqa: PLC0415  (a quarter of a second that parsing a workflow need not pay)

    if not h5py.is_hdf5(path):
        return None
    with h5py.File(path, "r") as file:
        items = {name: item_within(file, name, path) for name in names}
        units = {name: unit_attribute(item) for name, item in items.items() if item is not None}
    return common_time_unit(units, path, written)


def time_unit_of_name(name: str) -> str | None:
    """Return the unit that the name of an array or a column ends in, such as spike_time_ms or "time (ms)".

    It is s, ms, us or samples, or a word that no key can name, such as minutes; None if there is none.
    """
    text = CAPITAL.sub("_", name.strip()).lower()
    if found := IN_BRACKETS.search(text):
        return SPELLINGS[found[1]]
    found = AT_END.search(text)
    if found is None or (found[1] in OF_TIMES and not re.search("time|spike", text)):
        return None
    return SPELLINGS[found[1]]


def without_time_unit(name: str) -> str:
    """Return the name of an array or a column without the unit that it ends in, in small letters."""
    text = CAPITAL.sub("_", name.strip()).lower()
    return AT_END.sub("", IN_BRACKETS.sub("", text)).strip()


def time_unit_of_word(words: str) -> str | None:
    """Return the unit that a word stands for, as :func:`time_unit_of_name`; None if it is no unit of time."""
    return SPELLINGS.get(words.strip().lower())


def common_time_unit(stated: Mapping[str, str | None], path: Path, written: str | None = None) -> str | None:
    """Return the unit of time that words on several datasets stand for; None if there is no word on any.

    Raises
    ------
    InputError
        If a word is no unit of time, or two units differ, and the config has ``written`` none.
    """
    if written is not None:
        words = {each for each in stated.values() if each is not None}
        return time_unit_of_word(words.pop()) if len(words) == 1 else None
    found: dict[str, str] = {}
    for name, words in stated.items():
        if words is not None:
            found.setdefault(_unit(words, name, path), name)
    if len(found) > 1:
        (one, first), (other, second) = list(found.items())[:2]
        raise InputError(
            f"{path} must state one unit of time, but {first} is in {one} and {second} in {other}: write "
            "time_unit if all are in the same one, or save them in seconds"
        )
    return next(iter(found), None)


def _unit(words: str, name: str, path: Path) -> str:
    for unit, spellings in UNITS.items():
        if words.strip().lower() in spellings:
            return unit
    raise InputError(
        f"{path} must state a unit of time for {name}, but its attribute is {words!r}: write time_unit, one of s, "
        "ms, us and samples"
    )
