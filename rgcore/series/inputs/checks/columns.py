"""Columns of data frames and tables: all are numbers, and are joined by their names."""

from collections.abc import Iterable, Sequence

import numpy as np

from rgcore.arguments.scalars import shown
from rgcore.errors import InputError

__all__ = ["in_order_of", "require_numbers"]


def require_numbers(columns: Iterable[tuple[str, object, bool]], leave_out: str) -> None:
    """Raise InputError unless all columns hold numbers.

    Parameters
    ----------
    columns : iterable of (str, object, bool)
        Name, type in the words of its library, and whether that is a type of numbers.
    leave_out : str
        What leaves out a column of the object, with ``{name!r}`` for the column.
    """
    for name, kind, is_number in columns:
        if not is_number:
            raise InputError(
                f"samples must be numbers, found column {name} of type {kind}{_in_words(kind)}: leave it out, as in "
                f"{leave_out.format(name=name)}"
            )


def _in_words(kind: object) -> str:
    """Return what a type of pandas or numpy holds, in parentheses, where its name is no plain word."""
    words = {"object": "text or other objects", "category": "a few words or numbers, each as a code"}
    return f" ({words[str(kind)]})" if str(kind) in words else ""


def in_order_of(
    names: Sequence[str] | None, found: Sequence[str] | None, rows: np.ndarray, place: int
) -> np.ndarray:
    """Return a block, whose columns are called ``found``, with its columns in the order of ``names``.

    It is left as it is if either has no names. InputError if a name is not in both; names the sample that ``place``
    came before it.
    """
    if names is None or found is None or tuple(names) == tuple(found):
        return rows
    if sorted(names) != sorted(found):
        odd = sorted({*names} ^ {*found}) or sorted(found)
        raise InputError(
            f"all blocks of samples must have the same columns, {shown(list(names))}, found {shown(list(found))} at "
            f"sample {place + 1}, which differ in {shown(odd)}"
        )
    if len(set(names)) < len(names):
        raise InputError(
            f"blocks of samples whose columns are in different orders must name each column once, found "
            f"{shown(list(found))} at sample {place + 1}"
        )
    return rows[:, [list(found).index(name) for name in names]]
