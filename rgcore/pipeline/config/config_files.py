"""Config files as text: what YAML lets pass in silence, and what Snakemake would execute."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from copy import deepcopy
from functools import lru_cache
from math import inf
from pathlib import Path
from typing import Any, TextIO

import yaml
from yaml.constructor import SafeConstructor

from rgcore.errors import InputError, one_line
from rgcore.pipeline.config.plain_values import kind_of, refuse_other_values
from rgcore.pipeline.config.two_readings import refuse_two_readings

__all__ = ["check_config_files", "check_config_text", "read_config_file", "read_plain_yaml", "target_hint"]

_TEMPLATE_KEY = "__use_yte__"  # makes Snakemake execute the Python in a YAML file
_HINTS = {
    r"\t": "; indent with blanks, not with tabs",
    "another document": "; write one document, without further lines of ---",
    "escape": "; write a path with / or in single quotes",
}
_MOST_VALUES = 100_000
_Keys = tuple[str, ...]


def check_config_files(files: Iterable[str | Path]) -> None:
    """Check the text of config files, in YAML or JSON.

    Raises
    ------
    InputError
        One sentence with the file and the line: the text cannot be read, a key stands twice in one block, or the file
        asks to be executed as a template.
    """
    for file in files:
        if Path(file).exists() and not Path(file).is_file():  # a pipe, which was read and is empty now
            continue
        try:
            text = Path(file).read_text(encoding="utf-8")
        except OSError as error:
            raise InputError(f"{file} must be readable: {error}{target_hint(file)}") from None
        except UnicodeDecodeError as error:
            raise InputError(_not_utf_8(str(file), error)) from None
        check_config_text(text, str(file))


def target_hint(file: str | Path) -> str:
    """Return an advice where a file has not the ending of a config: --configfile takes the targets after it too."""
    return "" if Path(file).suffix in (".yaml", ".yml", ".json") else "; write targets before --configfile"


def _not_utf_8(file: str, error: UnicodeDecodeError) -> str:
    hint = target_hint(file) or "; save it as UTF-8"
    return f"{file} must be a readable text file in UTF-8: {error}{hint}"


def check_config_text(text: str, source: str) -> None:
    """Check the text of one config file, without making any value of it; see :func:`check_config_files`."""
    try:
        in_json = json.loads(text, object_pairs_hook=lambda pairs: _refuse_twice_in_json(pairs, source))
    except RecursionError:
        raise InputError(_too_deep(source)) from None
    except ValueError as error:
        if isinstance(error, InputError):
            raise
        in_json = None
    if not isinstance(in_json, dict):
        _checked_tree(text, source)


# Snakemake reads each file several times, and PyYAML takes 25 ms for one of them.
@lru_cache(maxsize=8)
def _checked_tree(text: str, source: str) -> yaml.Node:
    """Return the tree of a YAML text that holds each key once and can be read in one way."""
    root = _tree(text, source)
    _refuse_endless(root, source)
    refuse_other_values(root, source)
    refuse_two_readings(root, source)
    for keys, lines in _blocks(root):
        if _TEMPLATE_KEY in lines:  # in any block, for << can put it into the outermost one
            raise InputError(
                f"{source} must hold values only, but {_TEMPLATE_KEY} in line {lines[_TEMPLATE_KEY][0]} asks for "
                "its text to be executed as Python: write the values themselves"
            )
        for key, places in lines.items():
            if len(places) > 1:
                merge = "write <<: [*a, *b]" if key == "<<" else "merge them"
                raise InputError(
                    f"{source} must have each key once in a block, but {'.'.join((*keys, key))} stands in lines "
                    f"{' and '.join(map(str, places))}, and the last one would replace the others: {merge}"
                )
    return root


def read_plain_yaml(file_or_text: TextIO | str, **_: object) -> Any:
    """Return the values of a YAML file after :func:`check_config_text`, with the signature of ``yte.process_yaml``.

    Raises
    ------
    SystemExit
        With the sentence on a mistake: Snakemake would print an exception with a traceback.
    """
    source = getattr(file_or_text, "name", "config")
    hint = "" if source == "config" else target_hint(source)
    try:
        text = file_or_text if isinstance(file_or_text, str) else file_or_text.read()
        check_config_text(text, source)
        return _made_of(text, source)
    except UnicodeDecodeError as error:
        raise SystemExit(f"Error: {_not_utf_8(source, error)}") from None
    except InputError as mistake:
        raise SystemExit(f"Error: {mistake}{hint}") from None


def read_config_file(file: str | Path) -> dict[str, Any]:
    """Return the values of a config file, in YAML or JSON, of which nothing is executed.

    Snakemake's own reader executes the Python in a file that asks for it, unless its plugins were imported before.

    Raises
    ------
    InputError
        As :func:`check_config_files`, or if a value cannot be made.
    """
    check_config_files([file])
    text = Path(file).read_text(encoding="utf-8")
    try:
        return json.loads(text)
    except ValueError:
        return _made_of(text, str(file))


def _made_of(text: str, source: str) -> Any:
    """Return the values of a YAML text that was checked; InputError if one cannot be made."""
    try:
        return deepcopy(_values(text, source))
    except (ValueError, yaml.YAMLError) as error:  # a date that does not exist, a tag of Python
        raise InputError(f"{source} must hold plain values: {one_line(str(error))}") from None


def _refuse_twice_in_json(pairs: list[tuple[str, object]], source: str) -> dict[str, object]:
    twice = [key for key, number in Counter(key for key, _ in pairs).items() if number > 1]
    if twice:
        raise InputError(
            f"{source} must have each key once in a block, but {twice[0]} stands there twice: merge them"
        )
    return dict(pairs)


@lru_cache(maxsize=8)
def _values(text: str, source: str) -> object:
    return SafeConstructor().construct_document(_checked_tree(text, source))


def _tree(text: str, source: str) -> yaml.Node:
    """Return the tree of a YAML text."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f", but line {mark.line + 1} cannot be read" if mark else ", but it cannot be read"
        problem = " ".join(str(getattr(error, "problem", None) or error).split()).removeprefix("but ")
        hint = next((words for part, words in _HINTS.items() if part in problem), "")
        raise InputError(f"{source} must be YAML or JSON{place}: {problem}{hint}") from None
    except RecursionError:
        raise InputError(_too_deep(source)) from None
    if not isinstance(root, yaml.MappingNode):
        raise InputError(
            f"{source} must hold keys, such as 'root_seed: 1', but it holds {kind_of(root)}: see config.yaml"
        )
    return root


