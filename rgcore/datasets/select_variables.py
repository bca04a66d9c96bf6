"""Which variables of a file are read: by name, or by what the file's table of its variables holds about each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from rgcore.datasets.decisions import NO_DECISIONS, Decisions
from rgcore.datasets.keys.selection import Between, SelectionKeys, Wanted
from rgcore.datasets.messages import listing, nearest_first, shortened
from rgcore.errors import InputError
from rgcore.series import Samples, replayable

__all__ = ["VariableTable", "columns_of_blocks", "different_entries", "fitting_entries", "select_variables"]


@dataclass(frozen=True, slots=True, kw_only=True)
class VariableTable:
    """The variables of a file, in its order.

    Attributes
    ----------
    names : tuple of str
    columns : mapping
        What the file holds about the variables, such as {"quality": ["good", "mua"]}: text, numbers or truth values,
        one for each variable, or a tuple of several.
    others : tuple of str
        Columns and arrays that are not about variables; what ``exclude`` and ``select`` do to them is done elsewhere.
    """

    names: tuple[str, ...]
    columns: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    others: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Check that the columns are as long as the names."""
        for name, entries in self.columns.items():
            if len(entries) != len(self.names):
                raise ValueError(f"column {name} has {len(entries)} entries for {len(self.names)} variables")


def select_variables(table: VariableTable, keys: SelectionKeys, where: str) -> tuple[list[int], Decisions]:
    """Return the positions of the variables that the keys ``variables``, ``exclude`` and ``select`` leave, ascending.

    Parameters
    ----------
    table : VariableTable
    keys : SelectionKeys
    where : str
        Opens the message of an error; usually the path.

    Raises
    ------
    InputError
        If a name or a column is not in the table, or no variable has one of the values; lists those that there are.
    """
    positions, decisions = list(range(len(table.names))), NO_DECISIONS
    for key in ("variables", "exclude"):
        if (named := getattr(keys, key)) is not None:
            about_variables = [name for name in named if name in table.names or name not in table.others]
            positions, left_out = _by_name(table.names, positions, about_variables, key, where)
            decisions = decisions.and_then(left_out)
    for column, wanted in (keys.select or {}).items():
        if column in table.others:
            continue
        positions, made = _by_column(table, positions, column, wanted, where)
        decisions = decisions.and_then(made)
    return positions, decisions


def different_entries(entries: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the different entries of an array (n,) of numbers or words, sorted, and the place of each among them."""
    if entries.dtype.kind != "O":
        return np.unique(entries, return_inverse=True)
    import pandas as pd  # noqa: PLC0415  (slow to import; parsing a workflow need not pay)

    places, present = pd.factorize(entries.astype(str), sort=True)
    return np.asarray(present), places


def fitting_entries(entries: np.ndarray, wanted: Wanted) -> np.ndarray:
    """Return the mask of the entries, (n,), that are the value, one of the values, or within the range."""
    present, places = different_entries(entries)
    return np.array([_fits(entry, wanted) for entry in present.tolist()], dtype=bool)[places]


@replayable
def columns_of_blocks(blocks: Samples, positions: list[int]) -> Iterator[np.ndarray]:
    """Yield (n, n_variables) blocks as fresh (n, n_kept) ones that hold the variables at some positions."""
    for block in blocks:
        yield block[:, positions]


def _by_name(
    names: Sequence[str], positions: list[int], named: Sequence[str], key: str, where: str
) -> tuple[list[int], Decisions]:
    for name in named:
        if name not in names:
            held = listing(nearest_first(name, names)) or "none"
            raise InputError(
                f"{where} must hold the variable {shortened(name)} of {key}, but it holds {held}"
            )
    chosen = set(named)
    if key == "variables":
        kept, reason = [place for place in positions if names[place] in chosen], "not named under variables"
    else:
        kept, reason = [place for place in positions if names[place] not in chosen], "named under exclude"
    others = set(positions) - set(kept)
    return kept, Decisions(left_out=tuple((names[place], reason) for place in sorted(others)))


def _by_column(
    table: VariableTable, positions: list[int], column: str, wanted: Wanted, where: str
) -> tuple[list[int], Decisions]:
    if column not in table.columns:
        known = listing(nearest_first(column, table.columns), limit=20)
        found = f"it has {known}" if known else "it holds nothing about its variables: leave select out"
        raise InputError(f"{where} must have the column {shortened(column)} of select, but {found}")
    entries = table.columns[column]
    kept = [place for place in positions if _fits(entries[place], wanted)]
    if not kept:
        raise InputError(
            f"{where} must have at least one with {column} {_shown(wanted)}, found {_counts(entries, positions)}"
        )
    phrase = f"{len(kept)} of {len(positions)} variables have {column} {_shown(wanted)} (select)"
    return kept, Decisions(made=(phrase,))


def _fits(entry: Any, wanted: Wanted) -> bool:
    """Return whether an entry is the value, one of the values, or within the range; a missing one is neither.

    Of an entry that holds several, such as tags, one must fit.
    """
    if isinstance(entry, tuple):
        return any(_fits(each, wanted) for each in entry)
    if isinstance(wanted, Between):
        number = _number(entry)
        low = -np.inf if wanted.min is None else wanted.min
        high = np.inf if wanted.max is None else wanted.max
        return number is not None and low <= number <= high
    if isinstance(wanted, tuple):
        return any(_fits(entry, each) for each in wanted)
    if isinstance(wanted, str):
        return str(entry).strip() == wanted.strip()
    if isinstance(entry, str):
        return entry.strip().lower() == str(wanted).lower()
    return _number(entry) == float(wanted)


def _number(entry: Any) -> float | None:
    try:
        return None if isinstance(entry, str) else float(entry)
    except (TypeError, ValueError):
        return None


def _shown(wanted: Wanted) -> str:
    """Return a wanted value as YAML writes it."""
    if isinstance(wanted, Between):
        ends = {"at least": wanted.min, "at most": wanted.max}
        return " and ".join(f"{words} {end:g}" for words, end in ends.items() if end is not None)
    if isinstance(wanted, tuple):
        return " or ".join(map(_shown, wanted))
    return str(wanted).lower() if isinstance(wanted, bool) else shortened(str(wanted))


def _counts(entries: Sequence[Any], positions: list[int]) -> str:
    """Return the values that variables have, the most frequent first, each with its number."""
    found = (entries[place] for place in positions)
    values = [
        ", ".join(map(str, entry)) if isinstance(entry, tuple) else str(entry).strip() for entry in found
    ]
    numbers = {value: values.count(value) for value in dict.fromkeys(values)}
    often = sorted(numbers, key=lambda value: -numbers[value])
    return listing([f"{value or 'no entry'} ({numbers[value]})" for value in often]) or "none"
