"""Cards: whatever users extend is declared once, beside its code, and found by looking through a folder.

A card is the value of the name ``CARD`` at the top level of a module, such as that of a sampler or of a figure, and is
named as its module. Which names there are is read from the syntax alone, so that a schema or a catalogue can list them
without importing what the cards need. :func:`rgcore.provenance.fingerprint` takes a call of these functions with a
package written out as an import of all its card modules.
"""

import ast
import sys
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

__all__ = ["card_modules", "card_names", "load_card", "load_cards"]


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


def load_card(package: str, name: str) -> object:
    """Import one module of a package and return its card.

    Raises
    ------
    ValueError
        If no module of that name has a card; names those that there are.
    """
    names = card_names(package)
    if name not in names:
        raise ValueError(f"{package} has {', '.join(names)}, got {name!r}")
    return import_module(f"{package}.{name}").CARD


def load_cards(package: str) -> dict[str, object]:
    """Import all modules of a package that have a card, and return the cards by name."""
    return {name: import_module(f"{package}.{name}").CARD for name in card_names(package)}


@cache
def _card_modules(folder: Path, changed: int) -> tuple[tuple[str, Path], ...]:
    return tuple((path.stem, path) for path in sorted(folder.glob("*.py")) if _has_card(path))


@cache
def _has_card(path: Path) -> bool:
    source = path.read_bytes()
    if b"CARD" not in source:
        return False
    for node in ast.parse(source).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if any(isinstance(target, ast.Name) and target.id == "CARD" for target in targets):
            return True
    return False
