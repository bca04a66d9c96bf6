"""Pages on the public functions and classes of each room of rgcore, from their docstrings; nothing is imported."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

__all__ = ["api_pages"]

_ROLE = re.compile(r":\w+:`~?([^`]+)`")
_DEFINITIONS = (ast.FunctionDef, ast.ClassDef)


def api_pages(package: Path) -> Iterator[tuple[str, str]]:
    """Yield path and Markdown of one page per room with ``__all__``, in the order of the alphabet.

    Raises
    ------
    ValueError
        If a public function or class has no docstring, or is not where ``__init__`` imports it from.
    """
    for init in sorted(package.glob("*/__init__.py")):
        names = _public(init)
        if names:
            room = init.parent.name
            yield (
                f"reference/api/{room}",
                "\n".join(_page(room, ast.parse(init.read_text("utf-8")), names, package)),
            )


def _public(init: Path) -> list[str]:
    for node in ast.parse(init.read_text("utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return list(ast.literal_eval(node.value))
    return []


def _page(room: str, init: ast.Module, names: list[str], package: Path) -> Iterator[str]:
    yield f"# rgcore.{room}\n"
    yield _literal(ast.get_docstring(init) or "")
    places = {
        alias.asname or alias.name: (node.module, alias.name)
        for node in ast.walk(init)
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }
    for name in names:
        module, own = places.get(name, (f"rgcore.{room}", name))
        yield from _entry(room, name, _definition(module, own, package))


def _definition(module: str, name: str, package: Path) -> ast.AST | None:
    """Return the definition of a name in a module; None of a value, or of a module."""
    file = package.parent.joinpath(*module.split("."))
    file = file / "__init__.py" if file.is_dir() else file.with_suffix(".py")
    if not file.exists():
        raise ValueError(f"{module} is imported by a room of rgcore, but there is no {file}")
    body = ast.parse(file.read_text("utf-8")).body
    return next((node for node in body if isinstance(node, _DEFINITIONS) and node.name == name), None)


def _entry(room: str, name: str, node: ast.AST | None) -> Iterator[str]:
    yield f"## {name}\n"
    if node is None:
        yield f"A value, from `from rgcore.{room} import {name}`.\n"
        return
    text = ast.get_docstring(node)
    if not text:
        raise ValueError(f"rgcore.{room}.{name} is public and must have a docstring")
    yield f"```python\nfrom rgcore.{room} import {name}\n\n{_signature(node)}\n```\n"
    first, _, rest = text.partition("\n\n")
    yield f"{_escaped(first)}\n"
    yield _literal(rest)


def _signature(node: ast.AST) -> str:
    if isinstance(node, ast.FunctionDef):
        ending = f" -> {ast.unparse(node.returns).strip(chr(39))}" if node.returns else ""
        return f"{node.name}({ast.unparse(node.args)}){ending}"
    fields = [
        each
        for each in node.body
        if isinstance(each, ast.AnnAssign) and not ast.unparse(each.target).startswith("_")
    ]
    made = next(
        (each for each in node.body if isinstance(each, ast.FunctionDef) and each.name == "__init__"), None
    )
    if made is not None:
        return f"{node.name}({ast.unparse(made.args).removeprefix('self').removeprefix(', ')})"
    return f"{node.name}({', '.join(ast.unparse(each) for each in fields)})"


def _escaped(text: str) -> str:
    """Return text of a docstring as Markdown: its code stays code, nothing else is markup."""
    parts = _ROLE.sub(r"``\1``", " ".join(text.split())).split("``")
    plain = [part.translate({ord(sign): f"\\{sign}" for sign in "*_<>[]|`"}) for part in parts[::2]]
    return "".join(f"{one}`{code}`" for one, code in zip(plain, parts[1::2], strict=False)) + (
        plain[-1] if len(parts) % 2 else ""
    )


def _literal(text: str) -> str:
    """Return text of a docstring as a block of text, with names in place of roles and without marks of code."""
    text = _ROLE.sub(r"\1", text).replace("``", "")
    return f"```text\n{text.strip()}\n```\n" if text.strip() else ""
