"""Arrays inside one another, as in structs and cell arrays of MATLAB and groups of HDF5, and the paths that name them.

A path joins names by slashes, such as ``spikes/times``. It is the same whether MATLAB saved a file as v7 or as v7.3:

- ``session/spikes`` is a field of a struct, a dataset of a group;
- ``cells(2)`` (or ``cells{2}``) is the second entry of a cell array or of a struct array, counted from 1 in MATLAB's
  order;
- ``cells(:,3)`` is the third column of a cell array, ``cells(3,:)`` its third row;
- ``units/times`` of a struct array, or of a cell array of structs, is the field ``times`` of every entry;
- ``units/*/times`` is ``times`` of every group or struct inside ``units``, ``units/u*/times`` of those that begin
  with u.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

import numpy as np

from rgcore.datasets.formats.arrays.large_arrays import LargeArray
from rgcore.errors import InputError

__all__ = ["DEEPEST", "EVERY", "Branch", "Entries", "Leaf", "Node", "leaves_of", "node_at", "paths_below"]

INDEX = re.compile(r"(?P<name>.+?)(?:\((?P<round>\d+)\)|\{(?P<curly>\d+)\})")
LINE = re.compile(r"(?P<name>.+?)\((?::,(?P<column>\d+)|(?P<row>\d+),:)\)")
EVERY = "*"
MOST_NODES = 1_000_000
DEEPEST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """An array of numbers, or something that holds none.

    Attributes
    ----------
    shape : tuple of int
    dtype : numpy dtype
    values : function
        Returns it whole; only while its file is open.
    large : function of a name for messages
        Returns the ``LargeArray``, which may be read after its file was closed.
    instead : str
        What it holds where that is no numbers, such as "MATLAB text", and what can be done; "" for numbers.
    check : function
        Raises InputError if its numbers lie outside the file.
    unit : str or None
        What its attribute ``units`` holds, in words.
    labels : sequence of str or None
        Names of its columns, where they were arrays with names of their own.
    notes : tuple of str
        Decisions on its numbers, such as that they are multiplied by a factor.
    attributes : function
        Returns single words and numbers that the file holds about it by name; only while its file is open.
    """

    shape: tuple[int, ...]
    dtype: np.dtype
    values: Callable[[], np.ndarray]
    large: Callable[[str], LargeArray]
    instead: str = ""
    check: Callable[[], None] = lambda: None
    unit: str | None = None
    labels: Sequence[str] | None = None
    notes: tuple[str, ...] = ()
    attributes: Callable[[], Mapping[str, str | float]] = dict

    @property
    def size(self) -> int:
        """Number of entries."""
        return int(np.prod(self.shape, dtype=object))


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """Something with named contents: a struct of MATLAB, a group of HDF5.

    Attributes
    ----------
    names : tuple of str
    open : function of a name
        Returns the node; None if a link leads nowhere.
    kind : str
        What it is called in messages.
    """

    names: Sequence[str]
    open: Callable[[str], "Node | None"]
    kind: str = "a group"

    def child(self, name: str) -> "Node | None":
        """Return the node of a name; None if there is none."""
        return self.open(name) if name in self.names else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """Nodes without names: of a cell array, of a struct array, of arrays of variable length.

    Attributes
    ----------
    n : int
    open : function of a position, counted from 0
        Returns the node.
    labels : tuple of str or None
        What the entries are called where they come from something with names.
    kind : str
        What it is called in messages.
    shape : tuple of int or None
        Extents as MATLAB shows them, of entries in its order, column by column; None where they are a list.
    """

    n: int
    open: Callable[[int], "Node"]
    labels: Sequence[str] | None = None
    kind: str = "a cell array"
    shape: tuple[int, ...] | None = None

    @property
    def is_grid(self) -> bool:
        """Whether the entries have rows and columns, several of each."""
        return sum(extent > 1 for extent in self.shape or ()) > 1

    def __iter__(self) -> Iterator["Node"]:
        """Yield the nodes in order."""
        return map(self.open, range(self.n))


Node = Leaf | Branch | Entries


def node_at(root: Node, path: str) -> Node | None:
    """Return what a path leads to; None if it leads nowhere.

    Raises
    ------
    InputError
        If an index lies outside, or not every entry of an array has the field of this name.
    """
    return _below(root, [part for part in path.split("/") if part not in ("", ".")])


def _below(node: Node | None, parts: list[str]) -> Node | None:
    if node is None or not parts:
        return node
    part, rest = parts[0], parts[1:]
    if isinstance(node, Leaf):
        return None
    if isinstance(node, Entries):
        return _field_of_entries(node, parts)
    if EVERY in part and part not in node.names:
        return _contents_of_every(node, part, rest)
    found = node.child(part)
    return _below(_indexed(node, part) if found is None else found, rest)


def _indexed(node: Branch, part: str) -> Node | None:
    """Return the entry, or the entries of a row or a column, that a name with an index stands for."""
    if index := INDEX.fullmatch(part):
        return _entry(node.child(index["name"]), int(index["round"] or index["curly"]), part)
    line = LINE.fullmatch(part.replace(" ", ""))
    return line and _line(node.child(line["name"]), line, part)


def _entry(node: Node | None, number: int, part: str) -> Node | None:
    if not isinstance(node, Entries):
        return None
    if not 1 <= number <= node.n:
        raise InputError(f"{part} must lie within 1 to {node.n}, the entries of {node.kind}")
    return node.open(number - 1)


def _line(node: Node | None, line: re.Match, part: str) -> Node | None:
    """Return a row or a column of a cell array."""
    if not isinstance(node, Entries) or node.shape is None or len(node.shape) != 2:
        return None
    n_rows, n_columns = node.shape
    number, most = int(line["column"] or line["row"]), n_columns if line["column"] else n_rows
    if not 1 <= number <= most:
        raise InputError(f"{part} must lie within 1 to {most}, {node.kind} being {n_rows} x {n_columns}")
    first, step, n = ((number - 1) * n_rows, 1, n_rows) if line["column"] else (number - 1, n_rows, n_columns)
    return Entries(n=n, open=lambda place: node.open(first + step * place), kind=node.kind)


def _field_of_entries(node: Entries, parts: list[str]) -> Node | None:
    """Return the same field of every entry as entries."""
    if node.n == 1:
        return _below(node.open(0), parts)
    if node.n == 0 or _below(node.open(0), parts) is None:
        return None

    def open_field(position: int) -> Node:
        found = _below(node.open(position), parts)
        if found is None:
            raise InputError(f"every entry must have {'/'.join(parts)}, but entry {position + 1} has none")
        return found

    return replace(node, open=open_field)


def _contents_of_every(node: Branch, pattern: str, rest: list[str]) -> Node | None:
    """Return what a path leads to below every name of a branch that fits, where it leads to something."""
    fitting = [name for name in node.names if fnmatchcase(name, pattern)]
    names = [name for name in fitting if _below(node.child(name), rest) is not None]
    if not names:
        return None
    return Entries(
        n=len(names), open=lambda place: _below(node.child(names[place]), rest), labels=names, kind=node.kind
    )


def paths_below(node: Node, prefix: str = "", depth: int = 0) -> Iterator[tuple[str, Node]]:
    """Yield all that names alone lead to, each with its path; not what lies inside cells."""
    if prefix:
        yield prefix, node
    if isinstance(node, Branch) and depth < DEEPEST:
        for name in node.names:
            if (found := node.child(name)) is not None:
                yield from paths_below(found, f"{prefix}/{name}".strip("/"), depth + 1)


def leaves_of(node: Node) -> Iterator[Leaf]:
    """Yield all arrays below a node, those of cells as often as they come.

    Raises
    ------
    ValueError
        If there are more than 10^6 nodes, as where something contains itself.
    """
    waiting, n_seen = [iter([node])], 0
    while waiting:
        found = next(waiting[-1], waiting)
        n_seen += 1
        if n_seen > MOST_NODES or len(waiting) > DEEPEST:
            raise ValueError("something in it contains itself, or is nested deeper than 50 levels")
        if found is waiting:
            waiting.pop()
        elif isinstance(found, Leaf):
            yield found
        elif isinstance(found, Branch):
            waiting.append(map(found.child, found.names))
        elif found is not None:
            waiting.append(iter(found))
