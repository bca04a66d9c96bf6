"""The unit of times, where a file states it."""

from collections.abc import Sequence
from pathlib import Path

from rgcore.datasets.formats.arrays.hdf5_links import item_within
from rgcore.errors import InputError

__all__ = ["stated_time_unit"]

ATTRIBUTES = ("units", "unit")
UNITS = {
    "s": ("s", "sec", "secs", "second", "seconds"),
    "ms": ("ms", "msec", "msecs", "millisecond", "milliseconds"),
    "us": ("us", "\N{MICRO SIGN}s", "\N{GREEK SMALL LETTER MU}s", "usec", "microsecond", "microseconds"),
    "samples": ("sample", "samples"),
}


def stated_time_unit(path: Path, names: Sequence[str]) -> str | None:
    """Return s, ms, us or samples from the attribute ``units`` of datasets in an HDF5 file; None where none has it.

    Parameters
    ----------
    path : Path
        A file of any format; others than HDF5 have no attributes.
    names : sequence of str
        Paths of datasets inside the file; one that is not there has no attribute.

    Raises
    ------
    InputError
        If a unit is no unit of time, or two differ.
    """
    import h5py  # noqa: PLC0415  (a quarter of a second that parsing a workflow need not pay)

    if not h5py.is_hdf5(path):
        return None
    found: dict[str, str] = {}
    with h5py.File(path, "r") as file:
        for name in names:
            item = item_within(file, name, path)
            text = (
                None
                if item is None
                else next((item.attrs[key] for key in ATTRIBUTES if key in item.attrs), None)
            )
            if text is not None:
                found.setdefault(_unit(text, name, path), name)
    if len(found) > 1:
        (one, first), (other, second) = list(found.items())[:2]
        raise InputError(
            f"{path} must state one unit of time, but {first} is in {one} and {second} in {other}"
        )
    return next(iter(found), None)


def _unit(text: object, name: str, path: Path) -> str:
    words = text.decode(errors="replace") if isinstance(text, bytes) else str(text)
    for unit, spellings in UNITS.items():
        if words.strip().lower() in spellings:
            return unit
    raise InputError(
        f"{path} must state a unit of time for {name}, but its attribute is {words!r}: write time_unit, one of s, "
        "ms, us and samples"
    )
