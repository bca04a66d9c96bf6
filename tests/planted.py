"""A module with a bug planted in its source."""

from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

__all__ = ["planted"]

INTERPRETED = (
    "from rgcore.compiling import njit",
    "njit = lambda function=None, **options: function or njit",  # with and without options
)


def planted(name: str, right: str = "", wrong: str = "") -> ModuleType:
    """Return a fresh copy of a module in which one piece of source is replaced; its kernels are interpreted.

    The piece must stand in the source exactly once, so that a test of a bug cannot outlive the code it is planted in.
    """
    source = Path(find_spec(name).origin).read_text().replace(*INTERPRETED)
    if right:
        assert source.count(right) == 1, f"{right!r} stands {source.count(right)} times in {name}"
        source = source.replace(right, wrong)
    module = ModuleType(name)
    exec(compile(source, f"planted {name}", "exec"), module.__dict__)
    return module
