"""Packages whose public names are imported when they are first used.

So the settings, schemas and cards of a subject load without its numerical libraries, at parse time of a workflow and in
every job. A package lists its public names as imports under ``if TYPE_CHECKING:``, where linters and readers look for
them, and ends with ``import_when_used(__name__)``.
"""

import ast
import sys
from functools import cache
from importlib import import_module
from types import ModuleType

__all__ = ["import_when_used"]


def import_when_used(package: str) -> None:
    """Let a package import what it lists under ``if TYPE_CHECKING:`` when it is first asked for."""
    sys.modules[package].__class__ = _Package


class _Package(ModuleType):
    def __getattr__(self, name: str) -> object:
        source = _sources(self.__file__).get(name)
        if source is None:
            raise AttributeError(f"module {self.__name__} has no attribute {name}")
        value = getattr(import_module(source), name)
        setattr(self, name, value)
        return value

    def __setattr__(self, name: str, value: object) -> None:
        """Set an attribute, except that a public name is not hidden by a module of the same name."""
        if not (isinstance(value, ModuleType) and name in _sources(self.__file__)):
            super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *_sources(self.__file__)})


@cache
def _sources(path: str) -> dict[str, str]:
    """Return the module of each name that a file imports under ``if TYPE_CHECKING:``."""
    with open(path, "rb") as file:
        tree = ast.parse(file.read())
    guarded = [node for node in tree.body if isinstance(node, ast.If) and _is_type_checking(node.test)]
    imports = [node for block in guarded for node in block.body if isinstance(node, ast.ImportFrom)]
    return {alias.name: node.module for node in imports for alias in node.names}


def _is_type_checking(test: ast.expr) -> bool:
    return isinstance(test, ast.Name) and test.id == "TYPE_CHECKING"
