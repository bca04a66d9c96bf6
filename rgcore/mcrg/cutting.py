"""How a sample is cut into blocks for the jackknife when it comes in pieces."""

import numpy as np

from rgcore.errors import InputError

__all__ = ["block_labels", "cut"]

MOST_BLOCKS = 100
FEWEST_BLOCKS = 10
SHORTEST_BLOCK = 10  # records: configurations come from the samplers all but independent


def cut(n_samples: int, n_chains: int) -> tuple[int, int, int]:
    """Return how a sample is cut for the jackknife: number of blocks, chains per block, records per block.

    With at least 100 chains, or more chains than a tenth of the records, a block is a group of chains, otherwise a
    stretch of at least 10 records of all chains. There are 10 to 100 blocks of one size; less than one block is left
    out, and so is a last record that is not whole.

    Raises
    ------
    InputError
        If there are too few configurations for 10 blocks.
    """
    n_records = n_samples // n_chains
    by_chains = n_chains >= min(MOST_BLOCKS, n_records // SHORTEST_BLOCK)
    units, shortest = (n_chains, 1) if by_chains else (n_records, SHORTEST_BLOCK)
    length = max(shortest, -(-units // MOST_BLOCKS))
    if units // length < FEWEST_BLOCKS or not n_records:
        enough = n_chains if n_chains >= FEWEST_BLOCKS else FEWEST_BLOCKS * SHORTEST_BLOCK * n_chains
        raise InputError(
            f"ising.n_samples must be at least {enough} for the errors of the Monte Carlo renormalization group "
            f"from chains of configurations, {n_chains} in number, but it is {n_samples}"
        )
    return (units // length, length, n_records) if by_chains else (units // length, n_chains, length)


def block_labels(rows: np.ndarray, n_samples: int, n_chains: int) -> np.ndarray:
    """Return the block of each row by :func:`cut`, -1 for what is left out; row i belongs to chain i % n_chains."""
    n_blocks, chains_per_block, records_per_block = cut(n_samples, n_chains)
    record, chain = np.divmod(rows, n_chains)
    labels = chain // chains_per_block + record // records_per_block  # one of the two is 0
    return np.where((labels < n_blocks) & (record < n_samples // n_chains), labels, -1)
