"""Diagrams against dense matrices, the energy as an upper bound, and scaling dimensions."""

import math

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.mera import mera_table, optimize_mera
from rgcore.mera.chain import EXACT_ENERGY, three_site_energy
from rgcore.mera.diagrams import ascended, descended, slopes
from rgcore.mera.layers import Layer
from rgcore.mera.optimization import scaling_dimensions
from rgcore.mera.schemas import MERA
from rgcore.mera.settings import MeraSettings


def symmetric(rng, n):
    matrix = rng.standard_normal((n**3, n**3))
    return (matrix + matrix.T).reshape((n,) * 6)


@pytest.fixture
def random_layer():
    """Give tensors without any symmetry, three states below and two above, an operator and a density."""
    rng = np.random.default_rng(5)
    shapes = ((3, 3, 3, 3), (3, 3, 2))
    return *(rng.standard_normal(shape) for shape in shapes), symmetric(rng, 3), symmetric(rng, 2)


def dense(disentangler, isometry, operator):
    """Return the ascended operator by matrices on all six fine sites."""
    n, m = isometry.shape[0], isometry.shape[2]
    block = isometry.reshape(n * n, m)
    down = np.kron(np.kron(block, block), block)
    across = disentangler.reshape(n * n, n * n)
    one = np.eye(n)
    full = np.kron(np.kron(one, np.kron(across, across)), one) @ down
    matrix = operator.reshape(n**3, n**3)
    at = [np.kron(np.kron(np.eye(n**before), matrix), np.eye(n ** (3 - before))) for before in (1, 2)]
    return (full.T @ (at[0] + at[1]) @ full / 2).reshape((m,) * 6)


def test_the_diagrams_are_products_of_dense_matrices(random_layer):
    disentangler, isometry, operator, _ = random_layer
    found = ascended(disentangler, isometry, operator)
    assert found == pytest.approx(dense(disentangler, isometry, operator), rel=1e-10, abs=1e-8)


def test_descending_is_dual_to_ascending(random_layer):
    disentangler, isometry, operator, density = random_layer
    up = np.vdot(density, ascended(disentangler, isometry, operator))
    assert np.vdot(descended(disentangler, isometry, density), operator) == pytest.approx(up, rel=1e-12)


@pytest.mark.parametrize("place", [0, 1])
def test_slopes_are_the_derivatives_of_the_energy(random_layer, place):
    *tensors, operator, density = random_layer
    direction = np.random.default_rng(6).standard_normal(tensors[place].shape)
    step = 1e-5

    def energy(amount):
        moved = list(tensors)
        moved[place] = moved[place] + amount * direction
        return np.vdot(density, ascended(*moved, operator))

    slope = np.vdot(slopes(*tensors, operator, density)[place], direction)
    assert slope == pytest.approx((energy(step) - energy(-step)) / (2 * step), rel=1e-7)


def test_the_energy_of_three_sites_adds_up_to_the_chain():
    """Ring of eight sites: the ground state has the energy -2 / sin(pi / 16), fermions with half-integer momenta."""
    n_sites = 8
    term, total = three_site_energy().reshape(8, 8), 0.0
    whole = np.kron(term, np.eye(2 ** (n_sites - 3))).reshape((2,) * (2 * n_sites))
    for shift in range(n_sites):
        order = np.roll(np.arange(n_sites), shift)
        total = total + whole.transpose([*order, *(order + n_sites)])
    lowest = np.linalg.eigvalsh(total.reshape(2**n_sites, 2**n_sites))[0]
    assert lowest == pytest.approx(-2 / math.sin(math.pi / (2 * n_sites)), abs=1e-10)
    assert math.isclose(EXACT_ENERGY, -4 / math.pi)


@pytest.fixture(scope="module")
def small():
    return optimize_mera(2, 1, 30)


def test_the_layers_are_isometric_and_the_density_is_a_state(small):
    for layer in small.layers:
        n, _, m = layer.isometry.shape
        block, across = layer.isometry.reshape(n * n, m), layer.disentangler.reshape(n * n, n * n)
        assert block.T @ block == pytest.approx(np.eye(m), abs=1e-12)
        assert across.T @ across == pytest.approx(np.eye(n * n), abs=1e-12)
    matrix = small.density.reshape(8, 8)
    assert np.trace(matrix) == pytest.approx(1, abs=1e-12)
    assert np.linalg.eigvalsh(matrix)[0] > -1e-12
    assert small.layers[-1].descend(small.density) == pytest.approx(small.density, abs=1e-10)


