"""Names of columns that hold a field and a share, such as ('Close', 'AAA') of a header of two lines, or AAA_Close."""

import ast
import re
from collections.abc import Sequence
from pathlib import Path

from rgcore.datasets.decisions import Decisions
from rgcore.datasets.kinds.price_tables.column_names import NO_PRICES, PRICES, is_field, plain
from rgcore.datasets.messages import in_yaml, listing, nearest_first, shortened
from rgcore.errors import InputError

__all__ = ["choose_field", "field_and_share", "field_of_one_share", "known_parts", "repeated_parts"]

MARKS = ("_", ".", " ", "-", "|", "/", ":")
BETWEEN = re.compile(r"[_. \-|/:]+")
FEW_DIGITS = re.compile(r"\d{1,2}")  # no field, but the number of a contract or of a share

Pairs = dict[str, tuple[str, str]]


def field_and_share(names: Sequence[str]) -> Pairs | None:
    """Return the field and the share that each name holds, or None if names are those of shares alone.

    A header of two lines comes as pandas writes it to Parquet, ('Close', 'AAA'). One line may hold both around a mark,
    as AAA_Close: taken so if every name holds a known field and there are at least two fields, or one that is no price.
    """
    levels = _from_tuples(names)
    if levels is not None:
        return _field_first(levels)
    for last in (True, False):
        pairs = _split_all(names, last)
        fields = {plain(field) for field, _ in pairs.values()}
        if len(set(pairs.values())) == len(names) and (len(fields) > 1 or fields & NO_PRICES):
            return pairs
    return None


def field_of_one_share(names: Sequence[str], array: str | None) -> Pairs | None:
    """Return as :func:`field_and_share`; if ``array`` names a field, columns that hold none may stand beside it."""
    pairs = field_and_share(names)
    if pairs is None and array is not None and array not in names:
        parts = known_parts(names)
        return parts if array in {field for field, _ in parts.values()} else None
    return pairs


def known_parts(names: Sequence[str]) -> Pairs:
    """Return the field and the share of the names that hold a known field beside a share."""
    others = [name for name in names if not is_field(name)]  # "Adj Close" is no field of a share Adj
    return max((_split_all(others, last) for last in (True, False)), key=len)


def repeated_parts(names: Sequence[str]) -> Pairs | None:
    """Return the field and the share of each name if names are several shares with the same several words each.

    No word need be known, as in AAA_px, AAA_qty, BBB_px, BBB_qty; None if the names are no such product.
    """
    for mark in MARKS:
        for split in (str.rpartition, str.partition):
            levels = {name: split(name, mark)[::2] for name in names}
            first, second = ({pair[level] for pair in levels.values()} for level in (0, 1))
            complete = len(first) * len(second) == len(set(levels.values())) == len(names)
            whole = all(part and not FEW_DIGITS.fullmatch(part) for part in first | second)
            if complete and whole and len(first) > 1 and len(second) > 1:
                return _field_first(levels)
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


def _field_first(levels: Pairs) -> Pairs:
    """Return pairs of field and share, whichever of two levels holds the fields.

    It is the one with more known fields. If these are equal in number, it is one that repeats its words, has small
    letters, as few shares have, or has fewer words.
    """

    def rank(level: int) -> tuple[int, bool, bool, int]:
        words = [pair[level] for pair in levels.values()]
        known = sum(is_field(word) for word in words)
        return -known, len(set(words)) == len(words), all(map(str.isupper, words)), len(set(words))

    return levels if rank(0) <= rank(1) else _swapped(levels)


def _swapped(pairs: Pairs) -> Pairs:
    return {name: (second, first) for name, (first, second) in pairs.items()}


def _split_all(names: Sequence[str], last: bool) -> Pairs:
    """Return the field and the share of the names that end, or else begin, with a known field."""
    found = {name: _split(name, last) for name in names}
    return {name: pair for name, pair in found.items() if pair is not None}


def _split(name: str, last: bool) -> tuple[str, str] | None:
    """Return the longest known field with which a name ends, or else begins, and the share that is its rest."""
    marks = list(BETWEEN.finditer(name))
    for mark in marks if last else reversed(marks):
        before, after = name[: mark.start()], name[mark.end() :]
        field, share = (after, before) if last else (before, after)
        if share and is_field(field):
            return field, share
    return None


def choose_field(
    pairs: Pairs, array: str | None, path: Path, otherwise: str = ""
) -> tuple[dict[str, str], Decisions]:
    """Return the share of each column that holds the field ``array``, and the decisions.

    Parameters
    ----------
    pairs : dict
        Field and share of each column. If no field is known, ``array`` may name one of the shares instead.
    array : str or None
    path : Path
        For messages.
    otherwise : str
        What else may be written.

    Raises
    ------
    InputError
        If there is no such field, or none is named and there are several, or the only one is no price.
    """
    fields, shares = (list(dict.fromkeys(each)) for each in zip(*pairs.values(), strict=True))
    known = any(is_field(field) for field in fields)
    if array is None and (len(fields) > 1 or plain(fields[0]) in NO_PRICES):
        such_as = (
            f", such as array: {in_yaml(_usual(fields))}" if known else f" for each of {listing(shares)}"
        )
        if not known and len(shares) == len(pairs):  # as currencies, which may differ between shares
            otherwise = ", or delete the line of the header that holds these words to read all columns"
        raise InputError(f"array must name which of {listing(fields)} of {path} is read{such_as}{otherwise}")
    if not known and array not in fields and array in shares:
        return choose_field(_swapped(pairs), array, path)
    field = fields[0] if array is None else array
    if field not in fields:
        held = listing(nearest_first(field, fields))
        raise InputError(f"{path} must hold {shortened(field)}, which array names, but it holds {held}")
    chosen = {name: share for name, (found, share) in pairs.items() if found == field}
    others = [found for found in fields if found != field]
    return chosen, Decisions(
        made=(f"columns of {field} are read, one per share (array: {in_yaml(field)})",),
        left_out=tuple((found, f"array is {field}") for found in others),
    )


def _usual(fields: Sequence[str]) -> str:
    """Return the field that a user most likely wants."""
    closes = [field for field in fields if plain(field) == "close"]
    return next(iter([*closes, *(field for field in fields if plain(field) in PRICES), *fields]))
