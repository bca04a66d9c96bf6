"""Whatever is no number: generators of random numbers, models, settings, functions, names, paths, tables."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from os import PathLike
from typing import TYPE_CHECKING, TypeVar

from rgcore.arguments.scalars import shown
from rgcore.errors import InputError

if TYPE_CHECKING:
    import pandas as pd
    from numpy.random import Generator

__all__ = [
    "a_frame",
    "a_path",
    "a_table",
    "a_text",
    "an_instance",
    "columns_of_numbers",
    "function",
    "generator",
    "instances",
    "mapping",
    "one_of",
    "paths_of",
]

T = TypeVar("T")


def an_instance(name: str, value: object, kind: type[T] | tuple[type, ...]) -> T:
    """Return an object; InputError unless it is of a class, or of one of several."""
    kinds = kind if isinstance(kind, tuple) else (kind,)
    if not isinstance(value, kinds):
        wanted = " or ".join(each.__name__ for each in kinds)
        raise InputError(f"{name} must be of type {wanted}, got {_of_type(value)}")
    return value


def instances(name: str, values: object, kind: type[T] | tuple[type, ...]) -> Iterator[T]:
    """Yield what an iterable holds; InputError if it is none, or an entry is of another class."""
    if isinstance(values, str | bytes | Mapping) or not isinstance(values, Iterable):
        raise InputError(f"{name} must be a list or another iterable, got {_of_type(values)}")
    for place, value in enumerate(values):
        yield an_instance(f"{name}[{place}]", value, kind)


def generator(name: str, value: object) -> "Generator":
    """Return a generator of random numbers; InputError for a seed, None, or a RandomState."""
    from numpy.random import Generator  # noqa: PLC0415 - paths and names are checked without numpy too

    if not isinstance(value, Generator):
        raise InputError(
            f"{name} must be a numpy.random.Generator, such as default_rng(1), got {shown(value)}"
        )
    return value


def function(name: str, value: object) -> Callable:
    """Return a function, or anything that can be called; InputError for anything else."""
    if not callable(value):
        raise InputError(f"{name} must be a function, got {shown(value)}")
    return value


def mapping(name: str, value: object) -> Mapping:
    """Return a mapping; InputError for anything else."""
    if not isinstance(value, Mapping):
        raise InputError(f"{name} must be a mapping, such as a dict, got {_of_type(value)}")
    return value


def a_text(name: str, value: object) -> str:
    """Return a text that is not empty; InputError for anything else."""
    if not isinstance(value, str) or not value:
        raise InputError(f"{name} must be a text that is not empty, got {shown(value)}")
    return value


def one_of(name: str, value: object, names: Iterable[str]) -> str:
    """Return one of some names; InputError for anything else."""
    names = list(names)
    if not isinstance(value, str) or value not in names:
        raise InputError(f"{name} must be one of {', '.join(names)}, got {shown(value)}")
    return value


def a_path(name: str, value: object) -> str | PathLike:
    """Return a path; InputError unless it is a text that is not empty, or a Path."""
    if not isinstance(value, PathLike) and not (isinstance(value, str) and value):
        raise InputError(f"{name} must be the path of a file, got {shown(value)}")
    return value


def paths_of(name: str, values: object) -> list[str | PathLike]:
    """Return one or more paths as a list; InputError for a single path, or anything else."""
    paths = list(instances(name, values, (str, PathLike)))
    if not paths:
        raise InputError(f"{name} must hold at least one path, got none")
    return [a_path(f"{name}[{place}]", path) for place, path in enumerate(paths)]


def a_frame(name: str, value: object, columns: Iterable[str] = ()) -> "pd.DataFrame":
    """Return a data frame with at least some columns, which may have no rows; InputError for anything else."""
    import pandas as pd  # noqa: PLC0415 - most checks need none

    if not isinstance(value, pd.DataFrame):
        raise InputError(f"{name} must be a pandas DataFrame, got {_of_type(value)}")
    missing = [column for column in columns if column not in value.columns]
    if missing:
        raise InputError(
            f"{name} must have the columns {', '.join(columns)}, {', '.join(missing)} are missing"
        )
    return value


def a_table(name: str, value: object, columns: Iterable[str]) -> "pd.DataFrame":
    """Return a data frame with at least some columns and a row; InputError for anything else."""
    if not len(a_frame(name, value, columns)):
        raise InputError(f"{name} must have at least one row, got none")
    return value


def columns_of_numbers(name: str, table: "pd.DataFrame", columns: Iterable[str]) -> None:
    """Raise InputError unless some columns of a table hold numbers."""
    wrong = [column for column in columns if table[column].dtype.kind not in "iuf"]
    if wrong:
        raise InputError(f"{name} must hold numbers in {', '.join(wrong)}, got {table[wrong[0]].dtype}")


def _of_type(value: object) -> str:
    """Return what was given, and of which type."""
    return "None" if value is None else f"{type(value).__name__} {shown(value)}"
