"""Words for messages: the nearest right name first, and short lists."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from difflib import SequenceMatcher

from rgcore.errors import InputError

__all__ = ["about", "default_names", "listing", "nearest_first"]


@contextmanager
def about(name: str) -> Iterator[None]:
    """Put the name of the data set before any input error raised inside."""
    try:
        yield
    except InputError as error:
        raise InputError(f"data set {name}: {error}") from error


def nearest_first(name: str, candidates: Iterable[str]) -> list[str]:
    """Return the candidates, the most similar to ``name`` first, equals in their order."""

    def unlikeness(candidate: str) -> float:
        return -SequenceMatcher(None, name.lower(), candidate.lower()).ratio()

    return sorted(candidates, key=unlikeness)


def listing(names: Sequence[str], limit: int = 6) -> str:
    """Return the names joined by commas, at most ``limit`` of them and the number of the others."""
    shown = ", ".join(names[:limit])
    return shown if len(names) <= limit else f"{shown} and {len(names) - limit} more"


def default_names(n_variables: int) -> tuple[str, ...]:
    """Return v000, v001, ... for variables that their file does not name; they sort as they count."""
    width = max(3, len(str(n_variables - 1)))
    return tuple(f"v{index:0{width}d}" for index in range(n_variables))
