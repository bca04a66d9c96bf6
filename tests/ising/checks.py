"""What every sampler must do, as numbers: deviations by name, of mean 0 and variance about 1 if it is right.

A check takes ``run``, a function with the signature of :func:`rgcore.ising.samplers.wolff`, so that samplers with
planted bugs are compared with the same numbers.
"""

from functools import partial

import numpy as np

from rgcore.exact import moments
from rgcore.ising import (
    coupling_from_the_past,
    energy,
    sample_configurations,
    thermodynamics,
    torus_energy,
    torus_specific_heat,
)
from rgcore.ising.samplers.cards import samplers
from rgcore.stats import chain_block_means, jackknife

from .chains import cold, in_equilibrium, line_deviations, random
from .enumerated import abs_magnetization, enumerated_states, excess_of_levels, excess_of_states, z_score

BOUND = 4  # of a deviation
SAMPLERS = samplers()
STARTS = {"equilibrium": in_equilibrium, "cold": cold, "random": random}


def largest(deviations):
    """Return the largest deviation without its sign, and its name."""
    return max((abs(float(value)), name) for name, value in deviations.items())


def stays_within(deviations):
    """Assert that the largest deviation is within its bound; a failed test names it."""
    assert largest(deviations) < (BOUND, "")
    return True


def enumerated(run, start, side, coupling, n_steps, *, rng):
    """Return how far 50,000 chains are from the enumerated distribution, ``n_steps`` after a start."""
    states, probabilities = enumerated_states(side, coupling)
    records, _ = run(STARTS[start](50_000, side, coupling, rng=rng), coupling, 1, n_steps, rng=rng)
    deviations = {
        observable.__name__: z_score(observable(records[0]), observable(states), probabilities)
        for observable in (energy, abs_magnetization)
    }
    if side < 4:
        deviations["states"] = excess_of_states(records[0], probabilities)
    return deviations


def settle(run, side, coupling, n_chains, *, n_updates, rng):
    """Return chains after about ``n_updates`` updates from a cold start, and the steps of an update.

    An update touches side**2 spins of each chain.
    """
    spins, steps, passed = cold(n_chains, side), 4, 0
    while passed < n_updates * spins.size:
        records, touched = run(spins, coupling, 1, steps, rng=rng)
        spins, passed, update = records[0], passed + touched, max(1, round(steps * spins.size / touched))
        steps *= 2
    return spins, update


def kaufman(run, side, temperature, *, shape, spacing, rng):
    """Return how far chains are from Kaufman's torus, and the relative error of their energy.

    Energy and specific heat, and half of the energy in the bonds along either axis; errors by a jackknife over 100
    groups of chains. There are (n_records, n_chains) = ``shape`` of them, records ``spacing`` updates apart.
    """
    (n_records, n_chains), coupling = shape, 1 / temperature
    spins, update = settle(run, side, coupling, n_chains, n_updates=40 * spacing, rng=rng)
    records, _ = run(spins, coupling, n_records, spacing * update, rng=rng)
    bonds = [
        -(records * np.roll(records, 1, axis=axis)).sum(axis=(2, 3), dtype=np.int32) / side**2
        for axis in (2, 3)
    ]
    e = sum(bonds)
    blocks = chain_block_means(np.stack([*bonds, e, e**2], axis=-1).reshape(-1, 4), n_chains, 100)
    estimate = jackknife(blocks, partial(_per_site, coupling=coupling, side=side))
    exact = torus_energy(coupling, side)
    expected = np.array([exact / 2, exact / 2, exact, torus_specific_heat(coupling, side)])
    deviations = (estimate.value - expected) / estimate.error
    names = ("bonds across", "bonds along", "energy", "specific heat")
    return dict(zip(names, deviations, strict=True)), estimate.error[2] / abs(exact)


def _per_site(mean, coupling, side):
    across, along, e, e2 = mean
    return np.array([across, along, e, coupling**2 * side**2 * (e2 - e**2)])


def levels(run, side, temperature, *, n_chains, n_updates, rng):
    """Return how far independent chains are from the density of states."""
    spins, _ = settle(run, side, 1 / temperature, n_chains, n_updates=n_updates, rng=rng)
    return {"levels": excess_of_levels(spins, 1 / temperature)}


