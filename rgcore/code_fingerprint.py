"""Fingerprints of code: digests of a file and of all that it imports from rgcore."""

import ast
import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from rgcore import cards
from rgcore.errors import InputError
from rgcore.provenance import LIBRARIES, library_version

__all__ = ["fingerprint"]

_ROOT = Path(__file__).parent
_CARD_FUNCTIONS = ("card_names", "load_card", "load_cards")


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
    name = path.relative_to(_ROOT.parent).as_posix() if path.is_relative_to(_ROOT) else path.name
    if name in seen:
        return
    seen[name], imported, libraries = _digest_and_imports(path)
    seen.update({library: library_version(library) for library in libraries})
    for module in imported:
        _collect(module, seen)


@cache
def _digest_and_imports(path: Path) -> tuple[str, tuple[Path, ...], tuple[str, ...]]:
    tree = _parsed(path)
    nodes = list(ast.walk(tree))
    looked_up = [] if path == _ROOT / "cards.py" else _looked_up_cards(nodes)
    imported = tuple(sorted({*_imported_modules(nodes), *looked_up}))
    libraries = tuple(sorted(set(_imported_names(nodes)) & set(LIBRARIES)))
    for node in nodes:
        documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
        if isinstance(node, documented) and ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:]
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) == "Field":
            node.keywords = [each for each in node.keywords if each.arg != "description"]
    return hashlib.sha256(ast.dump(tree).encode()).hexdigest(), imported, libraries


def _parsed(path: Path) -> ast.Module:
    try:
        return ast.parse(path.read_bytes())
    except SyntaxError as error:
        raise InputError(
            f"{path} must be a file of Python, but it has a SyntaxError: {error.msg}, line {error.lineno}"
        ) from error


def _imported_names(nodes: Sequence[ast.AST]) -> Iterator[str]:
    """Yield the names of the packages that a syntax tree imports, from its nodes."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def _imported_modules(nodes: Sequence[ast.AST]) -> Iterator[Path]:
    """Yield the files of the rgcore modules that a syntax tree imports, from its nodes."""
    for node in nodes:
        if isinstance(node, ast.Import):
            dotted = [(alias.name, None) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            dotted = [(node.module, alias.name) for alias in node.names]
        else:
            continue
        for module, name in dotted:
            if module.split(".")[0] == "rgcore":
                yield _defining_module(module, name)


def _looked_up_cards(nodes: Sequence[ast.AST]) -> Iterator[Path]:
    """Yield the card modules of the packages that are written out in calls of ``load_cards`` and its like."""
    for node in nodes:
        if not isinstance(node, ast.Call) or not node.args:
            continue
        package, name = node.args[0], getattr(node.func, "id", getattr(node.func, "attr", None))
        if name in _CARD_FUNCTIONS and not isinstance(package, ast.Constant):
            raise ValueError(
                f"the package must be written out in a call of {name}, got {ast.unparse(package)}"
            )
        if name in _CARD_FUNCTIONS:
            yield from cards.card_modules(_ROOT.parent.joinpath(*package.value.split("."))).values()


def _defining_module(module: str, name: str | None) -> Path:
    """Return the file that defines ``name`` of ``module``, following what a package imports from its files."""
    submodule = _module_path(f"{module}.{name}") if name else None
    path = submodule or _module_path(module)
    if path is None:
        raise ValueError(f"rgcore has no module {module}")
    if submodule is None and name and path.name == "__init__.py":
        for node in ast.walk(_parsed(path)):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "rgcore":
                for alias in node.names:
                    if (alias.asname or alias.name) == name:
                        return _defining_module(node.module, alias.name)
    return path


def _module_path(dotted: str) -> Path | None:
    """Return the file of a module of rgcore, or None if there is none."""
    base = _ROOT.parent.joinpath(*dotted.split("."))
    for candidate in (base.with_suffix(".py"), base / "__init__.py"):
        if candidate.is_file():
            return candidate
    return None
