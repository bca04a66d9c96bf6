"""Spins drawn anew between those that are observed, by updates of clusters and of single spins."""

import math

import numpy as np
from numpy.random import Generator

from rgcore.information.resampling._pinned_kernels import run_pinned
from rgcore.ising.samplers.binary_digits import binary_digits
from rgcore.ising.samplers.chain_check import checked_chains
from rgcore.rng_kernels import random_stream

__all__ = ["resample"]


def resample(
    spins: np.ndarray, coupling: float, observed: np.ndarray, n_updates: int, *, rng: Generator
) -> np.ndarray:
    """Return configurations with the same observed spins, the others advanced by updates of clusters.

    Bonds between aligned neighbours are active with probability 1 - exp(-2 K), as in Swendsen and Wang's sampler;
    clusters with an observed spin keep their spin, the others get a random one. Then every free spin is drawn given its
    neighbours, one sublattice after the other: between observed spins that disagree clusters are held for long, single
    spins are not. Configurations that have the Boltzmann
    distribution have it, given the observed spins, after any number of updates.

    Parameters
    ----------
    spins : (n, side, side) int8 array
        Entries -1 or +1. Left untouched.
    coupling : float
        K > 0 of nearest neighbours.
    observed : (side, side) bool array
    n_updates : int
        At least 1.
    rng : Generator, advanced in place

    Returns
    -------
    (n, side, side) int8 array

    Raises
    ------
    InputError
        If an argument is out of range.
    """
    start, coupling, _, n_updates = checked_chains(spins, coupling, 1, n_updates, rng)
    drawn = start.copy()
    digits = binary_digits(-math.expm1(-2 * coupling))
    pinned = np.ascontiguousarray(observed, dtype=np.bool_).reshape(-1)
    run_pinned(drawn, pinned, n_updates, (digits, _thresholds(coupling)), random_stream(rng=rng))
    return drawn


def _thresholds(coupling: float) -> np.ndarray:
    """Return the probabilities 1 / (1 + exp(-2 K total)) for total = -4, -2, ... 4 as (5,) uint64 in units of 2^-64."""
    probabilities = [1 / (1 + math.exp(-2 * coupling * total)) for total in (-4, -2, 0, 2, 4)]
    return np.array([min(int(p * 2**64), 2**64 - 1) for p in probabilities], dtype=np.uint64)
