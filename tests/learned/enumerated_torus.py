"""Configurations of the 4 x 4 torus drawn from the enumerated Boltzmann distribution: independent and exact."""

from functools import cache

import numpy as np

from rgcore.exact import spin_states
from rgcore.ising.energy_and_magnetization import energies_of_lattices, magnetizations_of_lattices

SIDE = 4


@cache
def states():
    """Return all lattices (2^16, 4, 4) int8, their energies and their magnetizations."""
    lattices = spin_states(SIDE * SIDE).reshape(-1, SIDE, SIDE).astype(np.int8)
    return lattices, energies_of_lattices(lattices), magnetizations_of_lattices(lattices)


@cache
def probabilities(temperature):
    weights = np.exp(-(states()[1] + 2 * SIDE**2) / temperature)
    return weights / weights.sum()


def drawn(temperature, n, rng):
    """Return the numbers of n independent states."""
    return rng.choice(len(probabilities(temperature)), size=n, p=probabilities(temperature))
