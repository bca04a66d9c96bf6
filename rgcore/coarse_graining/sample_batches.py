"""Samples in batches as large as memory allows, and the sums of their clusters, level by level."""

from collections.abc import Iterator, Sequence

import numpy as np

from rgcore.coarse_graining.clusters import Level
from rgcore.series.samples import Samples, batches

__all__ = ["blocks_in", "cluster_sums", "large_batches"]

ENTRIES_AT_ONCE = 5 * 2**21  # 84 MB; what is smaller is one batch, so that its sums have one order
ROWS_AT_ONCE = 1024  # of the sums of pairs, whose halves are gathered first


def large_batches(samples: Samples) -> Iterator[np.ndarray]:
    """Yield all samples as (n, n_variables) float64 arrays in C order, each of which overwrites the one before.

    They may be written to. All but the last have the same n, some 10.5 million entries.
    """
    buffer, filled = None, 0
    for _, part in batches(samples):
        if buffer is None:
            buffer = np.empty((max(1, ENTRIES_AT_ONCE // part.shape[1]), part.shape[1]))
        while len(part):
            taken = part[: len(buffer) - filled]
            buffer[filled : filled + len(taken)] = taken
            part, filled = part[len(taken) :], filled + len(taken)  # noqa: PLW2901
            if filled == len(buffer):
                yield buffer
                filled = 0
    if filled:
        yield buffer[:filled]


def cluster_sums(values: np.ndarray, levels: Sequence[Level]) -> Iterator[np.ndarray]:
    """Yield the summed activity of the clusters of each level, (n, n_clusters) float64.

    Parameters
    ----------
    values : (n, n_variables) float64 array
        Left untouched; the first level is this array.
    levels : sequence of Level
        From single variables on.
    """
    sums = values
    for level in levels:
        if level.cluster_size > 1:
            sums = _pair_sums(sums, level.pairs)
        yield sums


def _pair_sums(values: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    sums = np.empty((len(values), len(pairs)))
    for start in range(0, len(values), ROWS_AT_ONCE):
        rows = values[start : start + ROWS_AT_ONCE]
        first, second = (np.take(rows, half, axis=1, mode="clip") for half in pairs.T)
        np.add(first, second, out=sums[start : start + ROWS_AT_ONCE])
    return sums


def blocks_in(edges: np.ndarray, start: int, length: int) -> Iterator[tuple[int, int, int]]:
    """Yield the blocks of time that a batch has samples of: number of the block, first row in the batch, end.

    Parameters
    ----------
    edges : (n_blocks + 1,) int array
        Of :func:`rgcore.stats.blocking.block_edges`.
    start, length : int
        Number of samples before the batch, and in it.
    """
    first = int(np.searchsorted(edges, start, side="right")) - 1
    last = int(np.searchsorted(edges, start + length, side="left"))
    for block in range(first, last):
        yield block, max(int(edges[block]) - start, 0), min(int(edges[block + 1]) - start, length)
