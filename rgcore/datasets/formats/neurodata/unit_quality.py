"""Columns of a table of units that distinguish cells from noise: units are never read without regard to them.

Some are known by their name, others by their words. Of the former those of few different entries count: a number such
as a signal-to-noise ratio is for the config to select by.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from rgcore.datasets.decisions import Decisions
from rgcore.datasets.keys.selection import SelectionKeys
from rgcore.datasets.messages import listing
from rgcore.datasets.select_variables import VariableTable
from rgcore.errors import InputError

__all__ = ["BAD", "GOOD", "refuse_several_qualities", "unused_qualities"]

SURE = re.compile(
    r"(unit_|isolation_|sorting_|cluster_|ibl_)?quality(_score)?|(ks2?_?|kilosort2?_?)label|_?phy_annotations?|"
    r"(default_|pass(es|ed)?_)?qc|"
    r"(is_?|was_)?(good|accept(ed)?|valid|sua|single_?unit|isolated|mua|multi_?unit|noise|bad|artifact|rejected|curated)"
    r"(_?(unit|cell|cluster))?|passed|include[ds]?|is_?cell",
    re.IGNORECASE,
)
GOOD = (
    "good",
    "sua",
    "single",
    "single unit",
    "single-unit",
    "single_unit",
    "accepted",
    "accept",
    "pass",
    "passed",
)
BAD = (
    *(
        "noise",
        "mua",
        "multi",
        "multi unit",
        "multi-unit",
        "multi_unit",
        "artifact",
        "artefact",
        "rejected",
        "reject",
    ),
    *("bad", "fail", "failed", "unsorted", "undecided", "junk", "garbage"),
)
AGAINST = re.compile(
    "mua|multi|noise|bad|artifact|rejected", re.IGNORECASE
)  # a column that marks what is no cell
MOST = 8  # different entries of a column of kinds


def refuse_several_qualities(
    units: VariableTable, keys: SelectionKeys, where: str, first: Sequence[str] = ()
) -> None:
    """Raise InputError if units are of several kinds, such as cells and noise, and the config selects none.

    Parameters
    ----------
    units : VariableTable
    keys : SelectionKeys
    where : str
        Opens the message.
    first : sequence of str
        Columns that are of quality in this layout, whatever their entries; of those there are the first alone counts.
    """
    if keys.select is not None or keys.variables is not None:
        return
    known = next(([name] for name in first if name in units.columns), None)
    for column in known or _qualities(units.columns):
        counts = _counts(units.columns[column])
        if len(counts) > 1:
            example, every = _shown(_example(column, list(counts))), ", ".join(map(_shown, counts))
            raise InputError(
                f"{where} holds units of several kinds in column {column} ({_listed(counts)}): write which are read, "
                f"such as select: {{{column}: {example}}}, or select: {{{column}: [{every}]}} for all"
            )


def unused_qualities(
    units: VariableTable, names: Sequence[str], keys: SelectionKeys, first: Sequence[str] = ()
) -> Decisions:
    """Return which columns distinguish units that are read all the same, and how many there are of each kind."""
    places = {name: row for row, name in enumerate(units.names)}
    rows = [places[name] for name in names]
    columns = dict.fromkeys([*(name for name in first if name in units.columns), *_qualities(units.columns)])
    made = []
    for column in columns:
        counts = _counts([units.columns[column][row] for row in rows])
        if len(counts) > 1 and column not in (keys.select or {}):
            made.append(f"units are read whatever their {column}, {_listed(counts)} (select)")
    return Decisions(made=tuple(made))


def _qualities(columns: Mapping[str, Sequence[Any]]) -> list[str]:
    """Return the columns that distinguish cells from noise, first those that call some units good."""
    found = [name for name, entries in columns.items() if _is_quality(name, entries)]
    return sorted(found, key=lambda name: not {str(entry).lower() for entry in columns[name]} & set(GOOD))


def _is_quality(name: str, entries: Sequence[Any]) -> bool:
    different = set(entries)
    if not 1 < len(different) <= MOST or any(isinstance(entry, tuple) for entry in different):
        return False
    words = {entry.strip().lower() for entry in different if isinstance(entry, str)}
    if words & set(BAD) or words & set(GOOD):
        return True
    return SURE.fullmatch(name) is not None or (name.lower() == "label" and not words)


def _counts(entries: Sequence[Any]) -> dict[Any, int]:
    """Return how many units have each entry, sorted by the entry."""
    shown = {str(entry): entry for entry in entries}
    names = list(map(str, entries))
    return {shown[name]: names.count(name) for name in sorted(shown)}


def _listed(counts: Mapping[Any, int]) -> str:
    return listing([f"{n} {_shown(entry)}" for entry, n in counts.items()])


def _example(column: str, entries: list[Any]) -> Any:
    """Return the entry that cells have, as far as its word or number shows that."""
    good = [entry for entry in entries if str(entry).strip().lower() in GOOD]
    if good:
        return good[0]
    if all(isinstance(entry, str) for entry in entries):
        return next((entry for entry in entries if entry.strip().lower() not in BAD), entries[-1])
    numbers = sorted(entries, key=float)
    return numbers[0] if AGAINST.search(column) else numbers[-1]


def _shown(entry: Any) -> str:
    """Return an entry as YAML writes it."""
    return str(entry).lower() if isinstance(entry, bool) else str(entry)
