"""Which arrays of different length a path of the config stands for in a tree of arrays."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rgcore.datasets.decisions import NO_DECISIONS, Decisions
from rgcore.datasets.formats.arrays.choose_array import choose_array
from rgcore.datasets.formats.arrays.trees.cells_by_trials import joined_trials
from rgcore.datasets.formats.arrays.trees.groups_of_trains import trains_in_groups
from rgcore.datasets.formats.arrays.trees.tree import EVERY, Branch, Entries, Leaf, Node, node_at
from rgcore.datasets.formats.arrays.trees.tree_file import (
    Tree,
    refuse_other_than_numbers,
    single,
    why_no_numbers,
)
from rgcore.datasets.messages import listing
from rgcore.datasets.raw_samples import default_names
from rgcore.errors import InputError

__all__ = ["Several", "several_arrays"]

MOST_SHOWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    """Arrays of different length by name, each a function that opens it, and the decisions on which they are.

    ``side_by_side`` is True if they only lie in one place, as in a group, so that some may be something else.
    """

    by_name: dict[str, Callable[[], Leaf]]
    decisions: Decisions = NO_DECISIONS
    side_by_side: bool = False


def several_arrays(tree: Tree, array: str | None) -> Several:
    """Return the arrays of different length that ``array`` stands for.

    They are the arrays of a group or struct by their names, or the entries of a cell array, of a field of a struct
    array or of arrays of variable length, called v000, v001, ... For None they are those of the only array of such a
    type or, if there is none, the arrays at the top of the file.

    Raises
    ------
    InputError
        If there is no such thing or what it holds are not arrays; lists what could be named.
    """
    if array is None:
        entries = [name for name, node in tree.paths().items() if isinstance(node, Entries)]
        array = choose_array(tree.path, None, entries) if entries else "/"
    node = node_at(tree.root, array)
    if node is None or isinstance(node, Leaf):
        array = choose_array(
            tree.path, array, [name for name, node in tree.paths().items() if not isinstance(node, Leaf)]
        )
        node = tree.paths()[array]
    return _several(node, array.strip("/"), tree.path)


def _several(node: Node, array: str, path: Path) -> Several:
    only = single(node)
    node = node if isinstance(only, Leaf) else only  # a list of one array is a list
    return _of_branch(node, array, path) if isinstance(node, Branch) else _of_entries(node, array, path)


def _of_branch(node: Branch, array: str, path: Path) -> Several:
    """Return the arrays of a group by name; groups beside them are left out, and so is what holds no numbers."""
    children = {name: child for name in node.names if (child := node.child(name)) is not None}
    entries = [f"{array}/{name}".strip("/") for name, child in children.items() if isinstance(child, Entries)]
    if entries:
        raise InputError(
            f"array must name the arrays of {path} to read, but {array} is {node.kind} with several: {listing(entries)}"
        )
    arrays = {name: child for name, child in children.items() if isinstance(child, Leaf)}
    if children and not arrays:
        return _of_every(node, array, path)
    numbers = {name: leaf for name, leaf in arrays.items() if not why_no_numbers(leaf)}
    for leaf in arrays.values():
        leaf.check()
    reasons = {
        name: why_no_numbers(child) if isinstance(child, Leaf) else f"it is {child.kind}, not an array"
        for name, child in children.items()
        if name not in numbers
    }
    return Several(
        by_name={name: lambda leaf=leaf: leaf for name, leaf in numbers.items()},
        decisions=Decisions(left_out=tuple(reasons.items())),
        side_by_side=True,
    )


def _of_every(node: Branch, array: str, path: Path) -> Several:
    """Return the arrays of groups that hold one array each, of the same name."""
    names = {
        name
        for group in map(node.child, node.names)
        if isinstance(group, Branch)
        for name in group.names
        if isinstance(group.child(name), Leaf)
    }
    paths = [f"{array}/{EVERY}/{name}".strip("/") for name in sorted(names)]
    if len(paths) != 1:
        found = paths or trains_in_groups(node, array)
        how = (
            f"write array: {' or array: '.join(found[:MOST_SHOWN])}" if found else "none of them holds arrays"
        )
        raise InputError(
            f"array must name the arrays of {path} to read, but {array or 'its top'} holds groups: {how}"
        )
    found = _of_entries(node_at(node, f"{EVERY}/{names.pop()}"), paths[0], path)
    made = (f"the arrays are {paths[0]} (array)",)
    return Several(by_name=found.by_name, decisions=Decisions(made=made).and_then(found.decisions))


def _of_entries(node: Entries, array: str, path: Path) -> Several:
    first = single(node.open(0)) if node.n else None
    if isinstance(first, Branch):
        fields = [f"{array}/{name}" for name in first.names]
        raise InputError(
            f"array must name a field of the entries of {array} in {path}, which is {node.kind}: {listing(fields)}"
        )
    decisions = NO_DECISIONS
    if node.is_grid:
        node, decisions = joined_trials(node, array, path)
    names = node.labels if node.labels is not None else default_names(node.n)

    def opener(place: int) -> Callable[[], Leaf]:
        def opened() -> Leaf:
            leaf, where = single(node.open(place)), f"entry {place + 1} of {array} in {path}"
            if not isinstance(leaf, Leaf):
                raise InputError(f"{where} must be an array, found {leaf.kind}")
            refuse_other_than_numbers(leaf, where)
            return leaf

        return opened

    return Several(by_name={name: opener(place) for place, name in enumerate(names)}, decisions=decisions)