def _too_deep(source: str) -> str:
    return f"{source} must be YAML or JSON of a few levels, but it is nested too deep"


def _refuse_endless(root: yaml.Node, source: str) -> None:
    """Raise InputError if repetitions by * grow to more than ``_MOST_VALUES`` values, or one contains itself."""
    sizes: dict[int, float] = {}

    def size(node: yaml.Node) -> float:
        if isinstance(node, yaml.ScalarNode):
            return 1
        if id(node) not in sizes:
            sizes[id(node)] = inf  # of what is not finished: it contains itself
            parts = (
                node.value
                if isinstance(node, yaml.SequenceNode)
                else [part for pair in node.value for part in pair]
            )
            sizes[id(node)] = 1 + sum(map(size, parts))
        return sizes[id(node)]

    if size(root) > _MOST_VALUES:
        raise InputError(
            f"{source} must hold at most {_MOST_VALUES} values, but its repetitions by * grow to more: write them out"
        )


def _blocks(root: yaml.Node) -> Iterator[tuple[_Keys, dict[str, list[int]]]]:
    """Yield the keys that lead to each block of a tree, and the lines of each of its own keys."""
    waiting, seen = [((), root)], set()
    while waiting:
        keys, node = waiting.pop()
        if id(node) in seen or isinstance(node, yaml.ScalarNode):
            continue
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            waiting += [((*keys, str(index)), item) for index, item in enumerate(node.value)]
            continue
        lines: dict[str, list[int]] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else "?"
            waiting.append(((*keys, name), value))
            if name != "?":
                lines.setdefault(name, []).append(key.start_mark.line + 1)
        yield keys, lines
