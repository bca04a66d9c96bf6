"""Find the data files that a path of the config names."""

import os
import re
import stat
from difflib import get_close_matches
from pathlib import Path

from rgcore.cards import load_cards
from rgcore.datasets.decisions import Decisions
from rgcore.datasets.folders.cards import FolderCard
from rgcore.datasets.folders.no_data import refuse_replaced_file
from rgcore.datasets.formats.suffixes import data_suffix, data_suffixes, how_to_save, stem
from rgcore.datasets.keys.selection import SelectionKeys
from rgcore.datasets.messages import listing, shortened
from rgcore.datasets.select_variables import VariableTable, select_variables
from rgcore.datasets.size_limits import MINIMUM_VARIABLES
from rgcore.errors import InputError

__all__ = ["data_files", "known_folder", "selected_files", "variable_names"]

MOST_FOLDERS = 200  # that are looked into
PLAIN_TEXT = ".txt"


def data_files(path: str | Path) -> list[Path]:
    """Return the file, or the data files of the folder sorted by name, after checking that none is empty.

    In a folder only files of one supported type count; hidden files, subfolders, files of other endings, and .txt files
    beside another type (a README) are ignored; of a folder in a known layout, those that its card names. Links are
    followed.

    Raises
    ------
    InputError
        If the path does not exist, a file is empty, a page of a website, unreadable, no regular file (a pipe, a
        device) or of no supported type, or the types of a folder differ.
    """
    place = _expanded(path)
    suffixes = data_suffixes()
    is_folder, layout = stat.S_ISDIR(_found(place).st_mode), known_folder(path)
    if layout is not None:
        files = sorted(layout[1].files(layout[0]))
    else:
        files = _files_of_folder(place, suffixes) if is_folder else [place]
    for file in files:
        if layout is None and data_suffix(file) not in suffixes:
            ending = repr(file.suffix) if file.suffix else "no ending"
            raise InputError(
                f"{file} must end in one of {' '.join(suffixes)}, found {ending}{how_to_save(file)}"
            )
        found = _found(file)
        if not stat.S_ISREG(found.st_mode):
            raise InputError(f"{file} must be a regular file, but it is {_kind_of_file(found.st_mode)}")
        if found.st_size == 0:
            raise InputError(f"{file} must hold data, but it is empty (0 bytes): copy it here again")
        if not os.access(file, os.R_OK):
            raise InputError(
                f"{file} must be readable, but this user has no permission to read it: chmod u+r gives it"
            )
        refuse_replaced_file(file)
    return files


def known_folder(path: str | Path) -> tuple[Path, FolderCard] | None:
    """Return a folder and the card of its layout; None for a folder with one file per variable.

    None also for a file, unless it is one of those that mean nothing without others of its folder.

    Raises
    ------
    InputError
        If the folder has the files of two layouts.
    """
    place = _expanded(path)
    cards = list(load_cards("rgcore.datasets.folders").values())
    if not place.is_dir():
        cards = [card for card in cards if place.name in card.parts]
        place = place.parent
    cards = [card for card in cards if card.recognises(place)]
    if len(cards) > 1:
        layouts = " and of ".join(card.sentence for card in cards)
        raise InputError(
            f"folder {place} must have one layout, but it has the files of {layouts}: move one of them"
        )
    return (place, cards[0]) if cards else None


def _expanded(path: str | Path) -> Path:
    """Return the path, its first ~ or ~user replaced by a home folder unless a file has that very name."""
    try:
        return Path(path) if Path(path).exists() else Path(path).expanduser()
    except (OSError, ValueError, RuntimeError):  # a name too long; a zero in it; no such user
        return Path(path)


def _found(place: Path) -> os.stat_result:
    """Return size and type of what is at a place; InputError if there is nothing."""
    try:
        return place.stat()
    except (FileNotFoundError, NotADirectoryError):
        if place.is_symlink():
            raise InputError(
                f"{place} must exist, but it is a link to {place.readlink()}, which does not"
            ) from None
        raise InputError(f"{place} must exist{_advice(str(place)) or _nearest_sibling(place)}") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(
            f"path must name a file that can be read, but {shortened(str(place))} cannot: {reason}"
        ) from None


