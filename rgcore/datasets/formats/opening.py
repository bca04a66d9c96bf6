"""Finding data files, and turning whatever a parser raises into one sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path

from rgcore.datasets.checks.limits import MINIMUM_VARIABLES
from rgcore.datasets.naming import listing, nearest_first
from rgcore.errors import InputError

__all__ = ["choose_array", "data_files", "reading", "variable_names"]

ENDINGS = (".parquet", ".csv", ".npy", ".npz", ".mat", ".h5", ".hdf5", ".nwb")


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Report any failure inside as: the file is not whole or not of its type.

    The libraries raise what they like at broken bytes (OSError, struct.error, zlib.error, TypeError, ...).
    """
    try:
        yield
    except InputError:
        raise
    except Exception as error:
        reason = (str(error).strip() or type(error).__name__).splitlines()[0]
        kind = path.suffix.lower()
        raise InputError(f"{path} must be a whole {kind} file, but reading it failed: {reason}") from error


def data_files(path: str | Path) -> list[Path]:
    """Return the file, or the data files of the folder sorted by name, after looking that none is empty.

    In a folder only files of one supported type count; hidden files, subfolders and files of other endings
    (a README) are passed over.

    Raises
    ------
    InputError
        If the path does not exist, a file is empty or of no supported type, or the types of a folder differ.
    """
    place = Path(path).expanduser()
    if not place.exists():
        raise InputError(f"{place} must exist{_nearest_sibling(place)}")
    files = _files_of_folder(place) if place.is_dir() else [place]
    for file in files:
        if file.suffix.lower() not in ENDINGS:
            raise InputError(f"{file} must end in one of {' '.join(ENDINGS)}, found '{file.suffix}'")
        if file.stat().st_size == 0:
            raise InputError(f"{file} must hold data, but it is empty (0 bytes)")
    return files


def _files_of_folder(folder: Path) -> list[Path]:
    entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    files = [
        entry
        for entry in entries
        if entry.suffix.lower() in ENDINGS and entry.is_file() and not entry.name.startswith(".")
    ]
    types = sorted({file.suffix.lower() for file in files})
    if len(types) != 1:
        found = " and ".join(types) if types else "none"
        raise InputError(f"folder {folder} must hold data files of one type, found {found}")
    if len(files) < MINIMUM_VARIABLES:
        raise InputError(
            f"folder {folder} must hold one file per variable, at least two, found {files[0].name}"
        )
    return files


def _nearest_sibling(place: Path) -> str:
    if not place.parent.is_dir():
        return f", but there is not even the folder {place.parent}"
    names = sorted(entry.name for entry in place.parent.iterdir() if not entry.name.startswith("."))
    near = get_close_matches(place.name, names, n=1)
    folder = place.parent.absolute()
    return f" in {folder}; did you mean {near[0]}?" if near else f" in {folder}"


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
        raise InputError(f"array must say which array of {path} to read; it holds {listing(names) or 'none'}")
    if array.strip("/") in names:
        return array.strip("/")
    held = listing(nearest_first(array, names)) or "no array"
    raise InputError(f"{path} must hold the array {array}, but it holds {held}")


def variable_names(files: list[Path]) -> tuple[str, ...]:
    """Return the names of the files without ending, and without a last _word that all of them share."""
    stems = [file.stem for file in files]
    tails = {stem.rpartition("_")[2] for stem in stems}
    shared = len(stems) > 1 and len(tails) == 1 and all(stem.rpartition("_")[0] for stem in stems)
    return tuple(stem.rpartition("_")[0] for stem in stems) if shared else tuple(stems)
