"""Sums over blocks of time, and the same with one block left out."""

from collections.abc import Iterator

import numpy as np

from rgcore.coarse_graining.sample_batches import blocks_in

__all__ = ["LAGS", "BlockSums", "without_blocks"]

LAGS = (1, 2, 4, 8)  # samples

ENTRIES_AT_ONCE = 2**20  # 8 MB; of which a few copies are made
WIDE = 64  # columns, of which groups are multiples: every column is summed in registers of one width


class BlockSums:
    """Sums over each block of time, of series without their mean, which are added batch by batch.

    Parameters
    ----------
    mean : (n_series,) float64 array
    edges : (n_blocks + 1,) int array
        Of :func:`rgcore.stats.blocking.block_edges`, at least 2 samples per block.

    Attributes
    ----------
    n_samples : (n_blocks,) int array
    n_pairs : (n_lags, n_blocks) int array
        Pairs of samples at each of ``LAGS``, of which the first is in the block.
    powers : (4, n_blocks, n_series) float64 array
        Sums of z, z^2, z^3, z^4.
    products : (n_lags, n_blocks, n_series) float64 array
        Of z(t) z(t + lag).
    silent : (n_blocks,) float64 array
        Number of entries of all series that are zero.
    """

    def __init__(self, mean: np.ndarray, edges: np.ndarray) -> None:
        n_blocks = len(edges) - 1
        self.n_samples = np.diff(edges)
        starts, total = edges[:-1], edges[-1]
        self.n_pairs = np.array([np.clip(total - lag - starts, 0, self.n_samples) for lag in LAGS])
        self.powers = np.zeros((4, n_blocks, len(mean)))
        self.products = np.zeros((len(LAGS), n_blocks, len(mean)))
        self.silent = np.zeros(n_blocks)
        self._mean, self._edges, self._n_seen = mean, edges, 0
        self._tail = np.empty((0, len(mean)))  # the last samples, without the mean

    def add(self, values: np.ndarray) -> None:
        """Add the next (n, n_series) float64 samples; left untouched."""
        self._add_pairs_with_tail(values)
        for block, low, high in blocks_in(self._edges, self._n_seen, len(values)):
            part = values[low : high + LAGS[-1]]  # with the samples after the block, as far as they are there
            self.silent[block] += (high - low) * part.shape[1] - np.count_nonzero(part[: high - low])
            for columns in _column_groups(part):
                self._add_part(block, part[:, columns] - self._mean[columns], high - low, columns)
        self._n_seen += len(values)
        last = values[-LAGS[-1] :] - self._mean
        self._tail = np.concatenate([self._tail, last])[-LAGS[-1] :]

    def _add_pairs_with_tail(self, values: np.ndarray) -> None:
        """Add the pairs of which the first sample came in an earlier batch."""
        start = self._n_seen - len(self._tail)
        for row, first in enumerate(self._tail):
            block = int(np.searchsorted(self._edges, start + row, side="right")) - 1
            for place, lag in enumerate(LAGS):
                second = row + lag - len(self._tail)
                if 0 <= second < len(values):
                    self.products[place, block] += first * (values[second] - self._mean)

    def _add_part(self, block: int, centred: np.ndarray, length: int, columns: slice) -> None:
        for place, lag in enumerate(LAGS):
            second = centred[lag : length + lag]
            self.products[place, block, columns] += np.einsum("ti,ti->i", centred[: len(second)], second)
        centred = centred[:length]
        square = centred * centred
        self.powers[0, block, columns] += centred.sum(axis=0)
        self.powers[1, block, columns] += square.sum(axis=0)
        self.powers[2, block, columns] += np.einsum("ti,ti->i", square, centred)
        self.powers[3, block, columns] += np.einsum("ti,ti->i", square, square)


def _column_groups(part: np.ndarray) -> Iterator[slice]:
    width = ENTRIES_AT_ONCE // max(1, len(part)) // WIDE * WIDE or WIDE
    return (slice(first, first + width) for first in range(0, part.shape[1], width))


def without_blocks(sums: np.ndarray) -> np.ndarray:
    """Return the total, and below it the total without each block.

    Parameters
    ----------
    sums : (n_blocks, ...) array

    Returns
    -------
    (1 + n_blocks, ...) array
        Of a single block (1, ...): there is nothing to leave out.
    """
    total = np.sum(sums, axis=0, keepdims=True)
    return total if len(sums) == 1 else np.concatenate([total, total - sums])
