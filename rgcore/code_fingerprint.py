"""Fingerprints of code: digests of a file and of all that it imports from rgcore."""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from rgcore import cards
from rgcore.code_outline import outline
from rgcore.provenance import LIBRARIES, library_version

__all__ = ["fingerprint"]

_ROOT = Path(__file__).parent


def fingerprint(source: str | Path) -> str:
    """Return a digest of a piece of code, of all that it imports from rgcore, and of the versions of its libraries.

    The digest is taken over the syntax trees without docstrings and without the descriptions of settings, so that
    comments, layout and documentation do not change it. A name imported from a package counts as the module that
    defines it, not as the whole package. Cards that are looked up by the name of their package count as imported, all
    of the package, whose name must be written out in the call. Libraries count with their versions if one of these
    files imports them: those whose arithmetic or file format a table depends on.

    Parameters
    ----------
    source : str or Path
        A module of rgcore by its dotted name, or a Python file by its path.

    Returns
    -------
    str
        16 hexadecimal digits.
    """
    start = Path(source) if str(source).endswith(".py") else _module_path(str(source))
    if start is None:
        raise ValueError(f"no module {source} in rgcore")
    seen: dict[str, str] = {}
    _collect(start, seen)
    text = "\n".join(f"{name} {seen[name]}" for name in sorted(seen))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _collect(path: Path, seen: dict[str, str]) -> None:
    """Add the digests of ``path`` and of the rgcore modules it leads to."""
    name, digest, libraries, modules = _contents(path)
    if name in seen:
        return
    seen[name] = digest
    seen.update({library: library_version(library) for library in libraries})
    for module in modules:
        _collect(module, seen)


@cache
def _contents(path: Path) -> tuple[str, str, frozenset[str], tuple[Path, ...]]:
    """Return name, digest and libraries of a file, and the rgcore modules that it imports or looks up as cards."""
    place = path.relative_to(_ROOT.parent).as_posix() if path.is_relative_to(_ROOT) else path.name
    found = outline(path)
    packages = {module.split(".")[0] for module, *_ in found.imports}
    modules = {_defining_module(module, name) for module, name, _ in found.imports if _is_ours(module)}
    if path != _ROOT / "cards.py":
        for written, package in found.card_packages:
            modules.update(_cards_in(written, package))
    return place, found.digest, frozenset(packages.intersection(LIBRARIES)), tuple(sorted(modules))


def _is_ours(module: str) -> bool:
    return module.split(".", maxsplit=1)[0] == "rgcore"


def _cards_in(written: str, package: str | None) -> Iterable[Path]:
    """Return the card modules of a package that is written out in a call of ``load_cards`` or its like."""
    if package is None:
        raise ValueError(f"the package of cards must be written out, got {written}")
    return cards.card_modules(_ROOT.parent.joinpath(*package.split("."))).values()


def _defining_module(module: str, name: str | None) -> Path:
    """Return the file that defines ``name`` of ``module``, following what a package imports from its files."""
    submodule = _module_path(f"{module}.{name}") if name else None
    path = submodule or _module_path(module)
    if path is None:
        raise ValueError(f"rgcore has no module {module}")
    if submodule is None and name and path.name == "__init__.py":
        for source, original, called in outline(path).imports:
            if called == name and original and _is_ours(source):
                return _defining_module(source, original)
    return path


def _module_path(dotted: str) -> Path | None:
    """Return the file of a module of rgcore, or None if there is none."""
    base = _ROOT.parent.joinpath(*dotted.split("."))
    for candidate in (base.with_suffix(".py"), base / "__init__.py"):
        if candidate.is_file():
            return candidate
    return None


def forget() -> None:
    """Read files anew that this process has read, for tests that edit them."""
    outline.cache_clear()
    _contents.cache_clear()
