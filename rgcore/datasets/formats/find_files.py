"""Find the data files that a path of the config names."""

from difflib import get_close_matches
from pathlib import Path

from rgcore.cards import load_cards
from rgcore.datasets.size_limits import MINIMUM_VARIABLES
from rgcore.errors import InputError

__all__ = ["data_files", "variable_names"]


def data_files(path: str | Path) -> list[Path]:
    """Return the file, or the data files of the folder sorted by name, after checking that none is empty.

    In a folder only files of one supported type count; hidden files, subfolders and files of other endings (a README)
    are ignored.

    Raises
    ------
    InputError
        If the path does not exist, a file is empty or of no supported type, or the types of a folder differ.
    """
    place = Path(path).expanduser()
    if not place.exists():
        raise InputError(f"{place} must exist{_nearest_sibling(place)}")
    suffixes = [suffix for card in load_cards("rgcore.datasets.formats").values() for suffix in card.suffixes]
    files = _files_of_folder(place, suffixes) if place.is_dir() else [place]
    for file in files:
        if file.suffix.lower() not in suffixes:
            raise InputError(f"{file} must end in one of {' '.join(suffixes)}, found '{file.suffix}'")
        if file.stat().st_size == 0:
            raise InputError(f"{file} must hold data, but it is empty (0 bytes)")
    return files


def _files_of_folder(folder: Path, suffixes: list[str]) -> list[Path]:
    entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    files = [
        entry
        for entry in entries
        if entry.suffix.lower() in suffixes and entry.is_file() and not entry.name.startswith(".")
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


def variable_names(files: list[Path]) -> tuple[str, ...]:
    """Return the names of the files without ending, and without a last _word that all of them share."""
    stems = [file.stem for file in files]
    tails = {stem.rpartition("_")[2] for stem in stems}
    shared = len(stems) > 1 and len(tails) == 1 and all(stem.rpartition("_")[0] for stem in stems)
    return tuple(stem.rpartition("_")[0] for stem in stems) if shared else tuple(stems)
