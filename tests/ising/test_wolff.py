"""The sampler against the enumerated law of the 3 x 3 torus, and its density of states.

Measured with these seeds, |z| of the energy in the law and from the cold start: bond probability x 0.97 gives 19 and
21, x 0.99 gives 7 and 8, a border that wraps one site short 24 and 24. The upper neighbour taken for the lower one
hardly leaves the law of the 3 x 3 torus (below 4), which is why the directions are compared on a larger one.
"""

import numpy as np
import pytest

from rgcore.exact import law, moments, spin_states
from rgcore.ising import density_of_states, energy, magnetization, torus_energy, wolff_chain
from rgcore.stats import block_means, jackknife

COUPLING = 0.35


def boltzmann_law(side, coupling):
    states = spin_states(side * side).reshape(-1, side, side)
    return states, law(-coupling * energy(states))


def z_score(values, expected, probabilities):
    mean, variance = moments(expected, probabilities)
    return (values.mean() - mean) / np.sqrt(variance / len(values))


@pytest.mark.parametrize("observable", [energy, lambda spins: np.abs(magnetization(spins))])
def test_wolff_stays_in_the_boltzmann_law(observable):
    rng = np.random.default_rng(20240601)
    states, probabilities = boltzmann_law(3, COUPLING)
    starts = states[rng.choice(len(probabilities), size=40_000, p=probabilities)]
    ends = np.concatenate([wolff_chain(start, COUPLING, 1, 6, rng=rng)[0] for start in starts])
    assert abs(z_score(observable(ends), observable(states), probabilities)) < 4


def test_every_state_keeps_its_probability():
    rng = np.random.default_rng(20240602)
    _, probabilities = boltzmann_law(3, COUPLING)
    ends, _ = wolff_chain(np.ones((3, 3), np.int8), COUPLING, 100_000, 12, rng=rng)
    numbers = (ends.reshape(-1, 9) > 0) @ (1 << np.arange(8, -1, -1))
    counts = np.bincount(numbers, minlength=512)
    expected = probabilities * len(ends)
    chi_square = ((counts - expected) ** 2 / expected).sum()
    assert abs(chi_square - 511) < 4 * np.sqrt(2 * 511)


def test_wolff_reaches_the_law_from_a_cold_start():
    rng = np.random.default_rng(20240603)
    states, probabilities = boltzmann_law(3, COUPLING)
    cold = np.ones((3, 3), np.int8)
    ends = np.concatenate([wolff_chain(cold, COUPLING, 1, 40, rng=rng)[0] for _ in range(40_000)])
    assert abs(z_score(energy(ends), energy(states), probabilities)) < 4
    assert abs(z_score(magnetization(ends), magnetization(states), probabilities)) < 4


@pytest.mark.parametrize("coupling", [0.3, 0.4406868, 0.6])
def test_energies_follow_the_density_of_states(coupling):
    rng = np.random.default_rng(20240604)
    levels, counts = density_of_states(4)
    start = np.ones((4, 4), np.int8)
    records, _ = wolff_chain(start, coupling, 40_000, 30, rng=rng)  # 30 clusters apart: independent
    with np.errstate(divide="ignore"):
        expected = law(np.log(np.array(counts, float)) - coupling * levels) * len(records)
    found = np.array([(energy(records) == level).sum() for level in levels])
    likely = expected > 10
    chi_square = ((found - expected)[likely] ** 2 / expected[likely]).sum()
    degrees = likely.sum() - 1
    assert abs(chi_square - degrees) < 4 * np.sqrt(2 * degrees)


@pytest.mark.parametrize("axis", [1, 2])
def test_bonds_of_either_direction_carry_half_of_the_exact_energy(axis):
    rng = np.random.default_rng(20240605)
    records, _ = wolff_chain(np.ones((8, 8), np.int8), 1 / 3.2, 30_000, 30, rng=rng)
    bonds = -(records * np.roll(records, 1, axis=axis)).sum(axis=(1, 2)) / 64
    estimate = jackknife(block_means(bonds, 200))
    assert abs(estimate.value - torus_energy(1 / 3.2, 8) / 2) < 4 * estimate.error


def test_a_chain_in_two_pieces_equals_the_chain_in_one():
    start = np.ones((5, 5), np.int8)
    whole, touched = wolff_chain(start, 0.4, 10, 3, rng=np.random.default_rng(8))
    rng = np.random.default_rng(8)
    first, touched_first = wolff_chain(start, 0.4, 4, 3, rng=rng)
    second, touched_second = wolff_chain(first[-1], 0.4, 6, 3, rng=rng)
    assert (whole == np.concatenate([first, second])).all()
    assert touched == touched_first + touched_second


def test_at_huge_coupling_a_cluster_is_the_whole_aligned_lattice():
    records, touched = wolff_chain(np.ones((6, 6), np.int8), 50.0, 3, 1, rng=np.random.default_rng(9))
    assert magnetization(records).tolist() == [-36, 36, -36]
    assert touched == 3 * 36


def test_the_start_is_left_untouched():
    start = np.ones((4, 4), np.int8)
    wolff_chain(start, 0.4, 1, 5, rng=np.random.default_rng(10))
    assert (start == 1).all()


@pytest.mark.parametrize(
    ("start", "coupling", "message"),
    [
        (np.ones((2, 2), np.int8), 0.4, "side >= 3"),
        (np.ones((4, 5), np.int8), 0.4, "side >= 3"),
        (np.ones((4, 4)), 0.4, "int8"),
        (np.ones((4, 4), np.int8), 0.0, "positive"),
    ],
)
def test_impossible_chains_are_refused(start, coupling, message):
    with pytest.raises(ValueError, match=message):
        wolff_chain(start, coupling, 1, 1, rng=np.random.default_rng(0))
