"""Sums over blocks of time, and the same with one block left out."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

__all__ = ["BlockSums", "block_sums", "without_blocks"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockSums:
    """Sums over each block of time, of samples without their mean.

    ``n_samples`` and ``n_steps`` (n_blocks,): samples, and pairs of successive samples of which the first is in the
    block. ``powers`` (4, n_blocks, n_variables): sums of z, z^2, z^3, z^4. ``products`` (n_blocks, n_variables): of
    z(t) z(t + 1). ``silent`` (n_blocks,): number of entries of all variables that are zero.
    """

    n_samples: np.ndarray
    n_steps: np.ndarray
    powers: np.ndarray
    products: np.ndarray
    silent: np.ndarray


def block_sums(values: np.ndarray, edges: np.ndarray) -> BlockSums:
    """Sum over each block of time.

    Parameters
    ----------
    values : (n_samples, n_variables) float64 array
    edges : (n_blocks + 1,) int array
        Of :func:`rgcore.stats.blocking.block_edges`, at least 2 samples per block.
    """
    mean, n_blocks = values.mean(axis=0), len(edges) - 1
    powers = np.empty((4, n_blocks, values.shape[1]))
    products = np.empty((n_blocks, values.shape[1]))
    silent = np.empty(n_blocks)
    for block, (begin, end) in enumerate(pairwise(edges)):
        part = values[begin : end + 1]  # with the first sample of the next block
        silent[block] = part.size - np.count_nonzero(part)
        silent[block] -= part[end - begin :].size - np.count_nonzero(part[end - begin :])
        centred = part - mean
        products[block] = np.einsum("ti,ti->i", centred[:-1], centred[1:])
        centred = centred[: end - begin]
        square = centred * centred
        powers[0, block] = centred.sum(axis=0)
        powers[1, block] = square.sum(axis=0)
        powers[2, block] = np.einsum("ti,ti->i", square, centred)
        powers[3, block] = np.einsum("ti,ti->i", square, square)
    lengths = np.diff(edges)
    n_steps = np.append(lengths[:-1], lengths[-1] - 1)
    return BlockSums(n_samples=lengths, n_steps=n_steps, powers=powers, products=products, silent=silent)


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
