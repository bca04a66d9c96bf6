"""Cell arrays with a row per cell and a column per trial, or the other way, whose entries are spike times."""

import itertools
from pathlib import Path

import numpy as np

from rgcore.datasets.decisions import Decisions
from rgcore.datasets.formats.arrays.large_arrays import in_memory
from rgcore.datasets.formats.arrays.trees.tree import Entries, Leaf
from rgcore.errors import InputError

__all__ = ["joined_trials"]


def joined_trials(node: Entries, array: str, path: Path) -> tuple[Entries, Decisions]:
    """Return one entry per cell, its trials one after the other, and the decision.

    Raises
    ------
    InputError
        If the times of all rows, or those of all columns, do not follow one another as trials do; names what to write.
    """
    shown = " x ".join(map(str, node.shape))
    leaves = [node.open(place) for place in range(node.n)]
    ways = []
    if len(node.shape) == 2 and all(isinstance(leaf, Leaf) and leaf.dtype.kind in "biuf" for leaf in leaves):
        grid = np.empty(node.n, dtype=object)
        for place, leaf in enumerate(leaves):
            grid[place] = np.asarray(leaf.values()).ravel()
        grid = grid.reshape(node.shape, order="F")
        ways = [("row", grid), ("column", grid.T)]
        ways = [(line, cells) for line, cells in ways if _follow_one_another(cells)]
    if len(ways) != 1:
        raise InputError(
            f"{array} of {path} must hold one entry per cell, but it is {node.kind} of {shown}, such as of cells and "
            "trials, whose times do not follow one another from trial to trial: save them on one clock, or write "
            f"array: {array}(:,1) for the first column, {array}(1,:) for the first row"
        )
    [(line, cells)] = ways
    made = f"each {line} of {array} ({shown}) is a cell, its trials one after the other (array)"

    def opened(place: int) -> Leaf:
        times = np.concatenate(cells[place])
        return Leaf(
            shape=times.shape,
            dtype=times.dtype,
            values=lambda: times,
            large=lambda name: in_memory(name, path, times),
            unit=leaves[0].unit,
        )

    return Entries(n=len(cells), open=opened, kind=node.kind), Decisions(made=(made,))


def _follow_one_another(cells: np.ndarray) -> bool:
    """Return whether all times in a column of (n_cells, n_trials) arrays come before all in the next."""
    columns = [np.concatenate(column) for column in cells.T]
    columns = [times for times in columns if times.size]
    return all(earlier.max() < later.min() for earlier, later in itertools.pairwise(columns))
