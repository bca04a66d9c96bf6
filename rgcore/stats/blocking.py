"""Blocks of a series: how many, how long, and where they are cut. Their scatter gives standard errors.

The rule
--------
A standard error from the means of B blocks of length b is wrong in two ways. Successive blocks are correlated: for an
exponential autocorrelation of integrated time tau the variance of a block mean is (2 tau var / b) (1 - tau / b), so
that the standard error is too small by tau / (2 b). And it scatters from one data set to the next, by a fraction
1 / sqrt(2 (B - 1)) (chi-square). With n = B b the sum of the squares, (tau B / 2 n)^2 + 1 / (2 B), is least at
B = (n / tau)^(2/3) (Wolff, Comput. Phys. Commun. 156, 143 (2004), on binning), and flat around it. Hence:

- a block is at least ``CORRELATION_TIMES`` = 20 tau long: the standard error is 2.5 % too small;
- unless there would be fewer than ``FEWEST_BLOCKS`` = 10: of a series of 100 tau, 10 blocks give a standard error that
  is 5 % too small and scatters by 24 %, 5 blocks one that is 2.5 % too small and scatters by 35 %;
- an estimate is computed anew without each block, so that the largest number depends on its cost: ``MOST_BLOCKS`` = 20
  (a scatter of 16 %) where it takes a diagonalization, more where it takes less.

Several independent chains, or groups of chains, are the blocks if there are more of them than stretches of time by this
rule: they are independent whatever the autocorrelation time.
"""

import numpy as np

from rgcore.arguments.arrays import any_numbers, real_array
from rgcore.arguments.scalars import whole_number
from rgcore.errors import InputError

__all__ = [
    "CORRELATION_TIMES",
    "FEWEST_BLOCKS",
    "INDEPENDENT",
    "MOST_BLOCKS",
    "block_edges",
    "block_means",
    "by_record",
    "chain_block_means",
    "chain_block_numbers",
    "number_of_blocks",
    "number_of_chain_blocks",
]

CORRELATION_TIMES = 20
FEWEST_BLOCKS = 10
MOST_BLOCKS = 20
MOST_ENTRIES = 2**40  # of a series that fits into memory
INDEPENDENT = 0.5  # integrated autocorrelation time of independent samples


def number_of_blocks(n_samples: int, correlation_time: float, *, most: int = MOST_BLOCKS) -> int:
    """Return how many blocks of time a series is to be cut into, by the rule of this module.

    Parameters
    ----------
    n_samples : int
        At least 1; there are never more blocks than samples.
    correlation_time : float
        Integrated autocorrelation time in samples; ``INDEPENDENT`` for independent ones.
    most : int
        At least 10.
    """
    long_enough = int(n_samples / (CORRELATION_TIMES * correlation_time))
    return min(n_samples, most, max(FEWEST_BLOCKS, long_enough))


def number_of_chain_blocks(n_records: int, n_chains: int, correlation_time: float, *, most: int) -> int:
    """Return how many blocks :func:`chain_block_means` is to cut a series of independent chains into.

    Blocks are groups of chains or stretches of time, whichever are more. Between half of the number that the rule of
    this module gives and all of it, the number is taken that leaves out the fewest chains or records.

    Parameters
    ----------
    n_records, n_chains : int
        Entries per chain, and chains.
    correlation_time : float
        Integrated autocorrelation time of a chain in records.
    most : int
        At least 10.
    """
    stretches = number_of_blocks(n_records, correlation_time, most=most)
    n_units, highest = (n_chains, min(n_chains, most)) if n_chains >= stretches else (n_records, stretches)
    lowest = min(highest, max(FEWEST_BLOCKS, highest // 2))
    return min(range(lowest, highest + 1), key=lambda n_blocks: (n_units % n_blocks, -n_blocks))


def block_edges(n_samples: int, n_blocks: int, *, shortest: int = 1) -> np.ndarray:
    """Return the (n_blocks + 1,) sample numbers at which blocks of time begin and end.

    The blocks hold all samples and differ by at most one in length.

    Parameters
    ----------
    n_samples : int
    n_blocks : int
        1 for all samples as one block, which gives no standard error.
    shortest : int
        Samples that every block must have.

    Raises
    ------
    ValueError
        If there is no block, or blocks have fewer samples.
    """
    if not 1 <= n_blocks <= n_samples // shortest:
        raise ValueError(
            f"n_blocks must be from 1 to {n_samples // shortest} ({n_samples} samples, at least {shortest} per block), "
            f"got {n_blocks}"
        )
    return np.arange(n_blocks + 1) * n_samples // n_blocks


def block_means(series: np.ndarray, n_blocks: int) -> np.ndarray:
    """Return the means of ``n_blocks`` successive blocks of equal length.

    What does not fill a block is left out at the start.

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
    InputError
        If ``series`` holds no numbers, or ``n_chains`` is outside 1 to n.
    """
    values = _series(any_numbers("series", series))
    n_chains = whole_number("n_chains", n_chains, least=1, most=len(values))
    n_records = len(values) // n_chains
    return values[: n_records * n_chains].reshape(n_records, n_chains, *values.shape[1:])


def chain_block_means(series: np.ndarray, n_chains: int, n_blocks: int) -> np.ndarray:
    """Return the means of ``n_blocks`` blocks of equal size of a series that holds several independent chains.

    With at least ``n_blocks`` chains a block is a group of chains, independent of the others whatever the
    autocorrelation time; with fewer it is a stretch of time of all chains, as in :func:`block_means`. What does not
    fill a block is left out, and so is a last record that is not whole.

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
    InputError
        If ``series`` has an entry that is not finite, ``n_chains`` is outside 1 to n, or there are fewer chains, and
        fewer records, than ``n_blocks``.
    """
    n_blocks = whole_number("n_blocks", n_blocks, least=2)
    records = by_record(real_array("series", series, ("n", "...")), n_chains)
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
    InputError
        As there.
    """
    n_entries = whole_number("n_entries", n_entries, least=1, most=MOST_ENTRIES)
    n_chains = whole_number("n_chains", n_chains, least=1, most=n_entries)
    n_blocks = whole_number("n_blocks", n_blocks)
    n_records = n_entries // n_chains
    record, chain = np.divmod(np.arange(n_entries), n_chains)
    unit, n_units = (chain, n_chains) if n_chains >= n_blocks else (record, n_records)
    whole_number("n_blocks", n_blocks, least=2, most=n_units)
    block = (unit - n_units % n_blocks) // (n_units // n_blocks)
    return np.where((block < 0) | (record == n_records), -1, block)


def _series(values: np.ndarray) -> np.ndarray:
    """Return an array; InputError if it has no axis or no entry."""
    if values.ndim == 0 or values.size == 0:
        raise InputError(f"series must have entries along a first axis, got shape {values.shape}")
    return values
