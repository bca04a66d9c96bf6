"""What fingerprints need to know of a file of Python, kept in the user's cache: to parse a thousand takes seconds."""

import ast
import atexit
import hashlib
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path

from rgcore.errors import InputError
from rgcore.private_folder import private_cache

__all__ = ["Outline", "outline"]

_CARD_FUNCTIONS = ("card_names", "load_card", "load_cards")
_MOST = (
    10_000  # outlines that are stored; beyond, only those of the files that this process has read are kept
)


@dataclass(frozen=True, slots=True)
class Outline:
    """What fingerprints need to know of a file.

    Attributes
    ----------
    digest : str
        Of the syntax tree without docstrings and without the descriptions of settings.
    imports : tuple of (str, str or None, str or None)
        A module that it imports; the name that it takes from there, None if it takes the module; what it calls that.
    card_packages : tuple of (str, str or None)
        Each call of one of ``_CARD_FUNCTIONS`` as it is written; the package, None if that is not written out.
    """

    digest: str
    imports: tuple[tuple[str, str | None, str | None], ...]
    card_packages: tuple[tuple[str, str | None], ...]


@cache
def outline(path: Path) -> Outline:
    """Return the outline of a file of Python, by its contents.

    Raises
    ------
    InputError
        If it is no Python.
    """
    content = path.read_bytes()
    key = hashlib.sha256(_version() + content).hexdigest()
    known = _stored()
    if key not in known.outlines:
        known.outlines[key] = _outline_of(content, path)
        known.is_new = True
    known.used.add(key)
    return known.outlines[key]


def _outline_of(content: bytes, path: Path) -> Outline:
    try:
        tree = ast.parse(content)
    except SyntaxError as error:
        raise InputError(
            f"{path} must be a file of Python, but it has a SyntaxError: {error.msg}, line {error.lineno}"
        ) from error
    nodes = list(ast.walk(tree))
    imports, packages = tuple(_imports(nodes)), tuple(_card_packages(nodes))
    for node in nodes:
        documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
        if isinstance(node, documented) and ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:]
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) == "Field":
            node.keywords = [each for each in node.keywords if each.arg != "description"]
    return Outline(hashlib.sha256(ast.dump(tree).encode()).hexdigest(), imports, packages)


def _imports(nodes: Sequence[ast.AST]) -> Iterator[tuple[str, str | None, str | None]]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from ((alias.name, None, alias.asname) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ((node.module, alias.name, alias.asname or alias.name) for alias in node.names)


def _card_packages(nodes: Sequence[ast.AST]) -> Iterator[tuple[str, str | None]]:
    for node in nodes:
        if isinstance(node, ast.Call) and node.args:
            package, name = node.args[0], getattr(node.func, "id", getattr(node.func, "attr", None))
            if name in _CARD_FUNCTIONS:
                yield (
                    f"{name}({ast.unparse(package)})",
                    package.value if isinstance(package, ast.Constant) else None,
                )


@cache
def _version() -> bytes:
    """Return what decides how a file is read: this file, and the version of Python."""
    return hashlib.sha256(Path(__file__).read_bytes() + sys.version.encode()).digest()


@dataclass(slots=True)
class _Stored:
    """Outlines by the digest of what they are of, those that this process used, and whether some are not stored yet."""

    outlines: dict[str, Outline]
    used: set[str]
    is_new: bool = False

    def store(self, path: Path) -> None:
        """Write the outlines to a file if some are new; a cache that cannot be written is none."""
        if not self.is_new:
            return
        kept = self.outlines
        if len(kept) > _MOST:
            kept = {key: kept[key] for key in self.used}
        text = json.dumps({key: astuple(each) for key, each in kept.items()})
        beside = path.with_name(f"{path.name}.{os.getpid()}")
        with suppress(OSError):
            try:
                beside.write_text(f"{_digest(text)}\n{text}", encoding="utf-8")
                beside.replace(path)
            finally:
                beside.unlink(missing_ok=True)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def _stored() -> _Stored:
    """Return what earlier processes of this user have stored, and store what is new when this one ends."""
    folder = private_cache()
    known = _Stored(_read(folder / "outlines.json") if folder else {}, set())
    if folder:
        atexit.register(known.store, folder / "outlines.json")
    return known


def _read(path: Path) -> dict[str, Outline]:
    """Return the outlines of a file whose first line is the digest of the rest; none if it is missing or damaged."""
    try:
        digest, _, text = path.read_text(encoding="utf-8").partition("\n")
    except (OSError, ValueError):
        return {}
    if digest != _digest(text):
        return {}
    return {
        key: Outline(digest, tuple(map(tuple, imports)), tuple(map(tuple, packages)))
        for key, (digest, imports, packages) in json.loads(text).items()
    }
