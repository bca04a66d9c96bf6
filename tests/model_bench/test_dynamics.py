"""The simulations of the bench against enumerated chains, exact energies and the exponent of directed percolation."""

from itertools import product

import numpy as np
import pytest

from rgcore.ising import torus_energy
from rgcore.model_bench.dynamics._kernels import run_branching, run_contact_process
from rgcore.model_bench.dynamics.branching_network import branching_network
from rgcore.model_bench.dynamics.contact_process import CRITICAL_CREATION, SEED_RATE, contact_process
from rgcore.model_bench.dynamics.ising_cells import glauber_configurations, ising_cells

N_SITES = 4
STATES = np.array(list(product((0, 1), repeat=N_SITES)), np.uint8)


def state_numbers(records):
    return records @ (2 ** np.arange(N_SITES)[::-1])


def contact_rates(creation, seed_rate):
    """Return the generator of the contact process on a ring of four sites, (16, 16), rates from row to column."""
    rates = np.zeros((len(STATES), len(STATES)))
    for number, state in enumerate(STATES):
        for site in range(N_SITES):
            flipped = state.copy()
            flipped[site] ^= 1
            neighbours = int(state[site - 1]) + int(state[(site + 1) % N_SITES])
            rate = 1.0 if state[site] else creation / 2 * neighbours + seed_rate / N_SITES * (not state.any())
            rates[number, state_numbers(flipped)] = rate
    return rates - np.diag(rates.sum(axis=1))


def stationary(steps):
    """Return the distribution that a matrix of transition probabilities leaves as it is."""
    values, vectors = np.linalg.eig(steps.T)
    vector = vectors[:, np.argmin(np.abs(values - 1))].real
    return vector / vector.sum()


def excess(numbers, expected, n_blocks=50):
    """Return the largest deviation of the shares of states, in standard errors from blocks of time."""
    shares = np.array(
        [np.bincount(part, minlength=len(expected)) / len(part) for part in np.array_split(numbers, n_blocks)]
    )
    error = shares.std(axis=0, ddof=1) / np.sqrt(n_blocks)
    seen = expected * len(numbers) > 50
    return np.abs((shares.mean(axis=0) - expected)[seen] / error[seen]).max()


def test_the_contact_process_has_the_stationary_distribution_of_its_generator():
    creation, seed_rate = 2.5, 0.7
    records = np.empty((200_000, N_SITES), np.uint8)
    run_contact_process(
        np.ones(N_SITES, np.uint8), (creation, seed_rate), 1.0, records, np.random.default_rng(1)
    )
    rates = contact_rates(creation, seed_rate)
    expected = stationary(np.eye(len(rates)) + rates / 10)
    assert excess(state_numbers(records), expected) < 4


def test_samples_of_the_contact_process_are_the_lifetime_of_a_site_apart():
    """Without activation one site is active at most: from 0 to 1 at the seed rate, and back at rate 1."""
    active = contact_process(40_000, N_SITES, 0.0, rng=np.random.default_rng(9)).sum(axis=1)
    assert active.max() == 1
    assert active.mean() == pytest.approx(SEED_RATE / (1 + SEED_RATE), abs=0.01)
    autocorrelation = np.corrcoef(active[1:], active[:-1])[0, 1]
    assert autocorrelation == pytest.approx(np.exp(-1 - SEED_RATE), abs=0.03)


def test_at_the_critical_rate_the_density_falls_with_the_exponent_of_directed_percolation():
    densities = []
    for seed in range(4):
        sites, records = np.ones(20_000, np.uint8), np.empty((200, 20_000), np.uint8)
        run_contact_process(sites, (CRITICAL_CREATION, 0.0), 1.0, records, np.random.default_rng(seed))
        densities.append(records[[19, 199]].mean(axis=1))
    exponents = -np.log([late / early for early, late in densities]) / np.log(10)
    error = exponents.std(ddof=1) / 2
    assert exponents.mean() == pytest.approx(0.159464, abs=3 * error)
    assert error < 0.006  # a rate 2 % off moves it by 0.06 or more


def test_single_spins_have_the_exact_energy_of_the_torus():
    side, temperature = 6, 2.8
    spins = (
        2 * glauber_configurations(40_000, side, temperature, rng=np.random.default_rng(2)).astype(np.int8)
        - 1
    )
    energy = -(spins * (np.roll(spins, 1, axis=1) + np.roll(spins, 1, axis=2))).mean(axis=(1, 2), dtype=float)
    blocks = energy.reshape(40, -1).mean(axis=1)
    error = blocks.std(ddof=1) / np.sqrt(40)
    assert abs(blocks.mean() - torus_energy(1 / temperature, side)) < 4 * error
    assert error < 0.01


def test_spins_as_cells_are_series_in_time_without_reversals():
    cells = ising_cells(2000, 30, 2.0, rng=np.random.default_rng(3)).astype(float)
    assert cells.shape == (2000, 30)
    total = cells.mean(axis=1) - cells.mean()
    assert total[1:] @ total[:-1] / (total @ total) > 0.5


def test_the_branching_network_has_the_stationary_distribution_of_its_transitions():
    targets = np.array([[1, 2], [2, 3], [3, 0], [1, 0]])
    probability, seed = 0.45, 0.3
    steps = np.zeros((len(STATES), len(STATES)))
    for number, state in enumerate(STATES):
        silent = np.ones(N_SITES)
        for cell in np.flatnonzero(state):
            silent[targets[cell]] *= 1 - probability
        chances = np.where(STATES, 1 - silent, silent).prod(axis=1)
        seeded = np.zeros(len(STATES))
        seeded[state_numbers(np.eye(N_SITES, dtype=int))] = 1 / N_SITES
        steps[number] = chances * (1 - seed * (np.arange(len(STATES)) == 0)) + chances[0] * seed * seeded
    records = np.empty((200_000, N_SITES), np.uint8)
    run_branching(
        targets, (probability, seed), np.zeros(N_SITES, np.uint8), records, np.random.default_rng(4)
    )
    assert excess(state_numbers(records), stationary(steps)) < 4


def test_a_cell_of_a_branching_network_never_activates_itself():
    cells = branching_network(20, 2, 1.0, rng=np.random.default_rng(10))
    assert (cells.sum(axis=1) == 1).all()
    assert np.array_equal(cells[1:], 1 - cells[:-1])


def test_one_active_cell_has_the_branching_ratio_as_mean_number_of_successors():
    cells = branching_network(60_000, 400, 0.8, rng=np.random.default_rng(5))
    active = cells.sum(axis=1)
    alone = np.flatnonzero(active[:-1] == 1)
    successors = active[alone + 1]
    unseeded = successors.mean() - 0.3 * (0.9**8)  # a silent network is given a cell with probability 0.3
    assert unseeded == pytest.approx(0.8, abs=4 * successors.std() / np.sqrt(len(alone)))
