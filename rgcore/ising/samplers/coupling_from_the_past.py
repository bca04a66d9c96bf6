"""Exact, independent samples by coupling from the past (Propp and Wilson)."""

import math

import numpy as np
from numpy.random import Generator

from rgcore.errors import InputError
from rgcore.ising.samplers._bit_kernels import spins_of_words
from rgcore.ising.samplers._coupling_from_the_past_kernels import coupled_sweeps
from rgcore.ising.samplers.binary_digits import binary_digits
from rgcore.ising.samplers.cards import SamplerCard
from rgcore.ising.samplers.chain_check import checked_chains
from rgcore.ising.samplers.metropolis import words_of_chains
from rgcore.rng_kernels import random_stream

__all__ = ["CARD", "coupling_from_the_past"]

LONGEST_PAST = 2**16  # sweeps; below T_c the past that is needed grows exponentially with the side


def coupling_from_the_past(
    start: np.ndarray, coupling: float, n_records: int, steps_per_record: int, *, rng: Generator
) -> tuple[np.ndarray, int]:
    """Draw exact, independent samples of the Boltzmann distribution.

    Chains start from all spins up and from all spins down in a past that is doubled until, with the random numbers of
    each sweep kept, both are equal at present: Propp and Wilson, Random Struct. Algorithms 9, 223 (1996). Then so is
    every chain in between, and the present is a draw from the distribution without any bias of a start. A sweep sets
    each spin, row by row, by heat bath, P(+1) = 1 / (1 + exp(-2 K h)), h the sum of its neighbours.

    Parameters
    ----------
    start : (n_chains, side, side) int8 array
        Entries -1 or +1, which do not matter: its shape gives number and side of the samples.
    coupling : float
        K = J / (k_B T) > 0, dimensionless.
    n_records, steps_per_record : int
        A step is one sweep; the past tried first is ``steps_per_record`` long.
    rng : Generator, advanced in place

    Returns
    -------
    records : (n_records, n_chains, side, side) int8 array
    touched : int
        Number of spins set, in all pasts of both bounding chains, 512 samples at a time.

    Raises
    ------
    InputError
        If ``start`` is no such array, a number is out of range, or a past of 65536 sweeps does not suffice.
    """
    start, coupling, n_records, steps_per_record = checked_chains(
        start, coupling, n_records, steps_per_record, rng
    )
    digits = np.stack([binary_digits(_probability_up(n, coupling)) for n in range(5)])
    records = np.empty((n_records, *start.shape), np.int8)
    touched = 0
    for record in records:
        words, n_sweeps = _present(start.shape, digits, steps_per_record, rng)
        if words is None:
            raise InputError(
                f"ising.algorithm must be another one for side {start.shape[1]} at temperature {1 / coupling:.6g}: "
                f"exact samples need a past of more than {LONGEST_PAST} sweeps there"
            )
        spins_of_words(words, record)
        touched += 2 * n_sweeps * words.size * 64
    return records, touched


def _probability_up(n_up: int, coupling: float) -> float:
    """Return 1 / (1 + exp(-2 K h)) for h = 2 n_up - 4, without overflow."""
    smaller = math.exp(-4 * coupling * abs(n_up - 2))
    return (1 if n_up >= 2 else smaller) / (1 + smaller)


def _present(
    shape: tuple[int, ...], digits: np.ndarray, past: int, rng: Generator
) -> tuple[np.ndarray | None, int]:
    """Return exact samples as words (side, side, width), and the number of sweeps of either chain that they took.

    None instead of words if even the longest past does not suffice.
    """
    n_chains, side, _ = shape
    stream = random_stream(rng=rng)
    upper = np.empty((side, side, words_of_chains(n_chains)), np.uint64)
    lower = np.empty_like(upper)
    n_sweeps = 0
    while past <= LONGEST_PAST:
        upper[:], lower[:] = ~np.uint64(0), 0
        coupled_sweeps(upper, lower, digits, past, stream)
        n_sweeps += past
        if (upper == lower).all():
            return upper, n_sweeps
        past *= 2
    return None, n_sweeps


CARD = SamplerCard(
    sentence="draws exact, independent configurations by coupled heat-bath chains (Propp and Wilson, 1996)",
    run=coupling_from_the_past,
    exact=True,
)
