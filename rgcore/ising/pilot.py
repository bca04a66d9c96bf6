"""The pilot of a chain: how many steps make an update, and how long an update is remembered."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from rgcore.errors import InputError
from rgcore.ising.memory import Memory, memory_of
from rgcore.ising.model import energy, magnetization
from rgcore.stats.autocorrelation import ChainTooShort

__all__ = ["Pilot", "advance", "run_pilot"]

LENGTHS_OF_TAU = 500  # tau to about 20 %
FIRST_LENGTH = 4096  # updates
SPINS_AT_ONCE = 2**24  # configurations are drawn in pieces of at most this many spins

Sampler = Callable[..., tuple[np.ndarray, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pilot:
    """What a pilot found. An update is ``steps_per_update`` steps and touches about side**2 spins.

    ``end`` (side, side) int8 is the last configuration; ``memory`` is in updates.
    """

    end: np.ndarray
    steps_per_update: int
    n_updates: int
    memory: Memory


def run_pilot(
    sampler: Sampler, start: np.ndarray, coupling: float, max_updates: int, *, rng: Generator
) -> Pilot:
    """Double the length of a chain until it is 500 times its own autocorrelation times.

    The autocorrelation times of energy and of the modulus of the magnetization come from the later half of
    the chain, so that the way from the start counts little.

    Parameters
    ----------
    sampler : function with the signature of :func:`rgcore.ising.wolff.wolff_chain`
    start : (side, side) int8 array
    coupling : float
    max_updates : int
    rng : Generator, advanced in place

    Raises
    ------
    InputError
        If ``max_updates`` do not suffice; it says about how many would.
    """
    spins, steps = _steps_per_update(sampler, start, coupling, rng)
    energies, magnetizations = np.empty(0, np.int64), np.empty(0, np.int64)
    length = min(FIRST_LENGTH, max_updates)
    while True:
        spins, *more = _extend(sampler, spins, coupling, steps, length - len(energies), rng=rng)
        energies, magnetizations = np.append(energies, more[0]), np.append(magnetizations, more[1])
        later = slice(length // 2, None)
        try:
            memory = memory_of(energies[later], magnetizations[later], lengths_of_tau=LENGTHS_OF_TAU)
        except ChainTooShort as short:
            if length >= max_updates:
                raise InputError(_more_updates(len(spins), coupling, length, short.needed)) from None
            length = min(2 * length, max_updates)
        else:
            return Pilot(end=spins, steps_per_update=steps, n_updates=length, memory=memory)


def advance(
    sampler: Sampler, spins: np.ndarray, coupling: float, n_steps: int, *, rng: Generator
) -> np.ndarray:
    """Return the configuration ``n_steps`` steps after ``spins``."""
    return sampler(spins, coupling, 1, n_steps, rng=rng)[0][0]


def _steps_per_update(
    sampler: Sampler, start: np.ndarray, coupling: float, rng: Generator
) -> tuple[np.ndarray, int]:
    """Return the configuration after a first approach to equilibrium, and the steps that touch side**2 spins."""
    spins, n_steps, touched = start, 1, 0
    while touched < 100 * start.size:
        n_steps *= 2
        records, touched = sampler(spins, coupling, 1, n_steps, rng=rng)
        spins = records[0]
    return spins, max(1, round(n_steps * start.size / touched))


def _extend(
    sampler: Sampler, spins: np.ndarray, coupling: float, steps: int, n_updates: int, *, rng: Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the configuration ``n_updates`` later, and energies and magnetizations (n_updates,) on the way."""
    energies, magnetizations = np.empty(n_updates, np.int64), np.empty(n_updates, np.int64)
    at_once = max(1, SPINS_AT_ONCE // spins.size)
    for done in range(0, n_updates, at_once):
        piece = slice(done, min(done + at_once, n_updates))
        records, _ = sampler(spins, coupling, piece.stop - done, steps, rng=rng)
        energies[piece], magnetizations[piece] = energy(records), magnetization(records)
        spins = records[-1]
    return spins, energies, magnetizations


def _more_updates(side: int, coupling: float, length: int, needed: float) -> str:
    """Return the sentence for a pilot that ended too short."""
    where = f"for side {side} at temperature {1 / coupling:.6g}"
    if math.isinf(needed):
        return (
            f"ising.max_pilot_updates must be larger or the temperature higher: {where} "
            f"the energy did not change once in the last half of {length} updates"
        )
    return (
        f"ising.max_pilot_updates must be at least about {2 * needed:.0f} {where} "
        f"to measure the autocorrelation time, but is {length}"
    )
