"""Cards: whatever users extend is declared once, beside its code, and found by looking through a folder.

A card is the value of the name ``CARD`` at the top level of a module, such as that of a sampler or of a figure, and is
named as its module. Which names there are is read from the syntax alone, so that a schema or a catalogue can list them
without importing what the cards need. :func:`rgcore.code_fingerprint.fingerprint` takes a call of these functions
with a package written out as an import of all its card modules.
"""

import ast
import sys
import traceback
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from rgcore.errors import InputError, one_line

__all__ = ["card_assignment", "card_modules", "card_names", "load_card", "load_cards", "require_card"]


def card_names(package: str) -> tuple[str, ...]:
    """Return the names of the cards of a package, in alphabetical order; imports none of them.

    Parameters
    ----------
    package : str
        Dotted name, such as "rgcore.ising.samplers".
    """
    return tuple(name for folder in _folders(package) for name in card_modules(Path(folder)))


def _folders(package: str) -> Sequence[str]:
    """Return the folders of a package, which while it is imported may get more."""
    module = sys.modules.get(package)
    return getattr(module, "__path__", None) or _found_folders(package, tuple(sys.path))


@cache
def _found_folders(package: str, places: tuple[str, ...]) -> tuple[str, ...]:
    """Return the folders of a package that is not imported, looked for once in these places: it takes 0.1 ms."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ValueError(f"a package must be named, got {package}")
    return tuple(spec.submodule_search_locations)


def card_modules(folder: Path) -> dict[str, Path]:
    """Return the files of a folder that assign ``CARD`` at their top level, by module name in alphabetical order."""
    return dict(_card_modules(folder, folder.stat().st_mtime_ns))  # a new file changes the time of its folder


def card_assignment(path: Path) -> ast.stmt | Exception | None:
    """Return the statement of a file that assigns ``CARD`` at its top level, None if there is none.

    If the file is no Python, the exception of parsing it is returned.
    """
    return _assignment(path, path.stat().st_mtime_ns)


def load_card(package: str, name: str) -> object:
    """Import one module of a package and return its card.

    Raises
    ------
    ValueError
        If no module of that name has a card; names those that there are.
    InputError
        If it cannot be imported; with the file and the line.
    """
    names = card_names(package)
    if name not in names:
        raise ValueError(f"{package} has {', '.join(names)}, got {name!r}")
    return _card(package, name)


def load_cards(package: str) -> dict[str, object]:
    """Import all modules of a package that have a card, and return the cards by name.

    Raises
    ------
    InputError
        If one cannot be imported; with the file and the line.
    """
    return {name: _card(package, name) for name in card_names(package)}


def require_card(package: str, name: str) -> str:
    """Return a name; InputError if a package has a file of that name that is no Python, or has no card.

    A name without a file is returned: which names there are is for the caller to state. Imports nothing.
    """
    for folder in map(Path, _folders(package) if name.isidentifier() else ()):
        path = folder / f"{name}.py"
        if path not in folder.glob("*.py"):  # asking for it itself fails where the name is too long
            continue
        found = card_assignment(path)
        if isinstance(found, Exception):
            raise InputError(_in_words(package, name, found)) from found
        if found is None:
            raise InputError(
                f"{_place(package, name)} must assign CARD at its top level, such as CARD = ..., but it has no CARD"
            )
    return name


def _card(package: str, name: str) -> object:
    try:
        return import_module(f"{package}.{name}").CARD
    except Exception as error:
        raise InputError(_in_words(package, name, error)) from error


def _in_words(package: str, name: str, error: Exception) -> str:
    """Return a sentence on a file that cannot be imported, with the line of that file."""
    file, line = f"{name}.py", getattr(error, "lineno", None)
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).name == file]
    if line is None and own:
        line = own[-1].lineno
    place = "" if line is None else f", line {line}"
    message = getattr(error, "msg", None) or str(error)
    return (
        f"{_place(package, name)} must be a file of Python that can be imported, but importing it raised "
        f"{type(error).__name__}: {one_line(str(message))}{place}"
    )


def _place(package: str, name: str) -> str:
    return f"{package.replace('.', '/')}/{name}.py"


@cache
def _card_modules(folder: Path, changed: int) -> tuple[tuple[str, Path], ...]:
    return tuple((path.stem, path) for path in sorted(folder.glob("*.py")) if _is_to_have_card(path))


def _is_to_have_card(path: Path) -> bool:
    """Return whether a file assigns ``CARD``, or names it and is no Python: loading it names the mistake."""
    return b"CARD" in path.read_bytes() and card_assignment(path) is not None


@cache
def _assignment(path: Path, changed: int) -> ast.stmt | Exception | None:
    """Return what assigns ``CARD`` at the top level of a file; if it is no Python, the exception of parsing it."""
    try:
        statements = ast.parse(path.read_bytes(), path).body
    except (SyntaxError, ValueError) as error:
        return error
    for node in statements:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if any(isinstance(target, ast.Name) and target.id == "CARD" for target in targets):
            return node
    return None
