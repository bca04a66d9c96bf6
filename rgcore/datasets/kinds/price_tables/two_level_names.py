"""Names of columns that hold a field and a share, such as ('Close', 'AAA') of a header of two lines, or AAA_Close."""

import ast
from collections.abc import Sequence
from pathlib import Path

from rgcore.datasets.decisions import Decisions
from rgcore.datasets.kinds.price_tables.column_names import FIELDS, NO_PRICES, plain
from rgcore.datasets.messages import listing, nearest_first, shortened
from rgcore.errors import InputError

__all__ = ["choose_field", "field_and_share"]

MARKS = ("_", ".", " ", "-", "|", "/", ":")

Pairs = dict[str, tuple[str, str]]


def field_and_share(names: Sequence[str]) -> Pairs | None:
    """Return the field and the share that each name holds, or None if names are those of shares alone.

    A header of two lines comes as pandas writes it to Parquet, ('Close', 'AAA'). One line may hold both around a mark,
    as AAA_Close: taken so if every name holds a known field and there are at least two fields, or one that is no price.
    """
    pairs = _from_tuples(names)
    if pairs is not None:
        return _field_first(pairs)
    for mark, last in ((mark, last) for mark in MARKS for last in (True, False)):
        split = {name: _split(name, mark, last) for name in names}
        fields = {plain(field) for field, _ in split.values()}
        shares = {share for _, share in split.values()}
        if "" not in shares and fields <= FIELDS and (len(fields) > 1 or fields & NO_PRICES) and names:
            return split
    return None


def _from_tuples(names: Sequence[str]) -> Pairs | None:
    pairs: Pairs = {}
    for name in names:
        if not (name.startswith("(") and name.endswith(")")):
            return None
        try:
            pair = ast.literal_eval(name)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            return None
        if not isinstance(pair, tuple) or len(pair) != 2:
            return None
        pairs[name] = (str(pair[0]), str(pair[1]))
    return pairs or None


def _field_first(pairs: Pairs) -> Pairs:
    """Return pairs of field and share, whichever level of the header holds the fields."""
    known = [sum(plain(pair[level]) in FIELDS for pair in pairs.values()) for level in (0, 1)]
    return pairs if known[0] >= known[1] else {name: (field, share) for name, (share, field) in pairs.items()}


def _split(name: str, mark: str, last: bool) -> tuple[str, str]:
    """Return field and share of a name, the field after the last mark or before the first one."""
    if last:
        share, _, field = name.rpartition(mark)
    else:
        field, _, share = name.partition(mark)
    return field, share


def choose_field(pairs: Pairs, array: str | None, path: Path) -> tuple[dict[str, str], Decisions]:
    """Return the share of each column that holds the field ``array``, and the decisions.

    Raises
    ------
    InputError
        If there is no such field, or none is named and there are several, or the only one is no price.
    """
    fields = list(dict.fromkeys(field for field, _ in pairs.values()))
    if array is None and (len(fields) > 1 or plain(fields[0]) in NO_PRICES):
        raise InputError(
            f"array must name which of {listing(fields)} of {path} is read, such as array: {_usual(fields)}"
        )
    field = fields[0] if array is None else array
    if field not in fields:
        held = listing(nearest_first(field, fields))
        raise InputError(f"{path} must hold {shortened(field)}, which array names, but it holds {held}")
    chosen = {name: share for name, (found, share) in pairs.items() if found == field}
    others = [found for found in fields if found != field]
    return chosen, Decisions(
        made=(f"columns of {field} are read, one per share (array: {field})",),
        left_out=tuple((found, f"array is {field}") for found in others),
    )


def _usual(fields: Sequence[str]) -> str:
    """Return the field that a user most likely wants."""
    return next((field for field in fields if plain(field) == "close"), fields[0])
