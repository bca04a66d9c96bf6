"""Words: tables in, sentences out. The sentences on a figure are composed in the module of the figure's name."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from rgcore.arguments.objects import a_text, mapping
from rgcore.errors import InputError

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["caption_numbers", "seen", "words_module"]


def words_module(figure: str) -> str | None:
    """Return the dotted name of the module with the words of a figure, or None if it has none."""
    a_text("figure", figure)
    found = sorted(Path(__file__).parent.glob(f"*/{figure}.py"))
    return f"rgcore.words.{found[0].parent.name}.{figure}" if found else None


def seen(figure: str, tables: Mapping[str, "DataFrame"]) -> str:
    """Return the sentences on the numbers of a figure; empty for a figure without words.

    Parameters
    ----------
    figure : str
        Its name.
    tables : mapping of str to DataFrame
        At least those of its card; left untouched.

    Raises
    ------
    InputError
        If a table, or a column of one, is missing.
    """
    module = words_module(figure)
    mapping("tables", tables)
    with _about(figure):
        return "" if module is None else import_module(module).seen(tables)


def caption_numbers(figure: str, tables: Mapping[str, "DataFrame"]) -> dict[str, str]:
    """Return the numbers that the fixed words of a caption quote, by the names of their places in the template.

    Thresholds of a figure or of its tables, from the function ``caption_numbers(tables)`` of the words of the figure;
    empty if they have none.

    Parameters
    ----------
    figure : str
        Its name.
    tables : mapping of str to DataFrame
        At least those of its card; left untouched.

    Raises
    ------
    InputError
        If a table, or a column of one, is missing.
    """
    module = words_module(figure)
    mapping("tables", tables)
    quoting = None if module is None else getattr(import_module(module), "caption_numbers", None)
    with _about(figure):
        return {} if quoting is None else quoting(tables)


@contextmanager
def _about(figure: str) -> Iterator[None]:
    """Turn a table, or a column, that is missing into one sentence."""
    try:
        yield
    except KeyError as absent:
        raise InputError(
            f"{figure} needs tables as their schemas describe them, {absent} is missing"
        ) from absent
