"""Which array of a file, or column of a table, is read."""

from pathlib import Path

from rgcore.datasets.messages import listing, nearest_first, shortened
from rgcore.errors import InputError

__all__ = ["choose_array"]


def choose_array(path: Path, array: str | None, names: list[str]) -> str:
    """Return the name of the array to read: the one named, or the only one.

    Raises
    ------
    InputError
        If it is not in the file, or none is named and there are several; lists those that are there.
    """
    if array is None and len(names) == 1:
        return names[0]
    if array is None:
        raise InputError(f"array must name the array of {path} to read; it holds {listing(names) or 'none'}")
    if array.strip("/") in names:
        return array.strip("/")
    held = listing(nearest_first(array, names)) or "no array"
    raise InputError(f"{path} must hold the array {shortened(array)}, but it holds {held}")
