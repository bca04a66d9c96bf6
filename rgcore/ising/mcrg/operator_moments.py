"""Moments of operators before and after each blocking, per block of configurations, in one pass."""

from collections.abc import Callable, Iterable

import numpy as np
from numpy.random import Generator

from rgcore.errors import InputError
from rgcore.ising.mcrg.operators import OPERATORS, operators
from rgcore.stats.blocking import (
    CORRELATION_TIMES,
    FEWEST_BLOCKS,
    INDEPENDENT,
    chain_block_numbers,
    number_of_chain_blocks,
)

__all__ = ["block_moments", "number_of_blocks"]

MOST_BLOCKS = 100  # each block takes a small linear system per operator: standard errors scatter by 7 %


def number_of_blocks(n_samples: int, n_chains: int) -> int:
    """Return into how many blocks :func:`rgcore.stats.blocking.chain_block_numbers` cuts a sample for the jackknife.

    From 10 to 100, by the rule of :mod:`rgcore.stats.blocking` for independent records.

    Raises
    ------
    InputError
        If there are too few configurations for 10 such blocks.
    """
    shortest = int(CORRELATION_TIMES * INDEPENDENT)
    n_records = n_samples // n_chains
    if n_records < 1 or max(n_chains, n_records // shortest) < FEWEST_BLOCKS:
        enough = n_chains if n_chains >= FEWEST_BLOCKS else FEWEST_BLOCKS * shortest * n_chains
        raise InputError(
            f"ising.n_samples must be at least {enough} for the errors of the Monte Carlo renormalization group "
            f"(of {n_chains} chains), but it is {n_samples}"
        )
    return number_of_chain_blocks(n_records, n_chains, INDEPENDENT, most=MOST_BLOCKS)


def block_moments(
    batches: Iterable[np.ndarray],
    *,
    n_samples: int,
    n_chains: int,
    n_blockings: int,
    block: Callable[..., np.ndarray],
    rng: Generator,
) -> dict[str, np.ndarray]:
    """Block every configuration ``n_blockings`` times and average products of its operators over blocks of the sample.

    Memory holds one batch and the sums. All sums are of integers and exact, and each step draws its coins from a
    generator of its own: the result does not depend on how the sample is cut into batches.

    Parameters
    ----------
    batches : iterable of (n, side, side) int8 arrays
        Successive batches of a sample, record by record: row i belongs to chain i % n_chains.
    n_samples, n_chains, n_blockings : int
    block : callable
        As :func:`rgcore.ising.mcrg.majority_rule.blocked`.
    rng : Generator
        Spawns one generator per step.

    Returns
    -------
    dict of "even" and "odd" to (n_blockings, n_blocks, 1 + 2 m, 1 + 2 m) float64 arrays
        The moments of :func:`rgcore.ising.mcrg.stability_matrix.correlations` for m operators.
        In the odd sector the means are set to their exact value in zero field, 0.

    Raises
    ------
    InputError
        If the sample is too small.
    ValueError
        If the batches are not of one side or do not add up to ``n_samples``.
    """
    n_blocks = number_of_blocks(n_samples, n_chains)
    numbers = chain_block_numbers(n_samples, n_chains, n_blocks)
    sizes = {sector: 1 + 2 * len(names) for sector, names in OPERATORS.items()}
    sums = {sector: np.zeros((n_blockings, n_blocks, size, size)) for sector, size in sizes.items()}
    coins = rng.spawn(n_blockings)
    done, shape = 0, None
    for spins in batches:
        here = numbers[done : done + len(spins)]
        shape = shape or spins.shape[1:]
        if spins.shape != (len(here), *shape):
            raise ValueError(
                f"spins must be {n_samples} configurations {shape}, got {spins.shape} after {done}"
            )
        _add_batch(sums, spins, here, block, coins)
        done += len(spins)
    if done != n_samples:
        raise ValueError(f"spins must be {n_samples} configurations, but after {done} there are no more")
    sums["odd"][..., 0, 1:] = sums["odd"][..., 1:, 0] = 0
    return {sector: total / total[..., :1, :1] for sector, total in sums.items()}


def _add_batch(
    sums: dict[str, np.ndarray],
    spins: np.ndarray,
    numbers: np.ndarray,
    block: Callable[..., np.ndarray],
    coins: list[Generator],
) -> None:
    """Add the products of one batch to the sums of its blocks, step by step."""
    before = {sector: operators(spins, sector) for sector in sums}
    for step, generator in enumerate(coins):
        spins = block(spins, rng=generator)
        after = {sector: operators(spins, sector) for sector in sums}
        for sector, total in sums.items():
            ones = np.ones((len(spins), 1))
            values = np.hstack([ones, after[sector], before[sector]])  # (n, 1 + 2 m)
            for number in np.unique(numbers[numbers >= 0]):
                members = values[numbers == number]
                total[step, number] += members.T @ members
        before = after
