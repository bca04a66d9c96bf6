"""Rows in blocks, so that work on many of them needs little memory."""

from collections.abc import Iterator

__all__ = ["row_blocks"]

NUMBERS_PER_BLOCK = 2**19  # 4 MB of float64: it fits a cache, and matrix products have rows enough


def row_blocks(n_rows: int, numbers_per_row: int) -> Iterator[slice]:
    """Yield slices that cover ``n_rows`` rows in order, of some 2^19 numbers each and at least one row."""
    step = max(1, NUMBERS_PER_BLOCK // max(1, numbers_per_row))
    for start in range(0, n_rows, step):
        yield slice(start, min(start + step, n_rows))
