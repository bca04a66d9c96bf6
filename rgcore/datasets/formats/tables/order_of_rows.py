"""Whether the labels of rows, dates or numbers, ascend without a gap: rows are read in their order in any case."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from rgcore.datasets.formats.cards import TableReader
from rgcore.datasets.formats.tables.entries.column_kinds import NUMBERS
from rgcore.datasets.formats.tables.named_columns import TableLayout

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["order_warnings"]

LARGEST_TEXT = 2**26  # bytes of a table of text, which is parsed once more for its labels
LONG = 5  # times the usual step


def order_warnings(
    reader: TableReader, path: Path, layout: TableLayout, labels: tuple[str, ...]
) -> tuple[str, ...]:
    """Return phrases on labels that go back, and on steps between them that are much longer than the usual one.

    Dates are looked at if their year comes first, numbers if they are the only labels and each comes once.
    """
    if not labels or (layout.text is not None and path.stat().st_size > LARGEST_TEXT):
        return ()
    kinds = dict(zip(layout.columns, layout.kinds, strict=True))
    looked_at = [
        label for label in labels if kinds[label] == "date" or (labels[1:] == () and kinds[label] in NUMBERS)
    ]
    if not looked_at:
        return ()
    frame = reader.frame(path, layout.only(looked_at))
    return tuple(text for label in looked_at for text in _warnings(label, frame[label]))


def _warnings(label: str, entries: "pd.Series") -> list[str]:
    import pandas as pd  # noqa: PLC0415  (slow to import, not always needed)

    is_number = pd.api.types.is_numeric_dtype(entries)
    try:
        times = entries if is_number else pd.to_datetime(entries, utc=True, format="ISO8601")
    except (ValueError, TypeError):  # dates in an order of day, month and year that is not looked at here
        return []
    if times.isna().any() or (is_number and not times.is_unique) or len(times) < 3:
        return []
    steps = times.diff().iloc[1:]
    zero = 0 if is_number else pd.Timedelta(0)
    backwards = np.flatnonzero(steps < zero)
    if len(backwards):
        row = int(backwards[0]) + 2
        return [
            f"{len(backwards)} of {len(steps)} steps of {label} go back, first that to row {row}: rows are read in "
            "their order, so sort them if they are a time series"
        ]
    usual, longest = steps.median(), steps.max()
    n_long = int((steps > LONG * usual).sum())
    if is_number or not n_long or usual <= zero:
        return []
    before = entries.iloc[int(steps.to_numpy().argmax())]
    return [
        f"{n_long} of {len(steps)} steps of {label} are longer than {LONG} times the usual one ({usual}), the "
        f"longest is {longest} after {before}: samples follow one another across them"
    ]
