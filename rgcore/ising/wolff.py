"""Wolff's sampler: one cluster of aligned spins at a time."""

import math

import numpy as np
from numpy.random import Generator

from rgcore.ising._cluster_kernels import run_wolff
from rgcore.ising._kernels import flip_clusters
from rgcore.ising.binary_digits import binary_digits
from rgcore.ising.model import check_chains

__all__ = ["wolff", "wolff_chain"]


def wolff_chain(
    start: np.ndarray, coupling: float, n_records: int, steps_per_record: int, *, rng: Generator
) -> tuple[np.ndarray, int]:
    """Advance a chain by single cluster flips and record it at even spacing.

    A cluster grows from a random site over bonds between aligned neighbours, each with probability
    1 - exp(-2 K), and flips as a whole: Wolff, Phys. Rev. Lett. 62, 361 (1989). Every sampler of this room
    has this signature; what one step is differs.

    Parameters
    ----------
    start : (side, side) int8 array
        Entries -1 or +1, side >= 3. Left untouched.
    coupling : float
        K = J / (k_B T) > 0, dimensionless.
    n_records, steps_per_record : int
        A step is one cluster flip.
    rng : Generator, advanced in place

    Returns
    -------
    records : (n_records, side, side) int8 array
        The configurations after each ``steps_per_record`` steps.
    touched : int
        Number of spins flipped, by which steps of different samplers compare.

    Raises
    ------
    ValueError
        If ``start`` is not (side, side) int8 with side >= 3, or the coupling is not positive.
    """
    side = start.shape[0]
    if start.shape != (side, side) or side < 3 or start.dtype != np.int8:
        raise ValueError(f"start must be (side, side) int8 with side >= 3, got {start.shape} {start.dtype}")
    if not coupling > 0:
        raise ValueError(f"coupling must be positive, got {coupling}")
    records = np.empty((n_records, side, side), np.int8)
    touched = flip_clusters(start.copy(), -math.expm1(-2 * coupling), steps_per_record, records, rng)
    return records, int(touched)


def wolff(
    start: np.ndarray, coupling: float, n_records: int, steps_per_record: int, *, rng: Generator
) -> tuple[np.ndarray, int]:
    """Advance chains by single cluster flips and record them at even spacing.

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
        All chains after each ``steps_per_record`` steps.
    touched : int
        Number of spins flipped in all chains together, by which steps of different samplers compare.

    Raises
    ------
    ValueError
        If ``start`` is not (n_chains, side, side) int8 with side >= 2, or the coupling is not positive and finite.
    """
    check_chains(start, coupling)
    records = np.empty((n_records, *start.shape), np.int8)
    stream = rng.integers(0, 2**64, size=2, dtype=np.uint64)
    digits = binary_digits(-math.expm1(-2 * coupling))
    return records, int(run_wolff(start, steps_per_record, digits, records, stream))
