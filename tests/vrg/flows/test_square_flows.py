"""Kadanoff's lower bound and the majority rule on the torus: sums over all states, Onsager's free energy."""

from itertools import combinations

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.special import logsumexp

from rgcore.exact import spin_states
from rgcore.vrg.flows.approximations import finite_lattice, lower_bound, lower_bound_of_bonds
from rgcore.vrg.flows.critical_point import newton
from rgcore.vrg.flows.moved_potentials import best_strength, bound_slope, square_sum

SIDE = 4
SITES = np.arange(SIDE**2).reshape(SIDE, SIDE)
ALIKE, BONDS = lower_bound.POTENTIALS, lower_bound_of_bonds.POTENTIALS
COUPLINGS = np.array([0.31, 0.07, -0.02, 0.04, 0.03])  # of bonds, diagonals, plaquettes, sites, corners


def square(row, column):
    """Return the four sites of a square of the 4 x 4 torus in cyclic order."""
    below, right = (row + 1) % SIDE, (column + 1) % SIDE
    return [SITES[row, column], SITES[row, right], SITES[below, right], SITES[below, column]]


def torus_log_weights(couplings):
    """Return -H(v) of all 2^16 states, term by term."""
    spins = spin_states(SIDE**2).astype(np.int64)
    bond, diagonal, plaquette, field, corner = couplings
    total = field * spins.sum(axis=1).astype(float)
    for row in range(SIDE):
        for column in range(SIDE):
            corners = square(row, column)
            a, b, c, d = (spins[:, site] for site in corners)
            total += bond * (a * b + a * d) + diagonal * (a * c + b * d) + plaquette * a * b * c * d
            total += corner * (a * b * c + b * c * d + c * d * a + d * a * b)
    return total


def block_sums():
    """Return the sums of the spins of the four blocks, (2^16, 4), blocks row by row."""
    spins = spin_states(SIDE**2).astype(np.int64)
    return np.stack(
        [spins[:, square(row, column)].sum(axis=1) for row in (0, 2) for column in (0, 2)], axis=1
    )


def test_the_majority_rule_is_the_sum_over_all_states_of_the_torus():
    follows = np.array([[sums @ h for h in np.eye(4)] for sums in np.sign(block_sums())])
    log_weights = torus_log_weights(COUPLINGS)
    found = finite_lattice.torus_sum()
    for number, h in enumerate(spin_states(4)):
        probability = np.prod((1 + follows * h) / 2, axis=1)
        with np.errstate(divide="ignore"):
            hamiltonian = logsumexp(log_weights + np.log(probability))
        assert logsumexp(found.log_weights(COUPLINGS)[number]) == pytest.approx(hamiltonian, rel=1e-12)


def test_the_couplings_of_the_torus_of_four_spins_give_back_its_hamiltonian():
    """On 2 x 2 sites two bonds join neighbours, four diagonals opposite corners; all plaquettes are one."""
    block = finite_lattice.torus_sum()
    bond, diagonal, plaquette, field, corner = block.all_couplings(COUPLINGS)
    hamiltonian = logsumexp(block.log_weights(COUPLINGS), axis=1)
    for h, value in zip(spin_states(4).astype(int), hamiltonian, strict=True):
        a, b, c, d = h
        pairs = 2 * bond * (a * b + c * d + a * c + b * d) + 4 * diagonal * (a * d + b * c)
        triples = sum(np.prod([h[i] for i in three]) for three in combinations(range(4), 3))
        rest = 4 * plaquette * a * b * c * d + field * h.sum() + 4 * corner * triples
        assert value == pytest.approx(block.constant(COUPLINGS) + pairs + rest, abs=1e-12)


