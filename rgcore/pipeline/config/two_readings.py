"""Values of a config file that YAML 1.1 reads as something else than YAML 1.2, or a person, does."""

import re
from collections.abc import Callable

import yaml

from rgcore.errors import InputError
from rgcore.mistakes.remedies import LONGEST
from rgcore.pipeline.config.plain_values import nodes

__all__ = ["refuse_two_readings"]


def refuse_two_readings(root: yaml.Node, source: str) -> None:
    """Raise InputError for the first value or key of a tree that can be read in two ways.

    These are, without quotes: numbers with a leading zero (to the base 8 in YAML 1.1), numbers with colons (to the base
    60), yes, no, on and off (true and false), and dates.
    """
    for node in nodes(root):
        plain = isinstance(node, yaml.ScalarNode) and node.style is None
        advice = _ADVICE.get(node.tag.rpartition(":")[2]) if plain else None
        if advice and (write := advice(node.value)):
            line = node.start_mark.line + 1
            raise InputError(
                f"{source} must hold values that can be read in one way only, but {node.value[:LONGEST]} in line "
                f"{line} {write}"
            )


def _of_number(text: str) -> str:
    special = ":" in text or re.fullmatch(r"[-+]?0[0-7_]*[1-7][0-7_]*", text)
    if special and len(text) > LONGEST:
        return "is too long for a number: write it in quotes"
    if ":" in text:
        return f'is {_plain(text)} in YAML, to the base 60: write that number, or "{text}" for the text'
    if special:
        decimal = int(text.replace("_", ""))
        return f'is {_plain(text)} in YAML, to the base 8: write {decimal}, or "{text}" for the text'
    return ""


def _of_truth(text: str) -> str:
    value = str(yaml.safe_load(text)).lower()
    return "" if text.lower() == value else f'is {value} in YAML: write {value}, or "{text}" for the text'


def _of_date(text: str) -> str:
    return f'is a date in YAML: write it in quotes: "{text[:LONGEST]}"'


def _plain(text: str) -> str:
    return repr(yaml.safe_load(text))


_ADVICE: dict[str, Callable[[str], str]] = {
    "int": _of_number,
    "float": _of_number,
    "bool": _of_truth,
    "timestamp": _of_date,
}
"""What to write instead, by the type that YAML 1.1 gives to a value without quotes; "" where all agree."""