def lines(run, side, n_chains, spacing, *, rng):
    """Return how far the energies in the bonds of every row and every column are from their exact part."""
    coupling = 0.3
    spins, update = settle(run, side, coupling, n_chains, n_updates=6 * spacing, rng=rng)
    records, _ = run(spins, coupling, 7, 2 * spacing * update, rng=rng)
    return {
        f"axis {axis}, line {line}": value
        for axis in (2, 3)
        for line, value in enumerate(line_deviations(records, coupling, axis))
    }


def replicas(run, *, n_groups=100, rng):
    """Return how far the variance of the mean over chains is from that of independent ones.

    All 600 chains of all groups start equal: with random bits in common they would stay so, and the variance of the
    mean over the chains of a group would be that of one chain, 600 times as large.
    """
    side, coupling, n_chains, n_steps = 4, 0.3, 600, 20
    start = cold(n_chains, side)
    ends = [run(start, coupling, 1, n_steps, rng=rng)[0][0] for _ in range(n_groups)]
    states, probabilities = enumerated_states(side, coupling)
    deviations = {}
    for observable in (energy, abs_magnetization):
        mean, variance = moments(observable(states), probabilities)
        means = np.array([observable(spins).mean() for spins in ends])
        ratio = ((means - mean) ** 2).mean() / (variance / n_chains)
        deviations[f"variance of {observable.__name__}"] = (ratio - 1) / np.sqrt(2 / n_groups)
    return deviations


def every_chain(run, n_chains, *, rng):
    """Return how far the mean energies of ``n_chains`` chains are from the exact one: of the last chain, and chi^2."""
    side, coupling, n_records, n_steps = 4, 0.3, 100, 20
    states, probabilities = enumerated_states(side, coupling)
    mean, variance = moments(energy(states), probabilities)
    start = in_equilibrium(n_chains, side, coupling, rng=rng)
    energies = energy(run(start, coupling, n_records, n_steps, rng=rng)[0])  # (n_records, n_chains)
    scores = (energies.mean(axis=0) - mean) / np.sqrt(variance / n_records)
    return {"last": scores[-1], "all": ((scores**2).sum() - n_chains) / np.sqrt(2 * n_chains)}


def differing_presents(*, side=4, coupling=0.4, n_chains=700, pasts=(1, 2, 7, 64)):
    """Return how many exact draws differ from those, of the same random numbers, with another past tried first."""
    start = cold(n_chains, side)
    draws_of = [
        coupling_from_the_past(start, coupling, 1, past, rng=np.random.default_rng(20241400))[0]
        for past in pasts
    ]
    return max(int((draws_of[0] != other).any(axis=(2, 3)).sum()) for other in draws_of)


def errors(settings, temperature, *, side=4, n_runs=200, claims=None, rng):
    """Return how far the z-scores of short runs, from the first sweep to the table, are from mean 0 and variance 1.

    ``claims`` replace parameters that a run reports of itself.
    """
    expected = exact_observables(side, 1 / temperature)
    scores = []
    for _ in range(n_runs):
        drawn, parameters = sample_configurations(side, temperature, settings, rng=rng)
        row = thermodynamics([drawn], parameters | (claims or {})).iloc[0]
        scores.append([(row[name] - value) / row[f"{name}_err"] for name, value in expected.items()])
    z = np.array(scores)
    means, variances = z.mean(axis=0) * np.sqrt(n_runs), (z.var(axis=0) - 1) / np.sqrt(2 / n_runs)
    return {f"mean of {name}": value for name, value in zip(expected, means, strict=True)} | {
        f"variance of {name}": value for name, value in zip(expected, variances, strict=True)
    }


def exact_observables(side, coupling):
    states, probabilities = enumerated_states(side, coupling)
    m = abs_magnetization(states) / side**2
    m1, m2, m4 = (probabilities @ m**power for power in (1, 2, 4))
    return {
        "energy": torus_energy(coupling, side),
        "specific_heat": torus_specific_heat(coupling, side),
        "abs_magnetization": m1,
        "binder": 1 - m4 / (3 * m2**2),
    }
