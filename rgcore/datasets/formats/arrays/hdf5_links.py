"""What of an HDF5 file lies in the file itself: nothing outside it is read, because only the file is hashed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rgcore.errors import InputError

__all__ = ["contents_of_group", "has_link", "item_within", "lies_outside", "refuse_outside_data"]

MOST_LINKS = 16  # one after the other; HDF5's own limit


def lies_outside(dataset: Any) -> bool:
    """Return whether the numbers of a dataset lie in other files."""
    return bool(dataset.external) or dataset.is_virtual


def refuse_outside_data(dataset: Any, path: Path) -> None:
    """Raise InputError if the numbers of a dataset lie in other files: external storage, or a virtual dataset."""
    if not lies_outside(dataset):
        return
    if dataset.external:
        kind, elsewhere = "in external storage", dataset.external[0][0]
    else:
        kind, elsewhere = "of a virtual dataset", dataset.virtual_sources()[0].file_name
        elsewhere = "other parts of it" if elsewhere == "." else elsewhere
    raise InputError(
        f"{path} must hold its numbers itself, but those of {dataset.name.strip('/')} are {kind}, in {elsewhere}: "
        "copy them into one file, such as with h5repack"
    )


def contents_of_group(group: Any, path: Path) -> Iterator[tuple[str, Any]]:
    """Yield the names in a group, sorted, and what they stand for; links are followed within the file alone.

    Raises
    ------
    InputError
        If a link leads out of the file.
    """
    for key in sorted(group):
        if (item := _linked(group, key, path)) is not None:
            yield key, item


def item_within(file: Any, name: str, path: Path) -> Any:
    """Return the dataset or group that a path inside the file leads to; None if it leads nowhere.

    Raises
    ------
    InputError
        If a link on the way leads out of the file.
    """
    return _follow(file, name, path, 0)


def has_link(group: Any, key: str) -> bool:
    """Return whether a group has a name, without following a link (which ``key in group`` does)."""
    return group.id.links.exists(key.encode())


def _linked(group: Any, key: str, path: Path, n_links: int = 0) -> Any:
    """Return what a name in a group stands for, None if a link leads nowhere."""
    import h5py  # noqa: PLC0415  (a quarter of a second that parsing a workflow need not pay)

    if n_links > MOST_LINKS or not has_link(group, key):
        return None
    link = group.get(key, getlink=True)
    if isinstance(link, h5py.ExternalLink):
        raise InputError(
            f"{path} must hold its numbers itself, but {f'{group.name}/{key}'.strip('/')} is a link to "
            f"{link.filename}: copy them into one file"
        )
    if not isinstance(link, h5py.SoftLink):
        return group[key]
    place = group.file if link.path.startswith("/") else group
    return _follow(place, link.path, path, n_links + 1)


def _follow(place: Any, name: str, path: Path, n_links: int) -> Any:
    for part in [part for part in name.split("/") if part not in ("", ".")]:
        place = _linked(place, part, path, n_links) if hasattr(place, "keys") else None
        if place is None:
            return None
    return place
