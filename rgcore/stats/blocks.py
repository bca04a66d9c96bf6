"""Blocks of a series, long enough to be independent."""

import numpy as np

__all__ = ["block_means"]


def block_means(series: np.ndarray, n_blocks: int) -> np.ndarray:
    """Return the means of ``n_blocks`` successive blocks of equal length.

    What does not fill a block is left out at the start. Blocks much longer than the autocorrelation time are
    independent; the jackknife over them is then free of autocorrelation.

    Parameters
    ----------
    series : (n, ...) array of numbers
    n_blocks : int
        From 2 to n.

    Returns
    -------
    (n_blocks, ...) float64 array

    Raises
    ------
    ValueError
        If ``n_blocks`` is outside 2 to n.
    """
    values = np.asarray(series, dtype=np.float64)
    if not 2 <= n_blocks <= len(values):
        raise ValueError(f"n_blocks must be from 2 to {len(values)}, got {n_blocks}")
    block_length = len(values) // n_blocks
    used = values[len(values) - n_blocks * block_length :]
    return used.reshape(n_blocks, block_length, *values.shape[1:]).mean(axis=1)
