"""Swendsen and Wang's sampler: every cluster of the lattice at once; the update is in _swendsen_wang_kernels."""

import math

import numpy as np
from numpy.random import Generator

from rgcore.ising.samplers._swendsen_wang_kernels import run_swendsen_wang
from rgcore.ising.samplers.binary_digits import binary_digits
from rgcore.ising.samplers.cards import Cost, SamplerCard
from rgcore.ising.samplers.chain_check import checked_chains
from rgcore.rng_kernels import random_stream

__all__ = ["CARD", "swendsen_wang"]


def swendsen_wang(
    start: np.ndarray, coupling: float, n_records: int, steps_per_record: int, *, rng: Generator
) -> tuple[np.ndarray, int]:
    """Advance independent chains by updates of the whole lattice and record them at even spacing.

    Bonds between aligned neighbours are active with probability 1 - exp(-2 K), and every cluster of sites joined by
    active bonds gets a fresh random spin: Swendsen and Wang, Phys. Rev. Lett. 58, 86 (1987). Time per spin hardly
    depends on the side, and memory beyond the chains is five bytes per site.

    Parameters
    ----------
    start : (n_chains, side, side) int8 array
        Entries -1 or +1, side >= 2. Left untouched.
    coupling : float
        K = J / (k_B T) > 0, dimensionless.
    n_records, steps_per_record : int
        At least 1; a step is one update of the lattice.
    rng : Generator, advanced in place

    Returns
    -------
    records : (n_records, n_chains, side, side) int8 array
        The chains after each ``steps_per_record`` steps.
    touched : int
        Number of spins visited, of all chains.

    Raises
    ------
    InputError
        If ``start`` is no such array, or a number is out of range.
    """
    start, coupling, n_records, steps_per_record = checked_chains(
        start, coupling, n_records, steps_per_record, rng
    )
    records = np.empty((n_records, *start.shape), np.int8)
    stream = random_stream(rng=rng)
    digits = binary_digits(-math.expm1(-2 * coupling))
    run_swendsen_wang(start.copy(), steps_per_record, digits, records, stream)
    return records, n_records * steps_per_record * start.size


CARD = SamplerCard(
    sentence="gives every cluster of the lattice a random spin (Swendsen and Wang, 1987)",
    run=swendsen_wang,
    cost=Cost(
        autocorrelation_time=lambda reach, _: 0.5 + reach**0.45,
        nanoseconds=lambda *_: 4.0,
    ),
)
