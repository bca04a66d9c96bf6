"""How many samples are in memory at once."""

__all__ = ["BLOCK_BYTES", "block_length"]

BLOCK_BYTES = 2**24  # of a block of samples as float64; a few are in memory at a time


def block_length(width: int) -> int:
    """Return how many rows of ``width`` float64 numbers make a block of ``BLOCK_BYTES``, at least one."""
    return max(1, BLOCK_BYTES // (8 * max(width, 1)))
