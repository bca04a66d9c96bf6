"""Which one array a path of the config stands for in a tree of arrays."""

from pathlib import Path

from rgcore.datasets.decisions import Decisions
from rgcore.datasets.formats.arrays.choose_array import choose_array
from rgcore.datasets.formats.arrays.described_array import Described
from rgcore.datasets.formats.arrays.trees.side_by_side import side_by_side
from rgcore.datasets.formats.arrays.trees.tree import Entries, Leaf, node_at
from rgcore.datasets.formats.arrays.trees.tree_file import Tree, refuse_other_than_numbers, single
from rgcore.datasets.raw_samples import default_names
from rgcore.datasets.select_variables import VariableTable
from rgcore.errors import InputError

__all__ = ["describe_columns", "one_array"]


def one_array(tree: Tree, array: str | None) -> tuple[str, Leaf]:
    """Return the name and the array that ``array`` stands for; for None, the only one that names alone lead to.

    Several equally long arrays of one axis, such as those of ``traces/*``, are the columns of one.

    Raises
    ------
    InputError
        If there is none, if it is several, or if it holds no numbers; lists what could be named.
    """
    node = None if array is None else single(node_at(tree.root, array))
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
    refuse_other_than_numbers(node, f"array {array} of {tree.path}")
    return array.strip("/"), node


def describe_columns(tree: Tree, name: str) -> Described | None:
    """Return the names of the columns of an array that were arrays of their own; None for other arrays."""
    if "*" not in name and "(" not in name and isinstance(node_at(tree.root, name), Leaf):
        return None
    leaf = one_array(tree, name)[1]
    if leaf.labels is None and not isinstance(single(node_at(tree.root, name)), Entries):
        return None
    names = tuple(leaf.labels or default_names(leaf.shape[1]))
    made = (f"array {name} is read, {len(names)} arrays of one variable each (array)",)
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
    leaves = [single(entry) for entry in node]
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
