"""Words for error messages: the name of the data set, the nearest right name, and short lists."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from difflib import SequenceMatcher
from typing import Any

from rgcore.arguments.objects import a_text
from rgcore.errors import InputError, one_line

__all__ = ["about", "in_yaml", "listing", "nearest_first", "require_one_of", "shortened"]

LONGEST_NAME = 80  # characters of a name in a list
_PLAIN = re.compile(r"[A-Za-z_][\w.-]*( [\w.-]+)*", re.ASCII)
_WORDS_OF_YAML = {"yes", "no", "on", "off", "true", "false", "null", "y", "n"}


@contextmanager
def about(name: str) -> Iterator[None]:
    """Put the name of the data set before any input error raised inside, and its text on one line."""
    a_text("name", name)
    try:
        yield
    except InputError as error:
        raise InputError(one_line(f"data set {name}: {error}")) from error


def in_yaml(name: str) -> str:
    """Return a name as it must be written in YAML to stay text."""
    plain = _PLAIN.fullmatch(name) and name.lower() not in _WORDS_OF_YAML
    return name if plain else json.dumps(name, ensure_ascii=False)


def shortened(name: str) -> str:
    """Return a name, or the beginning and the end of a long one."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 15]}...{name[-12:]}"


def nearest_first(name: str, candidates: Iterable[str]) -> list[str]:
    """Return the candidates, the most similar to ``name`` first, equals in their order."""

    def unlikeness(candidate: str) -> float:
        return -SequenceMatcher(None, name.lower(), candidate.lower()).ratio()

    return sorted(candidates, key=unlikeness)


def listing(names: Sequence[str], limit: int = 6) -> str:
    """Return the names joined by commas, at most ``limit`` of them and the number of the others."""
    shown = ", ".join(map(shortened, names[:limit]))
    return shown if len(names) <= limit else f"{shown} and {len(names) - limit} more"


def require_one_of(value: Any, allowed: Sequence[str], key: str) -> str:
    """Return the value of a config key if it is allowed; else raise InputError, with the nearest allowed one first."""
    if value not in allowed:
        raise InputError(
            f"{key} must be one of {listing(nearest_first(str(value), allowed))}, found {value!r}"
        )
    return value
