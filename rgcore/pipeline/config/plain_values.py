"""What a config does not hold: types that YAML makes objects of, keys that are no text, entries without a value."""

import re
from collections.abc import Iterator

import yaml

from rgcore.errors import InputError, one_line

__all__ = ["kind_of", "nodes", "refuse_other_values"]

_PLAIN = ("map", "seq", "str", "int", "float", "bool", "null", "timestamp", "merge")  # of the types of YAML


def refuse_other_values(root: yaml.Node, source: str) -> None:
    """Raise InputError for what is no text, number, truth value, list or block, and for a key that is no text."""
    for node in nodes(root):
        kind, line = node.tag.rpartition(":")[2], node.start_mark.line + 1
        if kind == "value":  # of YAML 1.1, for a plain =
            raise InputError(f"{source} must hold plain values, but line {line} holds =: put it in quotes")
        if kind not in _PLAIN:
            raise InputError(
                f"{source} must hold plain values, but line {line} asks for {one_line(node.tag)}: leave the type out"
            )
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                _check_entry(key, value, source, in_braces=bool(node.flow_style))


def _check_entry(key: yaml.Node, value: yaml.Node, source: str, *, in_braces: bool) -> None:
    line = key.start_mark.line + 1
    if not isinstance(key, yaml.ScalarNode):
        raise InputError(
            f"{source} must hold plain values, but a key in line {line} is {kind_of(key)}: put text that has braces or "
            "brackets in quotes"
        )
    empty = isinstance(value, yaml.ScalarNode) and value.style is None and value.value == ""
    if empty and key.style is None and re.match(r"\w+:\S", key.value):
        raise InputError(
            f"{source} must have a blank after each colon, but line {line} holds {key.value}: write "
            f"{key.value.replace(':', ': ', 1)}"
        )
    if empty and in_braces:  # {axes: time, variable}, {decimal: ,}
        raise InputError(
            f"{source} must have a value for each key in braces, but line {line} has none for {key.value}: put lists "
            'in brackets, such as [a, b], a comma in quotes, as in ",", and write null for nothing'
        )


def kind_of(node: yaml.Node | None) -> str:
    """Return what a part of a config is, in words."""
    if node is None or node.value == "":
        return "nothing"
    if isinstance(node, yaml.ScalarNode):
        return f"the text {node.value[:40]!r}"
    return "a list" if isinstance(node, yaml.SequenceNode) else "a block"


def nodes(root: yaml.Node) -> Iterator[yaml.Node]:
    """Yield the blocks, lists, values and keys of a tree, each once, in the order of their lines."""
    waiting, seen = [root], set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        if isinstance(node, yaml.MappingNode):
            waiting += reversed([part for pair in node.value for part in pair])
        elif isinstance(node, yaml.SequenceNode):
            waiting += reversed(node.value)
