"""Blocks of a series, long enough to be independent."""

import numpy as np

__all__ = ["block_means", "by_record", "chain_block_means", "chain_block_numbers"]


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


def by_record(series: np.ndarray, n_chains: int) -> np.ndarray:
    """Return a series of several chains as records, without a last one that is not whole.

    Parameters
    ----------
    series : (n, ...) array
        Record by record: entry i belongs to chain i % n_chains.
    n_chains : int
        From 1 to n.

    Returns
    -------
    (n // n_chains, n_chains, ...) array

    Raises
    ------
    ValueError
        If ``n_chains`` is outside 1 to n.
    """
    values = np.asarray(series)
    if not 1 <= n_chains <= len(values):
        raise ValueError(f"n_chains must be from 1 to {len(values)}, got {n_chains}")
    n_records = len(values) // n_chains
    return values[: n_records * n_chains].reshape(n_records, n_chains, *values.shape[1:])


def chain_block_means(series: np.ndarray, n_chains: int, n_blocks: int) -> np.ndarray:
    """Return the means of ``n_blocks`` blocks of equal size of a series that holds several independent chains.

    With at least ``n_blocks`` chains a block is a group of chains, independent of the others however long its memory;
    with fewer it is a stretch of time of all chains, as in :func:`block_means`. What does not fill a block is left
    out, and so is a last record that is not whole.

    Parameters
    ----------
    series : (n, ...) array of numbers
        Record by record: entry i belongs to chain i % n_chains.
    n_chains : int
        From 1 to n; n for entries that are all independent.
    n_blocks : int
        At least 2.

    Returns
    -------
    (n_blocks, ...) float64 array

    Raises
    ------
    ValueError
        If ``n_chains`` is outside 1 to n, or there are fewer chains, and fewer records, than ``n_blocks``.
    """
    records = by_record(np.asarray(series, dtype=np.float64), n_chains)
    return block_means(records.mean(axis=0 if n_chains >= n_blocks else 1), n_blocks)


def chain_block_numbers(n_entries: int, n_chains: int, n_blocks: int) -> np.ndarray:
    """Return which block of :func:`chain_block_means` each entry of a series of several chains belongs to.

    For what is summed block by block without being a mean of a series, such as histograms.

    Parameters
    ----------
    n_entries, n_chains, n_blocks : int
        As there.

    Returns
    -------
    (n_entries,) int64 array
        From 0 to n_blocks - 1; -1 for entries that are left out.

    Raises
    ------
    ValueError
        As there.
    """
    if not 1 <= n_chains <= n_entries:
        raise ValueError(f"n_chains must be from 1 to {n_entries}, got {n_chains}")
    n_records = n_entries // n_chains
    record, chain = np.divmod(np.arange(n_entries), n_chains)
    unit, n_units = (chain, n_chains) if n_chains >= n_blocks else (record, n_records)
    if not 2 <= n_blocks <= n_units:
        raise ValueError(f"n_blocks must be from 2 to {n_units}, got {n_blocks}")
    block = (unit - n_units % n_blocks) // (n_units // n_blocks)
    return np.where((block < 0) | (record == n_records), -1, block)
