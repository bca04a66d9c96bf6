"""Entries that stand for missing ones by the key ``na_values``: as text or as numbers."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from rgcore.datasets.keys.tables import TableKeys
from rgcore.series import Samples, replayable

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["blocks_without_codes", "codes_of", "frame_without_marks"]


def codes_of(keys: TableKeys) -> tuple[float, ...]:
    """Return the numbers among ``na_values``."""
    return tuple(float(mark) for mark in keys.na_values or () if not isinstance(mark, str))


def blocks_without_codes(blocks: Samples, keys: TableKeys) -> Samples:
    """Return blocks in which numbers that stand for missing entries are NaN."""
    codes = codes_of(keys)
    return _without_codes(blocks, codes) if codes else blocks


@replayable
def _without_codes(blocks: Samples, codes: tuple[float, ...]) -> Iterator[np.ndarray]:
    for block in blocks:
        block[np.isin(block, codes)] = np.nan
        yield block


def frame_without_marks(frame: "pd.DataFrame", keys: TableKeys) -> "pd.DataFrame":
    """Return a table in which entries that stand for missing ones are missing."""
    if not keys.na_values:
        return frame
    texts, codes = [mark for mark in keys.na_values if isinstance(mark, str)], codes_of(keys)
    return frame.apply(lambda entries: _column(entries, texts, codes))


def _column(entries: "pd.Series", texts: list[str], codes: tuple[float, ...]) -> "pd.Series":
    import pandas as pd  # noqa: PLC0415  (slow to import, not always needed)

    if pd.api.types.is_datetime64_any_dtype(entries):
        return entries
    if pd.api.types.is_numeric_dtype(entries):
        return entries.mask(entries.isin(codes))
    words = entries.astype(str).str.strip()
    coded = pd.to_numeric(words, errors="coerce").isin(codes)
    return entries.mask(words.isin(texts) | coded)