def _advice(path: str) -> str:
    """Return what to do where a path is no file, but an address, or holds what a shell would replace."""
    if re.match(r"[a-z][a-z0-9]+:/", path):
        return " on this computer: download it, and write the path of the copy"
    if re.search(r"\$\w|\$\{|%\w+%", path):
        return " under this very name, for variables are not replaced: write their values"
    if re.search(r"[*?]", path):
        return " under this very name, for * and ? stand for nothing else: name one file, or their folder"
    return ""


def _kind_of_file(mode: int) -> str:
    kinds = {
        "a folder": stat.S_ISDIR,
        "a named pipe, which would have to be filled while it is read": stat.S_ISFIFO,
        "a socket": stat.S_ISSOCK,
    }
    return next((words for words, is_of_kind in kinds.items() if is_of_kind(mode)), "a device")


def _files_of_folder(folder: Path, suffixes: list[str]) -> list[Path]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        raise InputError(f"folder {folder} must be readable: {error.strerror}") from None
    files = [
        entry
        for entry in entries
        if data_suffix(entry) in suffixes and not entry.is_dir() and not entry.name.startswith(".")
    ]
    types = sorted({data_suffix(file) for file in files})
    if len(types) > 1 and PLAIN_TEXT in types:  # a README beside the data
        types.remove(PLAIN_TEXT)
        files = [file for file in files if data_suffix(file) != PLAIN_TEXT]
    if len(types) != 1:
        how = ": move the others elsewhere, or name one file under path" if types else ""
        found = " and ".join(types) if types else f"none{_data_below(folder)}"
        raise InputError(f"folder {folder} must hold data files of one type, found {found}{how}")
    if len(files) < MINIMUM_VARIABLES:
        raise InputError(
            f"folder {folder} must hold one file per variable, at least two, found {files[0].name}: write "
            f"path: {files[0]} if that holds all of them"
        )
    return files


def _data_below(folder: Path) -> str:
    """Return which of the folders inside one, also inside one another, hold data, as a phrase; "" if none does."""
    suffixes, waiting, holding = data_suffixes(), [folder], []
    for _ in range(MOST_FOLDERS):
        if not waiting:
            break
        place, *waiting = waiting
        entries = sorted(place.iterdir()) if os.access(place, os.R_OK | os.X_OK) else []
        waiting += [entry for entry in entries if entry.is_dir() and not entry.name.startswith(".")]
        if place != folder and any(data_suffix(entry) in suffixes for entry in entries):
            holding.append(str(place.relative_to(folder)))
    return f", but its folder {listing(holding, limit=3)} does: name that" if holding else ""


def _nearest_sibling(place: Path) -> str:
    if not place.parent.is_dir():
        return f", but there is not even the folder {place.parent}"
    names = sorted(entry.name for entry in place.parent.iterdir() if not entry.name.startswith("."))
    near = get_close_matches(place.name, names, n=1)
    folder = place.parent.absolute()
    return f" in {folder}; did you mean {near[0]}?" if near else f" in {folder}"


def variable_names(files: list[Path]) -> tuple[str, ...]:
    """Return the names of the files without ending, and without a last _word that all of them share."""
    stems = [stem(file) for file in files]
    tails = {stem.rpartition("_")[2] for stem in stems}
    shared = len(stems) > 1 and len(tails) == 1 and all(stem.rpartition("_")[0] for stem in stems)
    return tuple(stem.rpartition("_")[0] for stem in stems) if shared else tuple(stems)


def selected_files(files: list[Path], keys: SelectionKeys) -> tuple[dict[str, Path], Decisions]:
    """Return the files of the selected variables, one file each, by name.

    Raises
    ------
    InputError
        If a name that the keys exclude or name is not among them, or fewer than two are left.
    """
    folder, names = files[0].parent, variable_names(files)
    kept, decisions = select_variables(VariableTable(names=names), keys, str(folder))
    if len(kept) < MINIMUM_VARIABLES:
        raise InputError(
            f"{folder} must give at least {MINIMUM_VARIABLES} variables, found {len(kept)} selected: "
            "name more under variables, or fewer under exclude"
        )
    return {names[place]: files[place] for place in kept}, decisions
