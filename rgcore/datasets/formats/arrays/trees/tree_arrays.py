"""Which array, or which arrays of different length, a path of the config stands for in a tree of arrays."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from rgcore.arguments.entry_types import entries_in_words
from rgcore.datasets.decisions import NO_DECISIONS, Decisions
from rgcore.datasets.formats.arrays.choose_array import choose_array
from rgcore.datasets.formats.arrays.described_array import Described
from rgcore.datasets.formats.arrays.trees.cells_by_trials import joined_trials
from rgcore.datasets.formats.arrays.trees.groups_of_trains import trains_in_groups
from rgcore.datasets.formats.arrays.trees.side_by_side import side_by_side
from rgcore.datasets.formats.arrays.trees.tree import (
    DEEPEST,
    EVERY,
    Branch,
    Entries,
    Leaf,
    Node,
    node_at,
    paths_below,
)
from rgcore.datasets.messages import listing
from rgcore.datasets.raw_samples import default_names
from rgcore.datasets.select_variables import VariableTable
from rgcore.errors import InputError

__all__ = ["Several", "Tree", "describe_columns", "one_array", "paths_of_tree", "several_arrays"]

MOST_SHOWN = 6
MOST_PATHS = 100_000  # a file that contains itself through links has no end


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A file as a tree.

    Attributes
    ----------
    path : Path
    root : Branch
    paths : function
        Returns what names alone lead to, each with its path, for messages and where no array is named.
    """

    path: Path
    root: Branch
    paths: Callable[[], dict[str, Node]]


def paths_of_tree(root: Branch) -> dict[str, Node]:
    """Return what names alone lead to, at most 100,000 of them."""
    return dict(islice(paths_below(root), MOST_PATHS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    """Arrays of different length by name, each a function that opens it, and the decisions on which they are.

    ``side_by_side`` is True if they only lie in one place, as in a group, so that some may be something else.
    """

    by_name: dict[str, Callable[[], Leaf]]
    decisions: Decisions = NO_DECISIONS
    side_by_side: bool = False


def one_array(tree: Tree, array: str | None) -> tuple[str, Leaf]:
    """Return the name and the array that ``array`` stands for; for None, the only one that names alone lead to.

    Several equally long arrays of one axis, such as those of ``traces/*``, are the columns of one.

    Raises
    ------
    InputError
        If there is none, if it is several, or if it holds no numbers; lists what could be named.
    """
    node = None if array is None else _single(node_at(tree.root, array))
    if isinstance(node, Entries):
        node = _columns(node, array, tree.path)
    if not isinstance(node, Leaf):
        leaves = {name: leaf for name, leaf in tree.paths().items() if isinstance(leaf, Leaf)}
        lists = [name for name, each in tree.paths().items() if isinstance(each, Entries)]
        if array is None and not leaves and len(lists) == 1:
            return one_array(tree, lists[0])
        array = choose_array(tree.path, array, _numbers_first(leaves))
        node = leaves[array]
    node.check()
    _refuse_other_than_numbers(node, f"array {array} of {tree.path}")
    return array.strip("/"), node


def describe_columns(tree: Tree, name: str) -> Described | None:
    """Return the names of the columns of an array that were arrays of their own; None for other arrays."""
    if "*" not in name and "(" not in name and isinstance(node_at(tree.root, name), Leaf):
        return None
    leaf = one_array(tree, name)[1]
    if leaf.labels is None and not isinstance(_single(node_at(tree.root, name)), Entries):
        return None
    names = tuple(leaf.labels or default_names(leaf.shape[1]))
    made = (f"{name} is read, {len(names)} arrays of one variable each (array)",)
    return Described(
        variables=VariableTable(names=names), axes=("time", "variable"), decisions=Decisions(made=made)
    )


def _columns(node: Entries, array: str, path: Path) -> Leaf:
    """Return entries that are equally long arrays of one axis as the columns of one array."""
    if node.is_grid:
        raise InputError(
            f"array must name one array of {path}, but {array} is {node.kind} of {' x '.join(map(str, node.shape))}: "
            f"name a column, such as {array}(:,1), or a row, such as {array}(1,:)"
        )
    leaves = [_single(entry) for entry in node]
    if not all(isinstance(leaf, Leaf) and leaf.dtype.kind in "biuf" and not leaf.instead for leaf in leaves):
        raise InputError(
            f"array must name one array of {path}, but {array} is {node.kind} with {node.n} entries: "
            f"name one, such as {array}(1)"
        )
    where = f"{array} of {path}, {node.kind} with {node.n} entries,"
    return side_by_side(leaves, node.labels, where)


def _numbers_first(leaves: dict[str, Leaf]) -> list[str]:
    """Return the names of arrays of numbers, the largest first, and of objects; of text if there is nothing else."""
    held = [name for name, leaf in leaves.items() if leaf.dtype.kind in "biuf" or leaf.instead] or list(
        leaves
    )
    return sorted(held, key=lambda name: -leaves[name].size)


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
    single = _single(node)
    node = node if isinstance(single, Leaf) else single  # a list of one array is a list
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
    numbers = {name: leaf for name, leaf in arrays.items() if not _why_no_numbers(leaf)}
    for leaf in arrays.values():
        leaf.check()
    reasons = {
        name: _why_no_numbers(child) if isinstance(child, Leaf) else f"it is {child.kind}, not an array"
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
    first = _single(node.open(0)) if node.n else None
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
            leaf, where = _single(node.open(place)), f"entry {place + 1} of {array} in {path}"
            if not isinstance(leaf, Leaf):
                raise InputError(f"{where} must be an array, found {leaf.kind}")
            _refuse_other_than_numbers(leaf, where)
            return leaf

        return opened

    return Several(by_name={name: opener(place) for place, name in enumerate(names)}, decisions=decisions)


def _single(node: Node | None) -> Node | None:
    """Return the only entry where there is one only, as in a cell of 1 x 1."""
    for _ in range(DEEPEST):
        if not isinstance(node, Entries) or node.n != 1:
            return node
        node = node.open(0)
    raise ValueError("something in it contains itself, or is nested deeper than 50 levels")


def _why_no_numbers(leaf: Leaf) -> str:
    if leaf.instead:
        return f"it holds {leaf.instead}"
    return "" if leaf.dtype.kind in "biuf" else f"it holds {entries_in_words(leaf.dtype)}, not numbers"


def _refuse_other_than_numbers(leaf: Leaf, where: str) -> None:
    if leaf.instead:
        raise InputError(f"{where} must hold real numbers, found {leaf.instead}")
