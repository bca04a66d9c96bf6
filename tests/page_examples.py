"""The examples of docs/extending.md: complete files, each named in its first line."""

import re
import shutil
import sys
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

__all__ = ["copy_with_all_examples", "example", "example_paths", "installed"]

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/extending.md"
COPIED = ("rgcore", "tests", "workflow", "docs", "pyproject.toml", "config.yaml", "README.md")
BLOCK = re.compile(r"^```(?:python|rst)\n(?:#|\.\.) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def example_paths():
    """Return the places of the files in the order of the page."""
    return [path for path, _ in BLOCK.findall(PAGE.read_text("utf-8"))]


def example(path):
    """Return the text of the file that belongs at ``path``."""
    return dict(BLOCK.findall(PAGE.read_text("utf-8")))[path]


@contextmanager
def installed(path, folder):
    """Put an example into a folder outside the tree that counts as part of its package; yield the file."""
    package = import_module(".".join(Path(path).parts[:-1]))
    home = folder / Path(path).parts[-2]
    home.mkdir(parents=True)
    file = home / Path(path).name
    file.write_text(example(path), "utf-8")
    package.__path__.append(str(home))
    try:
        yield file
    finally:
        package.__path__.remove(str(home))
        sys.modules.pop(f"{package.__name__}.{file.stem}", None)
        vars(package).pop(file.stem, None)


def copy_with_all_examples(tree):
    """Copy what tests need of the project into an empty folder, and put every example in its place there."""
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, tree)
    for path in example_paths():
        assert not (tree / path).exists()
        (tree / path).write_text(example(path), "utf-8")
