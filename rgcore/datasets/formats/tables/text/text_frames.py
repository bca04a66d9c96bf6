"""Tables of text as DataFrames: columns of numbers, of truth values, and of words."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from rgcore.datasets.formats.tables.entries.column_kinds import NUMBERS
from rgcore.datasets.formats.tables.entries.number_format import NumberFormat
from rgcore.datasets.formats.tables.named_columns import TRUE_FALSE, TableLayout, TextLayout
from rgcore.datasets.formats.tables.text.parse_text import parsed_batches

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

__all__ = ["frame_of_text"]

WORDS = ("date", "text")
LARGEST_WHOLE = 2**53  # of a float64 that is exact


def frame_of_text(path: Path, layout: TableLayout) -> "pd.DataFrame":
    """Return the whole table: columns of numbers, and columns with any other entry as text, missing ones as NaN.

    Among words NA and the like are words, too, such as the name of a share; missing are empty entries alone.
    """
    import pandas as pd  # noqa: PLC0415
    import pyarrow as pa  # noqa: PLC0415

    text = layout.text
    numeric = () if text.dialect.numbers.thousands else NUMBERS
    types = {
        f"f{place}": pa.float64() if kind in numeric else pa.string()
        for place, kind in zip(text.places, layout.kinds, strict=True)
    }
    try:
        return _typed_frame(_table(path, text, types), layout)
    except pa.ArrowInvalid as error:
        if "conversion error" not in str(error):
            raise
    table = _table(path, text, {f"f{place}": pa.string() for place in text.places})
    columns = {
        name: _series(column.combine_chunks(), text.dialect.numbers)
        for name, column in zip(layout.columns, table.columns, strict=True)
    }
    return pd.DataFrame(columns)


def _table(path: Path, text: TextLayout, types: dict[str, "pa.DataType"]) -> "pa.Table":
    import pyarrow as pa  # noqa: PLC0415

    return pa.Table.from_batches(list(parsed_batches(path, text, types)), pa.schema(list(types.items())))


def _typed_frame(table: "pa.Table", layout: TableLayout) -> "pd.DataFrame":
    """Return a table whose numbers are parsed; those that are whole throughout as int64."""
    import pandas as pd  # noqa: PLC0415
    import pyarrow as pa  # noqa: PLC0415

    columns = {}
    for name, kind, column in zip(layout.columns, layout.kinds, table.columns, strict=True):
        if kind in WORDS:
            missing = layout.text.dialect.numbers.missing if kind == "date" else [""]
            columns[name] = _words(column.combine_chunks(), missing).to_pandas()
            continue
        if kind not in NUMBERS or not pa.types.is_floating(column.type):
            columns[name] = _series(column.combine_chunks(), layout.text.dialect.numbers)
            continue
        values = column.to_numpy()
        if kind == "integer" and np.array_equal(values, np.floor(values)) and len(values):
            if np.abs(values).max() >= LARGEST_WHOLE:  # more digits than a float64 has, as of nanoseconds
                raise pa.ArrowInvalid("conversion error")
            values = values.astype(np.int64)
        columns[name] = values
    return pd.DataFrame(columns)


def _series(entries: "pa.Array", numbers: NumberFormat):
    """Return a column of text as int64, float64 or bool if it is that throughout, else as text."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    if entries.null_count == 0 and pc.all(pc.match_substring_regex(entries, r"^[+-]?\d{1,18}$")).as_py():
        return pc.cast(pc.utf8_ltrim(entries, "+"), pa.int64()).to_pandas()
    found, wrong = numbers.numbers(entries)
    if not pc.any(wrong).as_py():
        return found.to_pandas()
    words = _words(entries, [""])
    if words.null_count == 0 and pc.all(pc.is_in(pc.utf8_lower(words), pa.array(list(TRUE_FALSE)))).as_py():
        return pc.equal(pc.utf8_lower(words), "true").to_pandas()
    if pc.sum(pc.cast(wrong, pa.int64())).as_py() >= len(found) - found.null_count:
        return words.to_pandas()
    words = _words(entries, numbers.missing)
    return pc.if_else(pc.is_valid(found), pc.cast(found, pa.string()), words).to_pandas()


def _words(entries: "pa.Array", missing: list[str]) -> "pa.Array":
    """Return text without blanks around it, null where it is one of those that stand for a missing entry."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    words = pc.utf8_trim_whitespace(entries)
    return pc.if_else(pc.is_in(words, pa.array(missing, words.type)), pa.scalar(None, words.type), words)
