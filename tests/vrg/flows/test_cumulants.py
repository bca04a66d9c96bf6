"""Niemeijer and van Leeuwen: counts on the lattice, cumulants over all states of a few cells, closed forms."""

import numpy as np
import pytest

from rgcore.exact import spin_expansion
from rgcore.vrg.flows.approximations.second_cumulant import BONDS, CHAINS
from rgcore.vrg.flows.critical_point import critical_coupling, fixed_point
from rgcore.vrg.flows.flow_card import approximation
from rgcore.vrg.flows.triangular_cells import cell_means

from .triangular_lattice import cell_at, cells_between, energy, pairs_by_range, squared, states_by_majority

FIRST, SECOND = approximation("first_cumulant"), approximation("second_cumulant")
NEIGHBOURS = {1: (1, 0), 2: (1, 1), 3: (2, 0)}  # cells of each range from the cell at the origin
K = 0.27


def cluster(distance):
    """Return a pair of cells of a range and all cells that are neighbours of both."""
    pair = [(0, 0), NEIGHBOURS[distance]]
    return [*pair, *cells_between(*pair)]


def cumulants(cells, inside, interaction):
    """Return first and half of the second cumulant by majority, (2**n_cells,) each, of an interaction of states."""
    first, second = [], []
    for signs, states in states_by_majority(len(cells)):
        weights = np.exp(K * energy(states, inside))
        values = interaction(signs, states)
        mean = weights @ values / weights.sum()
        first.append(mean)
        second.append(weights @ (values - mean) ** 2 / weights.sum() / 2)
    return np.array(first), np.array(second)


def of_pair(values):
    """Return the coefficient of the product of the first two cells."""
    n_cells = len(values).bit_length() - 1
    return spin_expansion(values)[0b11 << (n_cells - 2)]


@pytest.mark.parametrize("distance", NEIGHBOURS)
def test_cells_of_each_range_are_at_its_distance(distance):
    apart = squared(cell_at(*NEIGHBOURS[distance])[0] - cell_at(0, 0)[0])
    assert apart == 3 * {1: 1, 2: 3, 3: 4}[distance]


@pytest.mark.parametrize("distance", NEIGHBOURS)
def test_bonds_between_two_cells_are_those_of_the_lattice(distance):
    matrices = pairs_by_range([(0, 0), NEIGHBOURS[distance]])
    assert [matrices[name].sum() for name in (1, 2, 3)] == BONDS[distance - 1].tolist()


@pytest.mark.parametrize("distance", NEIGHBOURS)
def test_couplings_of_cells_are_the_two_cumulants_over_all_states_of_a_cluster(distance):
    cells = cluster(distance)
    assert len(cells) == {1: 4, 2: 4, 3: 3}[distance]
    matrices = pairs_by_range(cells)
    more = np.array([K, 0.013, -0.021])

    def all_bonds(_, states):
        return sum(each * energy(states, matrices[name]) for name, each in enumerate(more, 1))

    first = of_pair(cumulants(cells, matrices[0], all_bonds)[0])
    second = of_pair(cumulants(cells, matrices[0], lambda _, states: K * energy(states, matrices[1]))[1])
    assert SECOND.step(more)[distance - 1] == pytest.approx(first + second, rel=1e-12)


def test_chains_meet_one_spin_or_two_in_the_cell_between():
    phi, psi = cell_means(K)
    assert CHAINS.sum(axis=1).tolist() == [8, 8, 4]  # two cells between, or one; two bonds into it, two out
    assert 0 < phi**2 < 1
    assert psi < phi < 1


def test_a_field_reaches_a_cell_through_its_six_neighbours():
    """To first order in the field and to second order together: 3 phi, and what the two bonds to a neighbour add."""
    cells, field = [(0, 0), (1, 0)], 1e-6
    matrices = pairs_by_range(cells)

    def both(_, states):
        return K * energy(states, matrices[1]) + field * states.sum(axis=1)

    first, second = cumulants(cells, matrices[0], both)
    on_first_cell = [spin_expansion(part)[0b10] / field for part in (first, second)]
    odd = SECOND.linearize(np.array([K, 0.0, 0.0])).odd[0, 0]
    assert odd == pytest.approx(on_first_cell[0] + 6 * on_first_cell[1], rel=1e-8)
    assert FIRST.linearize(np.array([K])).odd[0, 0] == pytest.approx(on_first_cell[0], rel=1e-8)


def test_a_field_kept_inside_the_cells_gives_another_magnetic_exponent_at_first_order():
    """The other convention: the zeroth order and the mean of the bonds both depend on the field."""
    coupling, field = fixed_point(FIRST)[0], 1e-6
    matrices = pairs_by_range([(0, 0), (1, 0)])
    zeroth, first = [], []
    for _, states in states_by_majority(2):
        weights = np.exp(coupling * energy(states, matrices[0]) + field * states.sum(axis=1))
        zeroth.append(np.log(weights.sum()))
        first.append(coupling * (weights @ energy(states, matrices[1])) / weights.sum())
    of_cell, of_bonds = (spin_expansion(np.array(part))[0b10] / field for part in (zeroth, first))
    assert np.log(of_cell + 6 * of_bonds) / np.log(3**0.5) == pytest.approx(2.03, abs=0.005)


def test_the_first_cumulant_has_its_closed_forms():
    """phi^2 = 1/2 at the fixed point: exp 4K* = 1 + 2 sqrt 2, and the field grows by 3 / sqrt 2."""
    point = fixed_point(FIRST)
    jacobian = FIRST.linearize(point)
    assert point[0] == pytest.approx(np.log(1 + 8**0.5) / 4, rel=1e-12)
    assert jacobian.odd[0, 0] == pytest.approx(3 / 2**0.5, rel=1e-12)
    weight = 1 + 8**0.5
    slope = 8 * weight / (weight + 3) ** 2
    assert jacobian.even[0, 0] == pytest.approx(1 + 2 * 2**0.5 * slope * point[0], rel=1e-12)
    assert critical_coupling(FIRST, point) == pytest.approx(point[0], rel=1e-10)


def test_the_second_cumulant_is_nearer_to_the_exact_critical_coupling_and_exponents():
    exact = np.log(3) / 4
    points = [fixed_point(flow) for flow in (FIRST, SECOND)]
    found = [critical_coupling(flow, point) for flow, point in zip((FIRST, SECOND), points, strict=True)]
    assert abs(found[1] - exact) < abs(found[0] - exact) / 2
    for sector, wanted in (("even", 1), ("odd", 1.875)):
        largest = [
            np.abs(np.linalg.eigvals(getattr(flow.linearize(point), sector))).max()
            for flow, point in zip((FIRST, SECOND), points, strict=True)
        ]
        errors = np.abs(np.log(largest) / np.log(3**0.5) - wanted)
        assert errors[1] < errors[0]
