"""A file as a tree of arrays, and what each of them holds."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from rgcore.arguments.entry_types import entries_in_words
from rgcore.datasets.formats.arrays.trees.tree import DEEPEST, Branch, Entries, Leaf, Node, paths_below
from rgcore.errors import InputError

__all__ = ["Tree", "paths_of_tree", "refuse_other_than_numbers", "single", "why_no_numbers"]

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


def single(node: Node | None) -> Node | None:
    """Return the only entry where there is one only, as in a cell of 1 x 1."""
    for _ in range(DEEPEST):
        if not isinstance(node, Entries) or node.n != 1:
            return node
        node = node.open(0)
    raise ValueError("something in it contains itself, or is nested deeper than 50 levels")


def why_no_numbers(leaf: Leaf) -> str:
    """Return what an array holds instead of real numbers, in words; "" if it holds numbers."""
    if leaf.instead:
        return f"it holds {leaf.instead}"
    return "" if leaf.dtype.kind in "biuf" else f"it holds {entries_in_words(leaf.dtype)}, not numbers"


def refuse_other_than_numbers(leaf: Leaf, where: str) -> None:
    """Raise InputError if an array holds no real numbers; ``where`` names it in the message."""
    if leaf.instead:
        raise InputError(f"{where} must hold real numbers, found {leaf.instead}")
