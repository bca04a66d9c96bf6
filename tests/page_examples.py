"""The examples of docs/extending.md: complete files, each named in its first line."""

import re
import sys
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

__all__ = ["example", "example_paths", "installed"]

PAGE = Path(__file__).parents[1] / "docs/extending.md"
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
