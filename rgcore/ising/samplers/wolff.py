"""Wolff's sampler: one cluster of aligned spins at a time; the flip is ``flip_clusters`` in _wolff_kernels."""

import math

import numpy as np
from numpy.random import Generator

from rgcore.ising.samplers._wolff_kernels import run_wolff
from rgcore.ising.samplers.binary_digits import binary_digits
from rgcore.ising.samplers.cards import Cost, SamplerCard
from rgcore.ising.samplers.chain_check import checked_chains
from rgcore.rng_kernels import random_stream

__all__ = ["CARD", "wolff"]


def wolff(
    start: np.ndarray, coupling: float, n_records: int, steps_per_record: int, *, rng: Generator
) -> tuple[np.ndarray, int]:
    """Advance independent chains by single cluster flips and record them at even spacing.

    A cluster grows from a random site over bonds between aligned neighbours, each active with probability
    1 - exp(-2 K), and flips as a whole: Wolff, Phys. Rev. Lett. 62, 361 (1989). Every sampler of this room
    has this signature; what one step is differs.

    Parameters
    ----------
    start : (n_chains, side, side) int8 array
        Entries -1 or +1, side >= 2. Left untouched.
    coupling : float
        K = J / (k_B T) > 0, dimensionless.
    n_records, steps_per_record : int
        At least 1; a step is one cluster flip in every chain.
    rng : Generator, advanced in place

    Returns
    -------
    records : (n_records, n_chains, side, side) int8 array
        The chains after each ``steps_per_record`` steps.
    touched : int
        Number of spins flipped, of all chains: the work done, by which samplers are compared.

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
    return records, int(run_wolff(start.copy(), steps_per_record, digits, records, stream))


CARD = SamplerCard(
    sentence="flips one cluster of aligned spins at a time (Wolff, 1989)",
    run=wolff,
    step_is_a_sweep=False,
    cost=Cost(
        autocorrelation_time=lambda reach, _: max(0.5, 0.35 + 0.45 * reach**0.42),
        nanoseconds=lambda reach, _: 5 + 7 / max(1.0, reach),  # small clusters cost more per spin
    ),
)
