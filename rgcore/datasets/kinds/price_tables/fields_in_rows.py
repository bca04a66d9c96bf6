"""Long tables whose rows hold open, high, low and close in turn, and a column of text that names which."""

from collections.abc import Sequence

from rgcore.datasets.kinds.price_tables.column_names import PRICES, fields_among, plain
from rgcore.datasets.kinds.price_tables.dated_table import DatedTable
from rgcore.datasets.kinds.price_tables.share_columns import numeric_columns
from rgcore.datasets.messages import listing
from rgcore.errors import InputError

__all__ = ["refuse_fields_for_shares", "refuse_fields_in_rows"]

MOST_FIELDS = 50  # more words number the rows


def refuse_fields_for_shares(table: DatedTable, names: str) -> None:
    """Raise InputError if what a column has for names of shares, such as open and close, are the fields of one."""
    fields = _words(table, names)
    if len(fields) > 1 and fields_among(fields) == fields:
        raise InputError(
            f"{table.path} must hold several shares, but column {names} names the fields of one "
            f"({listing(fields)}): make a column of each field, in pandas with frame.pivot, put one such "
            f"file per share into a folder, and write array: {_price(fields)}"
        )


def refuse_fields_in_rows(table: DatedTable, names: str) -> None:
    """Raise InputError if rows of one date and share differ in a column of text, such as one with open and close.

    Parameters
    ----------
    table : DatedTable
        Some share has several rows of one date.
    names : str
        The column of the shares.
    """
    others = [name for name in table.columns if name != names]
    numeric = numeric_columns(table.frame, others)
    for column in (name for name in others if name not in numeric):
        fields = _words(table, column)
        keys = table.frame[[names, column]].set_index(table.index).set_index([names, column], append=True)
        if 1 < len(fields) <= MOST_FIELDS and keys.index.is_unique:
            raise InputError(
                f"{table.path} must have one row per date and share, but column {column} names what each row holds "
                f"({listing(fields)}): keep the rows of one price, in pandas "
                f"frame[frame[{column!r}] == {_price(fields)!r}]"
            )


def _words(table: DatedTable, column: str) -> list[str]:
    return table.frame[column].dropna().astype(str).str.strip().unique().tolist()


def _price(fields: Sequence[str]) -> str:
    return next((field for field in fields if plain(field) in PRICES), fields[0])
