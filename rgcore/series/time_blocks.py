"""Blocks of time of a data set, whose scatter gives standard errors; of trials they are whole trials or parts of one.

Samples of one trial are correlated, so that two blocks with a part of one trial each are not independent. Where there
are no fewer trials than blocks, a block is therefore some whole trials; else every trial is cut into equal numbers of
blocks.
"""

import numpy as np

from rgcore.series.moments import SampleMoments
from rgcore.stats.blocking import block_edges, number_of_blocks

__all__ = ["half_block_edges", "number_of_time_blocks", "time_block_edges"]


def number_of_time_blocks(moments: SampleMoments) -> int:
    """Return how many blocks of time a data set is to be cut into.

    By the rule of :mod:`rgcore.stats.blocking`; of fewer trials than that, the next multiple of their number.
    """
    n_blocks = number_of_blocks(moments.n_samples, moments.correlation_time)
    n_trials = moments.n_trials
    return n_blocks if n_trials in (0, 1) or n_trials >= n_blocks else n_trials * -(-n_blocks // n_trials)


def time_block_edges(
    n_samples: int, n_blocks: int, trial_length: int = 0, *, shortest: int = 1
) -> np.ndarray:
    """Return the (n_blocks + 1,) sample numbers at which blocks of time begin and end.

    A block holds parts of two trials only if there are fewer trials than blocks, and not equal numbers of blocks for
    each.

    Parameters
    ----------
    n_samples, n_blocks : int
    trial_length : int
        Samples of a trial, where trials follow one another; 0 without trials.
    shortest : int
        Samples that every block must have.

    Raises
    ------
    ValueError
        As :func:`rgcore.stats.blocking.block_edges`.
    """
    n_trials = n_samples // trial_length if trial_length else 0
    if n_blocks <= n_trials and trial_length >= shortest:
        return block_edges(n_trials, n_blocks) * trial_length
    return block_edges(
        n_samples, n_blocks, shortest=shortest
    )  # a multiple of n_trials cuts between all of them


def half_block_edges(n_samples: int, n_blocks: int, trial_length: int = 0) -> np.ndarray:
    """Return the (2 n_blocks + 1,) edges of the two halves of every block."""
    if not trial_length:
        return block_edges(n_samples, 2 * n_blocks)
    edges = time_block_edges(n_samples, n_blocks, trial_length)
    return np.sort(np.concatenate([edges, (edges[:-1] + edges[1:]) // 2]))