def test_the_energy_is_an_upper_bound_that_falls_with_sweeps_and_with_states(small):
    first, more = optimize_mera(2, 1, 1), optimize_mera(4, 1, 25)
    assert first.energy - EXACT_ENERGY > 1e-2
    assert 4e-3 < small.energy - EXACT_ENERGY < 6e-3
    assert 0 < more.energy - EXACT_ENERGY < 3e-5
    assert more.last_decrease > 0
    dimensions = scaling_dimensions(more.layers[-1], 5)
    assert dimensions == pytest.approx([0, 1 / 8, 1, 9 / 8, 9 / 8], abs=0.01)


def test_the_identity_has_dimension_zero_and_all_dimensions_are_of_the_map_of_operators(small):
    layer = small.layers[-1]
    identity = np.eye(8).reshape((2,) * 6)
    assert layer.ascend(identity) == pytest.approx(identity, abs=1e-12)
    columns = [layer.ascend(each.reshape((2,) * 6)).reshape(-1) for each in np.eye(64)]
    exact = np.sort(-np.log2(np.abs(np.linalg.eigvals(np.array(columns)))))
    assert scaling_dimensions(layer, 4) == pytest.approx(exact[:4], abs=1e-9)


def test_an_optimization_can_be_repeated_bit_by_bit(small):
    again = optimize_mera(2, 1, 30)
    assert again.energy == small.energy
    assert np.array_equal(again.density, small.density)


def test_the_table_has_the_columns_of_its_schema():
    table = mera_table(MeraSettings(bond_dimensions=[2, 3], n_transitional=2, n_sweeps=3))
    assert list(table["bond_dimension"]) == [2, 3]
    assert set(table.columns) == set(MERA.names)
    assert (table["energy_deviation"] > 0).all()
    assert (table["energy"] - table["energy_deviation"]).to_numpy() == pytest.approx(-4 / math.pi, abs=1e-12)
    assert (table["delta_sigma"] - table["delta_sigma_deviation"]).to_numpy() == pytest.approx(1 / 8)
    assert (table["delta_epsilon"] - table["delta_epsilon_deviation"]).to_numpy() == pytest.approx(1)


def test_the_table_has_the_dimensions_of_the_repeated_layer():
    """One layer of its own is of other dimensions; the spin has the smaller one."""
    row = mera_table(MeraSettings(bond_dimensions=[2], n_transitional=2, n_sweeps=5)).iloc[0]
    _, sigma, epsilon = scaling_dimensions(optimize_mera(2, 2, 5).layers[-1], 3)
    assert (row["delta_sigma"], row["delta_epsilon"]) == pytest.approx((sigma, epsilon), rel=1e-6)
    assert sigma < epsilon - 0.5


def test_the_energy_is_that_of_the_layers_and_falls_by_what_the_last_sweep_gains():
    before, found = optimize_mera(2, 1, 3), optimize_mera(2, 1, 4)
    below = found.layers[0].descend(found.density)
    assert found.energy == pytest.approx(np.vdot(three_site_energy(), below), abs=1e-12)
    assert found.last_decrease == pytest.approx(before.energy - found.energy, abs=1e-9)
    assert found.last_decrease > 1e-4


def test_a_bond_dimension_beyond_memory_is_refused_with_its_size():
    with pytest.raises(
        InputError, match="bond_dimension must be at most 8 for a MERA, got 12, whose tensors take 20,6"
    ):
        optimize_mera(12, 1, 1)
    with pytest.raises(InputError, match=r"bond_dimensions\[1\] must be at most 8 for a MERA, got 12, "):
        MeraSettings(bond_dimensions=[2, 12], n_transitional=1, n_sweeps=3)


def test_a_layer_that_joins_sites_without_disentangling_is_a_tree():
    """Two sites become one in two places: the mean over them of the operator between two blocks and within."""
    isometry = np.linalg.qr(np.random.default_rng(8).standard_normal((4, 2)))[0].reshape(2, 2, 2)
    layer = Layer(np.eye(4).reshape(2, 2, 2, 2), isometry)
    operator = symmetric(np.random.default_rng(9), 2)
    assert layer.ascend(operator) == pytest.approx(dense(layer.disentangler, isometry, operator), abs=1e-10)
