"""Names and paths in docstrings and on the pages exist."""

import ast
import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import rgcore

from .page_examples import example_paths
from .pages import PAGES, ROOT

MODULES = [module.name for module in pkgutil.walk_packages(rgcore.__path__, "rgcore.")]
DOTTED = re.compile(r"\brgcore(?:\.\w+)+")
ROLE = re.compile(r":(?:func|class|meth|mod|attr):`~?([\w.]+)`")
PLACE = re.compile(r"(?<![\w/.{}-])(?:(?:rgcore|workflow|tests|docs)/[\w/.*<>-]*[\w*>/]|\.\.?/[\w/.-]+\.md)")
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")


def resolves(name):
    """Whether a dotted name is a module, or what a module or class has by that name."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        return has(found, parts[length:])
    return False


def has(found, names):
    for name in names:
        if not hasattr(found, name):
            return name in getattr(found, "__annotations__", {})
        found = getattr(found, name)
    return True


def docstrings(module):
    """Yield every text that stands by itself in a module: docstrings, also those below a value."""
    for node in ast.walk(ast.parse(Path(module.__file__).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield str(node.value.value)


def unresolved(module):
    found = set()
    for text in docstrings(module):
        found |= {name for name in DOTTED.findall(text) if not resolves(name)}
        roles = [
            name
            for name in ROLE.findall(text)
            if not name.startswith(("rgcore.", "numpy", "scipy", "pandas"))
        ]
        found |= {name for name in roles if not has(module, name.split("."))}
    return found


@pytest.mark.parametrize("name", MODULES)
def test_names_in_docstrings_resolve(name):
    assert not unresolved(importlib.import_module(name))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_dotted_names_on_pages_resolve(page):
    assert {name for name in DOTTED.findall(page.read_text(encoding="utf-8")) if not resolves(name)} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_paths_on_pages_exist(page):
    text = page.read_text(encoding="utf-8")
    places = {place for place in PLACE.findall(text) if "<" not in place} - set(example_paths())
    home = {place: page.parent if place.startswith(".") else ROOT for place in places}
    assert {place for place in places if not list(home[place].glob(place))} == set()
    assert {link for link in LINK.findall(text) if not (page.parent / link).exists()} == set()


def test_a_wrong_name_would_be_found():
    assert not resolves("rgcore.vrg.hidden_log_weights")
    assert not resolves("rgcore.no_such_room")
    assert resolves("rgcore.pcarg.moment_flow")
    assert not has(rgcore, ["cards_of"])
