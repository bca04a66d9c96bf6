"""Moments of operators before and after each blocking, per block of configurations, in one pass."""

import math
from collections.abc import Callable, Iterable

import numpy as np
from numpy.random import Generator

from rgcore.errors import InputError
from rgcore.ising.mcrg.operators import OPERATORS, operators
from rgcore.stats.blocking import chain_block_numbers

__all__ = ["block_moments", "number_of_blocks"]

FEWEST_BLOCKS, MOST_BLOCKS = 10, 100
SHORTEST_BLOCK = 10  # records: the samplers write them all but independent


def number_of_blocks(n_samples: int, n_chains: int) -> int:
    """Return into how many blocks :func:`rgcore.stats.blocking.chain_block_numbers` cuts a sample for the jackknife.

    From 10 to 100: groups of chains, or stretches of at least 10 records of all chains.

    Raises
    ------
    InputError
        If there are too few configurations for 10 blocks.
    """
    units = n_chains if n_chains >= MOST_BLOCKS else max(n_chains, n_samples // n_chains // SHORTEST_BLOCK)
    if units < FEWEST_BLOCKS or n_samples < n_chains:
        enough = n_chains if n_chains >= FEWEST_BLOCKS else FEWEST_BLOCKS * SHORTEST_BLOCK * n_chains
        raise InputError(
            f"ising.n_samples must be at least {enough} for the errors of the Monte Carlo renormalization group "
            f"(of {n_chains} chains), but it is {n_samples}"
        )
    return units // math.ceil(units / MOST_BLOCKS)


def block_moments(
    pieces: Iterable[np.ndarray],
    *,
    n_samples: int,
    n_chains: int,
    n_blockings: int,
    block: Callable[..., np.ndarray],
    rng: Generator,
) -> dict[str, np.ndarray]:
    """Block every configuration ``n_blockings`` times and average products of its operators over blocks of the sample.

    Memory holds one piece and the sums. All sums are of integers and exact, and each step draws its coins from a
    generator of its own: how the sample is cut into pieces changes no bit of the result.

    Parameters
    ----------
    pieces : iterable of (n, side, side) int8 arrays
        Successive pieces of a sample, record by record: row i belongs to chain i % n_chains.
    n_samples, n_chains, n_blockings : int
    block : callable
        As :func:`rgcore.ising.mcrg.majority_rule.blocked`.
    rng : Generator
        Spawns one generator per step.

    Returns
    -------
    dict of "even" and "odd" to (n_blockings, n_blocks, 1 + 2 m, 1 + 2 m) float64 arrays
        The moments of :func:`rgcore.ising.mcrg.linearized_transformation.correlations` for m operators.
        In the odd sector the means are set to their exact value in zero field, 0.

    Raises
    ------
    InputError
        If the sample is too small.
    ValueError
        If the pieces are not of one side or do not add up to ``n_samples``.
    """
    n_blocks = number_of_blocks(n_samples, n_chains)
    numbers = chain_block_numbers(n_samples, n_chains, n_blocks)
    sizes = {sector: 1 + 2 * len(names) for sector, names in OPERATORS.items()}
    sums = {sector: np.zeros((n_blockings, n_blocks, size, size)) for sector, size in sizes.items()}
    coins = rng.spawn(n_blockings)
    done, shape = 0, None
    for spins in pieces:
        here = numbers[done : done + len(spins)]
        shape = shape or spins.shape[1:]
        if spins.shape != (len(here), *shape):
            raise ValueError(
                f"spins must be {n_samples} configurations {shape}, got {spins.shape} after {done}"
            )
        _add_piece(sums, spins, here, block, coins)
        done += len(spins)
    if done != n_samples:
        raise ValueError(f"spins must be {n_samples} configurations, but after {done} there are no more")
    sums["odd"][..., 0, 1:] = sums["odd"][..., 1:, 0] = 0
    return {sector: total / total[..., :1, :1] for sector, total in sums.items()}


def _add_piece(
    sums: dict[str, np.ndarray],
    spins: np.ndarray,
    numbers: np.ndarray,
    block: Callable[..., np.ndarray],
    coins: list[Generator],
) -> None:
    """Add the products of one piece to the sums of its blocks, step by step."""
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
