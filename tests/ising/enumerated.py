"""The enumerated distribution of small tori, and how far samples are from a distribution, in standard errors.

Every deviation is a number of mean 0 and variance about 1 if the sampler is right; a bound of 4 is kept. A test of
planted bugs holds the same deviations to a bound from below.
"""

from functools import cache

import numpy as np

from rgcore.exact import boltzmann_distribution, moments, spin_states
from rgcore.ising import density_of_states, energy, magnetization

__all__ = [
    "abs_magnetization",
    "draws",
    "enumerated_states",
    "excess",
    "excess_of_levels",
    "excess_of_states",
    "state_numbers",
    "z_score",
]


@cache
def enumerated_states(side, coupling):
    """Return all states (2**side**2, side, side) of a torus and their probabilities."""
    states = spin_states(side * side).reshape(-1, side, side)
    probabilities = boltzmann_distribution(-coupling * energy(states))
    states.flags.writeable = probabilities.flags.writeable = False
    return states, probabilities


def draws(side, coupling, n_draws, *, rng):
    """Return independent draws (n_draws, side, side) from the enumerated distribution."""
    states, probabilities = enumerated_states(side, coupling)
    return states[rng.choice(len(states), size=n_draws, p=probabilities)]


def abs_magnetization(spins):
    return np.abs(magnetization(spins))


def z_score(values, expected, probabilities):
    """Return how far the mean of independent values is from that of ``expected`` (n_states,) under the distribution."""
    mean, variance = moments(expected, probabilities)
    return (values.mean() - mean) / np.sqrt(variance / len(values))


def excess(counts, expected, *, fewest=5):
    """Return chi^2 of counts with ``expected`` ones of the same sum, as a deviation from its mean.

    Cube root of Wilson and Hilferty, PNAS 17, 684 (1931): normal even for few degrees of freedom. Counts with less
    than ``fewest`` expected are taken together.
    """
    rare = expected < fewest
    counts = np.append(counts[~rare], counts[rare].sum())
    expected = np.append(expected[~rare], expected[rare].sum())
    counts, expected = counts[expected > 0], expected[expected > 0]
    freedom = len(expected) - 1
    spread = 2 / (9 * freedom)
    return (np.cbrt(((counts - expected) ** 2 / expected).sum() / freedom) - 1 + spread) / np.sqrt(spread)


def state_numbers(spins):
    """Return which row of the enumerated states each of spins (n, side, side) is."""
    bits = (spins > 0).reshape(len(spins), -1)
    return bits @ (1 << np.arange(bits.shape[1])[::-1])


def excess_of_states(spins, probabilities):
    """Return the excess of chi^2 of independent spins (n, side, side) over all states of their torus."""
    counts = np.bincount(state_numbers(spins), minlength=len(probabilities))
    return excess(counts, probabilities * len(spins))


def excess_of_levels(spins, coupling):
    """Return the excess of chi^2 of independent spins (n, side, side) over the energy levels of their torus."""
    levels, degeneracies = density_of_states(spins.shape[1])
    logs = np.array([np.log(float(count)) if count else -np.inf for count in degeneracies])
    counts = (energy(spins)[:, None] == levels).sum(axis=0)
    return excess(counts, boltzmann_distribution(logs - coupling * levels) * len(spins))
