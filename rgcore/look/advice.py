"""The keys that a sentence on a refusal asks to write."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from rgcore.datasets.settings import DatasetSettings

__all__ = ["advised_keys"]

NEVER_FOLLOWED = frozenset({"kind", "path", "max_numbers"})  # the last one opens what may fill the memory
VALUE = (
    r'"[^"]*"|\'[^\']*\'|\[[^]]*\]|\{[^}]*\}|.+?(?=$|[,;)]| (?:or|and|if|for|where|to|in|unless|as|would)\b)'
)
JOINED = re.compile(r"\s*(,|and|, and|with)\s*$")


def advised_keys(sentence: str) -> list[dict[str, Any]]:
    """Return what a sentence asks to write, in its order.

    Keys that are joined by "and" or a comma belong together; others are alternatives.

    Parameters
    ----------
    sentence : str
        Such as "... : write index: date, or exclude: [date] to leave it out".

    Returns
    -------
    list of dict
        Values by key, as YAML reads them.
    """
    found, end = [], None
    for match in _matches(sentence):
        key, value = match["key"], _value(match["value"])
        if value == DatasetSettings.model_fields[key].default:  # mentioned, not asked for
            continue
        if found and key not in found[-1] and JOINED.fullmatch(sentence[end : match.start()]):
            found[-1][key] = value
        else:
            found.append({key: value})
        end = match.end()
    return [keys for n, keys in enumerate(found) if keys not in found[:n]]


def _matches(sentence: str) -> Iterator[re.Match]:
    names = "|".join(sorted(set(DatasetSettings.model_fields) - NEVER_FOLLOWED, key=len, reverse=True))
    return re.finditer(rf"(?<![\w./'\"])(?P<key>{names}): (?!write )(?P<value>{VALUE})", sentence)


def _value(text: str) -> Any:
    """Return a value as YAML reads it; what is no YAML, such as a name with a colon, as it stands."""
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError:
        return text
