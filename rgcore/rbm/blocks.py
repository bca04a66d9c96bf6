"""Rows in blocks, so that work on many of them needs little memory."""

from collections.abc import Iterator

__all__ = ["NUMBERS_PER_BLOCK", "row_blocks"]

NUMBERS_PER_BLOCK = 2**18  # 2 MB of float64: arrays of this size stay in the cache of one core


def row_blocks(n_rows: int, numbers_per_row: int) -> Iterator[slice]:
    """Yield slices that cover ``n_rows`` rows in order, of some 2^18 numbers each and at least one row."""
    step = max(1, NUMBERS_PER_BLOCK // max(1, numbers_per_row))
    for start in range(0, n_rows, step):
        yield slice(start, min(start + step, n_rows))