@pytest.mark.parametrize("strength", [0.5, 0.8])
def test_moved_potentials_are_the_sum_over_all_states_of_the_torus(strength):
    """The potentials of three kinds of squares stand on the fourth, which touches four blocks."""
    spins, sums = spin_states(SIDE**2).astype(np.int64), block_sums()
    moved = np.zeros(2**16)
    for row, column in ((1, 1), (1, 3), (3, 1), (3, 3)):
        a, b, c, d = (spins[:, site] for site in square(row, column))
        bond, diagonal, plaquette, field, corner = COUPLINGS
        potential = bond / 2 * (a * b + b * c + c * d + d * a) + diagonal * (a * c + b * d)
        potential = potential + plaquette * a * b * c * d + field / 4 * (a + b + c + d)
        potential = potential + corner * (a * b * c + b * c * d + c * d * a + d * a * b)
        moved += 4 * potential - np.log(2 * np.cosh(strength * (a + b + c + d)))
    block = square_sum(BONDS, strength)
    coupled = block.coarse @ block.all_couplings(COUPLINGS) + block.constant(COUPLINGS)
    for h, per_square in zip(spin_states(4), coupled, strict=True):
        # all four squares of the 2 x 2 torus have the same four spins; in cyclic order 0, 1, 3, 2
        cyclic = spin_states(4)[:, [0, 1, 3, 2]].tolist().index(h.tolist())
        hamiltonian = logsumexp(moved + strength * sums @ spin_states(4)[cyclic])
        assert hamiltonian == pytest.approx(4 * per_square, rel=1e-12)


def log_partition(couplings, strength, n_steps=60):
    """Return ln Z per site of a flow at a strength: what each step adds per block; a quarter is left each time."""
    block, total, couplings = square_sum(BONDS, strength), 0.0, np.array(couplings)
    for step in range(1, n_steps + 1):
        total += block.constant(couplings) / 4**step
        couplings = block.step(couplings)
    return total


def onsager(coupling):
    """Return the exact ln Z per site (Onsager, Phys. Rev. 65, 117 (1944))."""
    modulus = 2 * np.sinh(2 * coupling) / np.cosh(2 * coupling) ** 2
    integral = quad(lambda w: np.log((1 + np.sqrt(abs(1 - (modulus * np.sin(w)) ** 2))) / 2), 0, np.pi)[0]
    return np.log(2 * np.cosh(2 * coupling)) + integral / (2 * np.pi)


@pytest.mark.parametrize("coupling", [0.2, 0.4406868, 0.6])
def test_the_bound_is_above_onsager_for_every_strength_and_close_at_the_best(coupling):
    bounds = {
        p: log_partition([coupling, 0, 0], p) - onsager(coupling)
        for p in (0.4, 0.6, best_strength(BONDS), 1.0)
    }
    assert min(bounds.values()) > 0
    if (
        coupling > 0.4
    ):  # the strength of the critical point is of use there, and below the best strength is smaller
        assert bounds[best_strength(BONDS)] < 0.04


def point_of(potentials, strength):
    block = square_sum(potentials, strength)
    return newton(block.step, block.linearize, potentials.start)


def all_bonds(potentials, point):
    """Return the couplings of edges, diagonals and plaquettes of a fixed point of either kind."""
    return point if potentials is BONDS else [point[0], point[0] / 2, point[1]]


@pytest.mark.parametrize("potentials", [ALIKE, BONDS], ids=["alike", "bonds"])
def test_the_slope_of_the_bound_is_its_derivative_and_vanishes_at_the_best_strength(potentials):
    """1/4 + 1/16 + ... of the slope of one step, by differences of ln Z at a fixed point, off it and at the best p."""
    step, best = 1e-4, best_strength(potentials)
    for strength in (best - 0.005, best):
        point = all_bonds(potentials, point_of(potentials, strength))
        low, middle, high = (log_partition(point, strength + shift) for shift in (-step, 0, step))
        assert (high - low) / (2 * step) == pytest.approx(bound_slope(potentials, strength) / 3, abs=1e-5)
        if strength == best:
            assert low > middle < high
    assert bound_slope(potentials, best - 0.005) < 0 < bound_slope(potentials, best + 0.005)


def test_a_potential_with_all_pairs_alike_stays_so_and_its_exponents_are_those_of_both_maps():
    """Among all couplings it is a fixed point, too, unstable against the difference of edges and diagonals."""
    strength = best_strength(ALIKE)
    symmetric, block = square_sum(ALIKE, strength), square_sum(BONDS, strength)
    point = point_of(ALIKE, strength)
    wide = np.array(all_bonds(ALIKE, point))
    np.testing.assert_allclose(block.step(wide), wide, rtol=0, atol=1e-12)
    even = np.linalg.eigvals(symmetric.linearize(point).even)
    of_both = np.linalg.eigvals(block.linearize(wide).even)
    assert all(np.abs(of_both - each).min() < 1e-10 for each in even)
    (difference,) = (each for each in of_both if np.abs(even - each).min() > 1e-6)
    assert 1 < difference < 1.2
    np.testing.assert_allclose(block.linearize(wide).odd, symmetric.linearize(point).odd, rtol=0, atol=1e-12)
