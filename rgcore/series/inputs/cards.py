"""What each library's objects declare of themselves: what they are called, and how they become blocks of samples."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from rgcore.cards import load_cards
from rgcore.errors import InputError
from rgcore.series.block_length import block_length

__all__ = ["InputCard", "Table", "card_of", "require_two_axes", "rows_at_once"]


@dataclass(frozen=True, slots=True)
class Table:
    """Samples that an object of some library holds; iterating begins with the first one, again each time.

    Attributes
    ----------
    blocks : callable
        Returns an iterable of (n, n_variables) arrays.
    variables : tuple of str or None
        Names of the columns, where the object has them.
    leave_out : str
        What leaves out a column of the object, with ``{name!r}`` for its name; "" if there is no short way.
    """

    blocks: Callable[[], Iterable[np.ndarray]]
    variables: tuple[str, ...] | None = None
    leave_out: str = ""

    def __iter__(self) -> Iterator[np.ndarray]:
        """Yield the blocks."""
        return iter(self.blocks())


@dataclass(frozen=True, slots=True, kw_only=True)
class InputCard:
    """The objects of one library that are taken as samples.

    Attributes
    ----------
    library : str
        First part of the name of the module that a type comes from, or one of the types that it derives from.
    objects : mapping of str to str
        For the documentation: what is taken, and how it is read. The shared test of inputs has an example of each.
    read : callable
        ``read(data)`` returns what yields the samples, a ``Table`` or the object itself; InputError for objects of the
        library that are no samples.
    """

    library: str
    objects: Mapping[str, str]
    read: Callable[[object], Iterable]


def card_of(data: object) -> InputCard | None:
    """Return the card of the library that an object comes from; None if there is none."""
    cards = _by_library()
    if hasattr(data, "__samples__"):
        return cards["rgcore"]
    for kind in type(data).__mro__[:-1]:  # the last is object
        library = kind.__module__.partition(".")[0]
        if library in cards:
            return cards[library]
    return None


@cache
def _by_library() -> dict[str, InputCard]:
    return {card.library: card for card in load_cards("rgcore.series.inputs").values()}


def require_two_axes(data: object, what: str) -> None:
    """Raise InputError unless an object of a library has two axes, of samples and of variables."""
    if len(data.shape) != 2:
        raise InputError(
            f"samples must be a matrix of real numbers, (n_samples, n_variables), found {what} of shape "
            f"{tuple(data.shape)}"
        )


def rows_at_once(n_rows: int, n_variables: int, multiple: int = 1) -> Iterator[slice]:
    """Yield slices that cut rows into blocks of some 16 MB as float64, each a multiple of some number of rows."""
    length = block_length(n_variables)
    length = max(multiple, length - length % multiple)
    for start in range(0, n_rows, length):
        yield slice(start, min(start + length, n_rows))
