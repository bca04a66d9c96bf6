"""Metropolis' sampler: single spin flips, 64 independent chains in one word; the sweep is in _metropolis_kernels."""

import math

import numpy as np
from numpy.random import Generator

from rgcore.ising.samplers._bit_kernels import spins_of_words, words_of_spins
from rgcore.ising.samplers._metropolis_kernels import metropolis_sweeps
from rgcore.ising.samplers.binary_digits import binary_digits
from rgcore.ising.samplers.cards import Cost, SamplerCard
from rgcore.ising.samplers.chain_check import checked_chains
from rgcore.rng_kernels import random_stream

__all__ = ["CARD", "metropolis", "words_of_chains"]

WORDS_AT_ONCE = 8  # in a vector of 512 bits: one word takes as long as eight


def metropolis(
    start: np.ndarray, coupling: float, n_records: int, steps_per_record: int, *, rng: Generator
) -> tuple[np.ndarray, int]:
    """Advance independent chains by sweeps of single flips and record them at even spacing.

    A sweep proposes every spin once, row by row, and accepts with probability min(1, exp(-2 K d)), d the energy
    difference divided by 2J: Metropolis et al., J. Chem. Phys. 21, 1087 (1953). It starts at a random row, the same
    for all chains: in a fixed order some states of any side are cut off from all others. Every chain has random bits
    of its own (with shared ones they would become equal), and acceptance is exact to 2^-53. Before each record a chain
    is reversed as a whole with probability 1/2: a symmetry that single flips would take long to restore.

    Parameters
    ----------
    start : (n_chains, side, side) int8 array
        Entries -1 or +1, side >= 2. Left untouched. Chains come 64 to a word, and 512 or more at best speed.
    coupling : float
        K = J / (k_B T) > 0, dimensionless.
    n_records, steps_per_record : int
        A step is one sweep.
    rng : Generator, advanced in place

    Returns
    -------
    records : (n_records, n_chains, side, side) int8 array
        The chains after each ``steps_per_record`` steps.
    touched : int
        Number of proposed flips, of all chains.

    Raises
    ------
    InputError
        If ``start`` is no such array, or a number is out of range.
    """
    start, coupling, n_records, steps_per_record = checked_chains(
        start, coupling, n_records, steps_per_record, rng
    )
    n_chains, side, _ = start.shape
    words = np.empty((side, side, words_of_chains(n_chains)), np.uint64)
    words_of_spins(start, words)
    digits = np.stack([binary_digits(math.exp(-4 * coupling)), binary_digits(math.exp(-8 * coupling))])
    stream = random_stream(rng=rng)
    records = np.empty((n_records, *start.shape), np.int8)
    for record in records:
        metropolis_sweeps(words, digits, steps_per_record, stream)
        reversals = rng.integers(0, 2**64, size=words.shape[2], dtype=np.uint64)
        words ^= reversals
        spins_of_words(words, record)
    return records, n_records * steps_per_record * start.size


def words_of_chains(n_chains: int) -> int:
    """Return the number of words that are swept for ``n_chains`` chains: whole vectors."""
    return -(-n_chains // (64 * WORDS_AT_ONCE)) * WORDS_AT_ONCE


CARD = SamplerCard(
    sentence="proposes single flips, row by row, for 512 chains at once (Metropolis et al., 1953)",
    run=metropolis,
    chains_per_vector=64 * WORDS_AT_ONCE,
    cost=Cost(  # z = 2.17; when hot, nearly every proposal is accepted, and that decorrelates little
        autocorrelation_time=lambda reach, coupling: 0.5 + 0.2 / coupling + 0.24 * reach**2.17,
        nanoseconds=lambda _, n_chains: 0.077 + 20 / n_chains,
    ),
)
