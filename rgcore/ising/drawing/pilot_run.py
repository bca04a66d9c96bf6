"""The pilot run of a chain: how many steps make an update, and the autocorrelation times in updates."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from rgcore.errors import InputError
from rgcore.ising.autocorrelation_times import AutocorrelationTimes, measure_autocorrelation_times
from rgcore.ising.energy_and_magnetization import energies_of_lattices, magnetizations_of_lattices
from rgcore.ising.samplers.cards import SamplerCard
from rgcore.stats.autocorrelation import ChainTooShort

__all__ = ["SPINS_AT_ONCE", "Pilot", "advance", "length_of_pilot", "run_pilot"]

LENGTHS_OF_TAU = 500  # of all chains together: tau to about 20 %
SETTLING_MULTIPLE = 4  # autocorrelation times before the measured part
WINDOW_MULTIPLE = 7  # autocorrelation times of every chain in the measured part: a window of six fits
RECORDS_PER_TAU = 8
MOST_RECORDS = 2**22  # of all chains together
UNCHANGED_SPINS = 2**28  # visited without a change of energy: it is too cold
SPINS_AT_ONCE = 2**24  # configurations are drawn in batches of about this many spins


@dataclass(frozen=True, slots=True, kw_only=True)
class Pilot:
    """The result of a pilot run. An update is ``steps_per_update`` steps and visits about side**2 spins of each chain.

    ``end`` (n_chains, side, side) int8 are the last configurations, ``n_updates`` from the start; the times of
    ``autocorrelation`` are in updates.
    """

    end: np.ndarray
    steps_per_update: int
    n_updates: int
    autocorrelation: AutocorrelationTimes


def run_pilot(
    sampler: SamplerCard,
    start: np.ndarray,
    coupling: float,
    *,
    expected_tau: float,
    max_updates: int,
    rng: Generator,
) -> Pilot:
    """Run chains until their autocorrelation times can be estimated.

    The first four autocorrelation times are left out; what follows is measured if it is 500 autocorrelation times
    long, all chains together, and about 7 in each. Where that fails, the next part is longer. Records are about an
    eighth of tau apart: the sum of rho(t) then differs by a small fraction of its standard error.

    Parameters
    ----------
    sampler : SamplerCard
    start : (n_chains, side, side) int8 array
    coupling : float
    expected_tau : float
        A guess in updates, which sets the length of the first part; the result does not depend on it.
    max_updates : int
        Of each chain.
    rng : Generator, advanced in place

    Raises
    ------
    InputError
        If ``max_updates`` do not suffice, with the number that would; or if the energy never changes (too cold).
    """
    spins, steps = _steps_per_update(sampler, start, coupling, rng)
    tau = max(expected_tau, 1.0)
    n_updates = min(math.ceil(SETTLING_MULTIPLE * tau), max_updates)
    spins = advance(sampler, spins, coupling, n_updates * steps, rng=rng)
    length = _length(tau, len(start))
    while True:
        every = max(1, int(tau / RECORDS_PER_TAU), length * len(start) // MOST_RECORDS)
        n_records = min(length, max_updates - n_updates) // every
        if n_records < 2:
            raise InputError(_more_updates(start, coupling, max_updates, 2 * (n_updates + length)))
        spins, *series = _record(sampler, spins, coupling, n_records, every * steps, rng=rng)
        before, n_updates = n_updates, n_updates + n_records * every
        try:
            autocorrelation = measure_autocorrelation_times(*series, lengths_of_tau=LENGTHS_OF_TAU).times(
                every
            )
        except ChainTooShort as short:
            enough = n_updates * start.size > UNCHANGED_SPINS or 2 * n_updates > max_updates
            if math.isinf(short.tau) and enough:
                raise InputError(_too_cold(start, coupling, n_updates)) from None
            tau = max(tau, short.tau * every) if math.isfinite(short.tau) else tau
            length = max(2 * length, _length(tau, len(start)))
        else:
            tau = autocorrelation.longest()
            length = _length(tau, len(start))
            settled = before >= 0.75 * SETTLING_MULTIPLE * autocorrelation.slowest()
            if settled and every <= max(1, autocorrelation.slowest() / 2):
                return Pilot(
                    end=spins, steps_per_update=steps, n_updates=n_updates, autocorrelation=autocorrelation
                )


def advance(
    sampler: SamplerCard, spins: np.ndarray, coupling: float, n_steps: int, *, rng: Generator
) -> np.ndarray:
    """Return the configurations (n_chains, side, side) ``n_steps`` steps after ``spins``."""
    return sampler.run(spins, coupling, 1, n_steps, rng=rng)[0][0]


def length_of_pilot(tau: float, n_chains: int) -> float:
    """Return about how many updates of each of ``n_chains`` chains a pilot takes if ``tau`` is as expected."""
    return SETTLING_MULTIPLE * tau + _length(tau, n_chains)


def _length(tau: float, n_chains: int) -> int:
    """Return how many updates of each chain measure ``tau``, with a margin of 10 %."""
    return math.ceil(1.1 * tau * max(WINDOW_MULTIPLE, LENGTHS_OF_TAU / n_chains))


def _steps_per_update(
    sampler: SamplerCard, start: np.ndarray, coupling: float, rng: Generator
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
    sampler: SamplerCard, spins: np.ndarray, coupling: float, n_records: int, steps: int, *, rng: Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the last configurations, and energies and magnetizations (n_records, n_chains) on the way."""
    energies = np.empty((n_records, len(spins)), np.int64)
    magnetizations = np.empty_like(energies)
    at_once = max(1, SPINS_AT_ONCE // spins.size)
    for begin in range(0, n_records, at_once):
        batch = slice(begin, min(begin + at_once, n_records))
        records, _ = sampler.run(spins, coupling, batch.stop - begin, steps, rng=rng)
        energies[batch] = energies_of_lattices(records)
        magnetizations[batch] = magnetizations_of_lattices(records)
        spins = records[-1]
    return spins, energies, magnetizations


def _more_updates(start: np.ndarray, coupling: float, max_updates: int, needed: int) -> str:
    """Return the message for a pilot that needs more updates than allowed."""
    return (
        f"ising.max_pilot_updates must be at least about {needed} {_where(start, coupling)} "
        f"to measure the autocorrelation time, but is {max_updates}"
    )


def _too_cold(start: np.ndarray, coupling: float, n_updates: int) -> str:
    """Return the message for chains whose energy never changes."""
    return (
        f"the temperature must be higher: {_where(start, coupling)} the energy did not change once in {n_updates} "
        f"updates of {len(start)} {'chain' if len(start) == 1 else 'chains'}; "
        "in a config, change it in the list that contains it"
    )


def _where(start: np.ndarray, coupling: float) -> str:
    return f"for side {start.shape[1]} at temperature {1 / coupling:.6g}"
