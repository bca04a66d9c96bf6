"""The pilot of a chain: how many steps make an update, and how long an update is remembered."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from rgcore.errors import InputError
from rgcore.ising.memory import Memory, memory_of
from rgcore.ising.model import energy, magnetization
from rgcore.ising.samplers import Sampler
from rgcore.stats.autocorrelation import ChainTooShort

__all__ = ["SPINS_AT_ONCE", "Pilot", "advance", "length_of_pilot", "run_pilot"]

LENGTHS_OF_TAU = 500  # of all chains together: tau to about 20 %
SETTLING_MULTIPLE = 4  # autocorrelation times before the measured part
WINDOW_MULTIPLE = 7  # autocorrelation times of every chain in the measured part: a window of six fits
RECORDS_PER_TAU = 8
SPINS_AT_ONCE = 2**24  # configurations are drawn in pieces of about this many spins


@dataclass(frozen=True, slots=True, kw_only=True)
class Pilot:
    """What a pilot found. An update is ``steps_per_update`` steps and touches about side**2 spins of each chain.

    ``end`` (n_chains, side, side) int8 are the last configurations, ``n_updates`` from the start; ``memory`` is in
    updates.
    """

    end: np.ndarray
    steps_per_update: int
    n_updates: int
    memory: Memory


def run_pilot(
    sampler: Sampler,
    start: np.ndarray,
    coupling: float,
    *,
    expected_tau: float,
    max_updates: int,
    rng: Generator,
) -> Pilot:
    """Run chains until they tell their own autocorrelation times.

    The first four autocorrelation times are left out; what follows is measured if it is 500 autocorrelation times
    long, all chains together, and about 7 in each. Where that fails, the next part is longer. Records are about an
    eighth of tau apart: the sum of rho(t) is then the same to a small fraction of its error.

    Parameters
    ----------
    sampler : Sampler
    start : (n_chains, side, side) int8 array
    coupling : float
    expected_tau : float
        A guess in updates, by which the first part is laid out; what is found does not depend on it.
    max_updates : int
        Of each chain.
    rng : Generator, advanced in place

    Raises
    ------
    InputError
        If ``max_updates`` do not suffice; it says about how many would.
    """
    spins, steps = _steps_per_update(sampler, start, coupling, rng)
    tau = max(expected_tau, 1.0)
    n_updates = min(math.ceil(SETTLING_MULTIPLE * tau), max_updates)
    spins = advance(sampler, spins, coupling, n_updates * steps, rng=rng)
    length = _length(tau, len(start))
    while True:
        every = max(1, int(tau / RECORDS_PER_TAU))
        n_records = max(2, min(length, max_updates - n_updates) // every)
        spins, *series = _record(sampler, spins, coupling, n_records, every * steps, rng=rng)
        before, n_updates = n_updates, n_updates + n_records * every
        try:
            memory = memory_of(*series, lengths_of_tau=LENGTHS_OF_TAU).times(every)
        except ChainTooShort as short:
            if n_updates >= max_updates:
                raise InputError(_more_updates(start, coupling, n_updates, short.needed * every)) from None
            tau = max(tau, short.tau * every) if math.isfinite(short.tau) else tau
            length *= 2
        else:
            tau = memory.longest()
            length = _length(tau, len(start))
            fine = every <= max(1, memory.slowest() / 2)
            if (before >= 0.75 * SETTLING_MULTIPLE * memory.slowest() and fine) or n_updates >= max_updates:
                return Pilot(end=spins, steps_per_update=steps, n_updates=n_updates, memory=memory)


def advance(
    sampler: Sampler, spins: np.ndarray, coupling: float, n_steps: int, *, rng: Generator
) -> np.ndarray:
    """Return the configurations (n_chains, side, side) ``n_steps`` steps after ``spins``."""
    return sampler.run(spins, coupling, 1, n_steps, rng=rng)[0][0]


def length_of_pilot(tau: float, n_chains: int) -> float:
    """Return about how many updates of each of ``n_chains`` chains a pilot takes if ``tau`` is as expected."""
    return SETTLING_MULTIPLE * tau + _length(tau, n_chains)


def _length(tau: float, n_chains: int) -> int:
    """Return how many updates of each chain measure ``tau``, with a tenth to spare."""
    return math.ceil(1.1 * tau * max(WINDOW_MULTIPLE, LENGTHS_OF_TAU / n_chains))


def _steps_per_update(
    sampler: Sampler, start: np.ndarray, coupling: float, rng: Generator
) -> tuple[np.ndarray, int]:
    """Return the configurations after a first approach to equilibrium, and the steps that touch side**2 spins."""
    if sampler.step_is_a_sweep:
        return start, 1
    spins, n_steps, touched = start, 1, 0
    while touched < 100 * start.size:
        n_steps *= 2
        records, touched = sampler.run(spins, coupling, 1, n_steps, rng=rng)
        spins = records[0]
    return spins, max(1, round(n_steps * start.size / touched))


def _record(
    sampler: Sampler, spins: np.ndarray, coupling: float, n_records: int, steps: int, *, rng: Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the last configurations, and energies and magnetizations (n_records, n_chains) on the way."""
    energies = np.empty((n_records, len(spins)), np.int64)
    magnetizations = np.empty_like(energies)
    at_once = max(1, SPINS_AT_ONCE // spins.size)
    for begin in range(0, n_records, at_once):
        piece = slice(begin, min(begin + at_once, n_records))
        records, _ = sampler.run(spins, coupling, piece.stop - begin, steps, rng=rng)
        energies[piece], magnetizations[piece] = energy(records), magnetization(records)
        spins = records[-1]
    return spins, energies, magnetizations


def _more_updates(start: np.ndarray, coupling: float, n_updates: int, needed: float) -> str:
    """Return the sentence for a pilot that ended too short; ``needed`` are updates of all chains together."""
    n_chains, side, _ = start.shape
    where = f"for side {side} at temperature {1 / coupling:.6g}"
    if math.isinf(needed):
        return (
            f"ising.max_pilot_updates must be larger or the temperature higher: {where} "
            f"the energy did not change once in the last part of {n_updates} updates"
        )
    return (
        f"ising.max_pilot_updates must be at least about {n_updates + 2 * needed / n_chains:.0f} {where} "
        f"to measure the autocorrelation time, but is {n_updates}"
    )
