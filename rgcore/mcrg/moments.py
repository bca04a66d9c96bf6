"""Moments of operators before and after each blocking, per block of configurations, in one pass."""

from collections.abc import Iterable

import numpy as np
from numpy.random import Generator

from rgcore.mcrg.blocking import blocked
from rgcore.mcrg.cutting import block_labels, cut
from rgcore.mcrg.operators import OPERATORS, operators

__all__ = ["block_moments"]


def block_moments(
    pieces: Iterable[np.ndarray],
    *,
    side: int,
    n_samples: int,
    n_chains: int,
    n_blockings: int,
    rng: Generator,
) -> dict[str, np.ndarray]:
    """Block every configuration ``n_blockings`` times and average products of its operators over blocks of the sample.

    Memory holds one piece and the sums. All sums are of integers and exact, and each step draws its coins from a
    generator of its own: how the sample is cut into pieces changes no bit of the result.

    Parameters
    ----------
    pieces : iterable of (n, side, side) int8 arrays
        Successive pieces of a sample, record by record: row i belongs to chain i % n_chains.
    side, n_samples, n_chains, n_blockings : int
    rng : Generator
        Spawns one generator per step.

    Returns
    -------
    dict of "even" and "odd" to (n_blockings, n_blocks, 1 + 2 m, 1 + 2 m) float64 arrays
        The moments of :func:`rgcore.mcrg.transformation.correlations` for m operators. In the odd sector the means
        are set to their exact value in zero field, 0.

    Raises
    ------
    InputError
        If the sample is too small.
    ValueError
        If the pieces are not of that side or do not add up to ``n_samples``.
    """
    n_blocks, _, _ = cut(n_samples, n_chains)
    sizes = {sector: 1 + 2 * len(names) for sector, names in OPERATORS.items()}
    sums = {sector: np.zeros((n_blockings, n_blocks, size, size)) for sector, size in sizes.items()}
    coins = rng.spawn(n_blockings)
    done = 0
    for spins in pieces:
        if spins.shape[1:] != (side, side):
            raise ValueError(f"spins must be (n, {side}, {side}), got {spins.shape}")
        labels = block_labels(np.arange(done, done + len(spins)), n_samples, n_chains)
        _add_piece(sums, spins, labels, coins)
        done += len(spins)
    if done != n_samples:
        raise ValueError(f"the pieces must hold n_samples = {n_samples} configurations, got {done}")
    sums["odd"][..., 0, 1:] = sums["odd"][..., 1:, 0] = 0
    return {sector: total / total[..., :1, :1] for sector, total in sums.items()}


def _add_piece(
    sums: dict[str, np.ndarray], spins: np.ndarray, labels: np.ndarray, coins: list[Generator]
) -> None:
    """Add the products of one piece to the sums of its blocks, step by step."""
    before = {sector: operators(spins, sector) for sector in sums}
    for step, generator in enumerate(coins):
        spins = blocked(spins, rng=generator)
        after = {sector: operators(spins, sector) for sector in sums}
        for sector, total in sums.items():
            ones = np.ones((len(spins), 1))
            values = np.hstack([ones, after[sector], before[sector]])  # (n, 1 + 2 m)
            for label in np.unique(labels[labels >= 0]):
                members = values[labels == label]
                total[step, label] += members.T @ members
        before = after
