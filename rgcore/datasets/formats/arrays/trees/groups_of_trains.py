"""Which paths stand for one array in each of several groups that lie inside a group."""

from itertools import islice

from rgcore.datasets.formats.arrays.trees.tree import EVERY, Branch, Leaf, paths_below

__all__ = ["trains_in_groups"]

MOST_PATHS = 10_000


def trains_in_groups(node: Branch, array: str) -> list[str]:
    """Return paths such as units/*/times for arrays of one axis two groups below ``node``, whose path is ``array``."""
    found = {}
    for name, leaf in islice(paths_below(node), MOST_PATHS):
        first, *rest = name.split("/")
        if len(rest) == 2 and isinstance(leaf, Leaf) and max(leaf.shape, default=0) == leaf.size > 1:
            found[f"{array}/{first}/{EVERY}/{rest[1]}".strip("/")] = None
    return list(found)
