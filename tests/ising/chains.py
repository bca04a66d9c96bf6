"""Starts of chains, and deviations of what a cluster sampler makes of them, in standard errors."""

import numpy as np

from rgcore.ising import energy, torus_energy

from .enumerated import abs_magnetization, draws, enumerated_states, excess_of_states, z_score

__all__ = [
    "IMPOSSIBLE",
    "cold",
    "correlations",
    "in_equilibrium",
    "line_deviations",
    "random",
    "state_deviations",
]


def cold(n_chains, side, coupling=None, *, rng=None):
    return np.ones((n_chains, side, side), np.int8)


def random(n_chains, side, coupling=None, *, rng):
    return rng.choice(np.array([-1, 1], np.int8), size=(n_chains, side, side))


def in_equilibrium(n_chains, side, coupling, *, rng):
    return draws(side, coupling, n_chains, rng=rng)


IMPOSSIBLE = [  # start, coupling, part of the message
    (cold(2, 1), 0.4, "side of start must be from 2 to 65535"),
    (np.ones((2, 4, 5), np.int8), 0.4, "n_chains, side, side"),
    (np.ones((4, 4), np.int8), 0.4, "n_chains, side, side"),
    (np.ones((0, 4, 4), np.int8), 0.4, "n_chains"),
    (np.zeros((1, 4, 4), np.int8), 0.4, "must be -1 or 1"),
    (np.broadcast_to(np.int8(1), (1, 65536, 65536)), 0.4, "from 2 to 65535"),
    (cold(1, 4), 0.0, "positive"),
    (cold(1, 4), np.inf, "finite"),
    (cold(1, 4), np.nan, "finite"),
]


def state_deviations(spins, coupling):
    """Return how far independent spins are from the enumerated distribution: energy, |magnetization|, all states."""
    states, probabilities = enumerated_states(spins.shape[1], coupling)
    scores = [z_score(f(spins), f(states), probabilities) for f in (energy, abs_magnetization)]
    return np.abs([*scores, excess_of_states(spins, probabilities)])


def line_deviations(records, coupling, axis):
    """Return how far the energies of the bonds along an axis, line by line of the lattice, are from their exact part.

    The last entry is that of all bonds along this axis together. Errors come from the scatter of the chains.
    """
    n_chains, side = records.shape[1:3]
    bonds = -(records * np.roll(records, 1, axis=axis))
    lines = bonds.mean(axis=(0, 5 - axis))  # (n_chains, side)
    means = np.column_stack([lines, lines.mean(axis=1)])
    error = means.std(axis=0, ddof=1) / np.sqrt(n_chains)
    return np.abs(means.mean(axis=0) - torus_energy(coupling, side) / 2) / error


def correlations(spins):
    """Return the correlation of the energies of chains that are 1, 2 or 64 apart, in standard errors."""
    energies = energy(spins) - energy(spins).mean()
    products = [energies[distance:] * energies[:-distance] for distance in (1, 2, 64)]
    return np.abs([each.mean() / each.std() * np.sqrt(len(each)) for each in products])
