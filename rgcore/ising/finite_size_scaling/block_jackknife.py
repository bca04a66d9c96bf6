"""Jackknife over the blocks of several independent sets of configurations."""

from collections.abc import Iterable, Iterator

import numpy as np

from rgcore.ising.finite_size_scaling.energy_levels import EnergyLevels
from rgcore.ising.finite_size_scaling.reweighting import Reweighted, pool, solved

__all__ = ["jackknife_covariance", "without_one_block"]


def without_one_block(levels: EnergyLevels, side: Reweighted) -> Iterator[list[Reweighted]]:
    """Yield, for each temperature of one side, the reweighted side without each of its blocks in turn.

    ``side`` is that of all blocks. Each is joined anew, free energies included.
    """
    total = levels.all_blocks()
    for temperature, blocks in enumerate(levels.sums):
        yield [solved(pool(levels, _less(total, temperature, block), side.free_energies)) for block in blocks]


def _less(total: np.ndarray, temperature: int, block: np.ndarray) -> np.ndarray:
    """Return the sums (n_temperatures, 4, n_levels) less a ``block`` (4, n_levels) of one temperature."""
    rest = total.copy()
    rest[temperature] -= block
    return rest


def jackknife_covariance(replicates: Iterable[np.ndarray]) -> np.ndarray:
    """Return the covariance of estimates from their values with one block left out.

    Sides and temperatures are independent of each other: the covariance is the sum over them of
    (B - 1)/B sum_b (x_b - mean)(x_b - mean)^T, and its diagonal the sum of squares of
    :func:`rgcore.stats.jackknife_error`.

    Parameters
    ----------
    replicates : iterable of (n_blocks, n_estimates) float arrays
        One per side and temperature.

    Returns
    -------
    (n_estimates, n_estimates) float64 array
    """
    return np.sum([_covariance(np.asarray(each)) for each in replicates], axis=0)


def _covariance(replicates: np.ndarray) -> np.ndarray:
    n_blocks = len(replicates)
    deviations = replicates - replicates.mean(axis=0)
    return (n_blocks - 1) / n_blocks * deviations.T @ deviations
