"""Energy histograms of the configurations of one side, exact since energies are discrete: input of reweighting."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rgcore.ising.finite_size_scaling.energy_series import EnergySeries
from rgcore.stats.autocorrelation import ChainTooShort, integrated_autocorrelation_time
from rgcore.stats.blocking import INDEPENDENT, by_record, chain_block_numbers, number_of_chain_blocks

__all__ = ["EnergyLevels", "energy_levels", "number_of_blocks"]

MOST_BLOCKS = 40  # each block takes a reweighting of all temperatures: standard errors scatter by 11 %


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyLevels:
    """Sums over the configurations of one side, by temperature, block and energy.

    Attributes
    ----------
    side : int
    couplings : (n_temperatures,) float64 array
        K = J / (k_B T), rising.
    energies : (n_levels,) float64 array
        The values of H/J of the lattice that occur, less their mean, which reweighting does not notice.
    sums : tuple of (n_blocks, 4, n_levels) float64 arrays, one per temperature
        Over configurations of this energy: 1, |m|, m^2 and m^4, with m the magnetization per site.
    efficiency : (n_temperatures,) float64 array
        Independent configurations that one stored configuration counts as, at most 1.
    """

    side: int
    couplings: np.ndarray
    energies: np.ndarray
    sums: tuple[np.ndarray, ...]
    efficiency: np.ndarray

    def all_blocks(self) -> np.ndarray:
        """Return the sums over all blocks, (n_temperatures, 4, n_levels)."""
        return np.stack([blocks.sum(axis=0) for blocks in self.sums])


def number_of_blocks(series: EnergySeries) -> int:
    """Return the number of blocks for the jackknife, by the rule of :mod:`rgcore.stats.blocking`, at most 40.

    The autocorrelation time is the longer of those of energy and |m|; with 40 chains or more it is not needed.

    Raises
    ------
    rgcore.stats.ChainTooShort
        If fewer chains do not show their autocorrelation time.
    """
    n_records, tau = len(series.energy) // series.n_chains, INDEPENDENT
    if series.n_chains < MOST_BLOCKS:
        each = (
            by_record(values, series.n_chains) for values in (series.energy, np.abs(series.magnetization))
        )
        tau = max(integrated_autocorrelation_time(values).tau for values in each)
    return number_of_chain_blocks(n_records, series.n_chains, tau, most=MOST_BLOCKS)


def energy_levels(series: Sequence[EnergySeries], n_blocks: int | None = None) -> EnergyLevels:
    """Sort the configurations of one side by temperature, block and energy.

    Energies of the Ising model are discrete, so that nothing is lost to bins. What does not fill a block is left out.

    Parameters
    ----------
    series : sequence of EnergySeries
        Of one side, at different temperatures, in any order.
    n_blocks : int, optional
        Blocks per temperature, long enough to be independent; by default :func:`number_of_blocks` of each.

    Raises
    ------
    ValueError
        If the sides differ, or a series is too short for its blocks.
    """
    ordered = sorted(series, key=lambda each: each.coupling)
    sides = {each.side for each in ordered}
    if len(sides) != 1:
        raise ValueError(f"the series must be of one side, got {sorted(sides)}")
    side = sides.pop()
    levels = np.unique(np.concatenate([each.energy for each in ordered]))
    sums = tuple(_sums(each, levels, n_blocks or number_of_blocks(each)) for each in ordered)
    return EnergyLevels(
        side=side,
        couplings=np.array([each.coupling for each in ordered]),
        energies=levels - np.concatenate([each.energy for each in ordered]).mean(),
        sums=sums,
        efficiency=np.array([_efficiency(each) for each in ordered]),
    )


def _sums(series: EnergySeries, levels: np.ndarray, n_blocks: int) -> np.ndarray:
    """Return (n_blocks, 4, n_levels): sums of 1, |m|, m^2 and m^4 over the configurations of each block and level."""
    blocks = chain_block_numbers(len(series.energy), series.n_chains, n_blocks)
    used = blocks >= 0
    place = blocks[used] * len(levels) + np.searchsorted(levels, series.energy[used])
    modulus = np.abs(series.magnetization[used]) / series.side**2
    powers = (np.ones_like(modulus), modulus, modulus**2, modulus**4)
    counted = [np.bincount(place, weights=power, minlength=n_blocks * len(levels)) for power in powers]
    return np.stack(counted).reshape(4, n_blocks, len(levels)).swapaxes(0, 1)


def _efficiency(series: EnergySeries) -> float:
    """Return 1 / (2 tau) of the energy, at most 1.

    It weighs one temperature against another and need not be precise: the estimates are right for any weights.
    """
    energies = by_record(series.energy, series.n_chains)
    if len(energies) == 1:  # every chain gave one configuration
        return 1.0
    try:
        tau = integrated_autocorrelation_time(energies).tau
    except ChainTooShort as short:
        tau = short.tau
    return min(1.0, 0.5 / tau) if 0 < tau < np.inf else 1.0
