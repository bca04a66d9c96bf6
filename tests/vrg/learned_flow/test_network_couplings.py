"""Couplings of a network by shape: which products a shape has, and shares of the Hamiltonian."""

import numpy as np
import pytest

from rgcore.exact import spin_expansion, spin_states
from rgcore.lattice import square_bonds
from rgcore.rbm.networks.bond_network import bond_network
from rgcore.rbm.networks.conversion import in_units
from rgcore.rbm.networks.restricted import RBM, free_energy_from_v, swap_layers
from rgcore.tables.frames import with_place
from rgcore.vrg.learned_flow.lattice_products import SHAPES, products_by_shape
from rgcore.vrg.learned_flow.network_couplings import (
    couplings_by_shape,
    energy_variance,
    hidden_couplings,
    network_coupling_table,
)
from rgcore.vrg.learned_flow.schemas import NETWORK_COUPLINGS

SIDE, COUPLING = 5, 0.4


def table_of(rbm):
    rng = np.random.default_rng(4)
    spins = rng.choice([-1, 1], size=(60, rbm.n_visible)).astype(np.int8)
    return network_coupling_table(rbm, spins, COUPLING, rng=rng)


def bonds_as_network():
    return in_units(bond_network(square_bonds(SIDE), SIDE**2, COUPLING), "binary")


@pytest.mark.parametrize(
    ("shape", "per_site", "distance"),
    [
        ("field", 1, 0.0),
        ("nearest_neighbour", 2, 1.0),
        ("next_nearest_neighbour", 2, 2**0.5),
        ("third_neighbour", 2, 2.0),
        ("three_spin_corner", 4, 2**0.5),
        ("four_spin_plaquette", 1, 2**0.5),
    ],
)
def test_a_shape_has_all_its_products_once(shape, per_site, distance):
    products = products_by_shape(SIDE)[shape]
    assert len(products) == per_site * SIDE**2
    assert len({tuple(sorted(sites)) for sites in products.tolist()}) == len(products)
    assert (np.bincount(products.ravel()) == per_site * products.shape[1]).all()
    rows, columns = np.divmod(products, SIDE)
    apart = [np.abs(x[:, :, None] - x[:, None]) for x in (rows, columns)]
    widest = np.hypot(*[np.minimum(x, SIDE - x) for x in apart]).max(axis=(1, 2))
    np.testing.assert_allclose(widest, distance)


def test_neighbours_of_the_shape_are_the_bonds_of_the_lattice():
    expected = {tuple(sorted(bond)) for bond in square_bonds(SIDE).tolist()}
    assert {tuple(pair) for pair in products_by_shape(SIDE)["nearest_neighbour"].tolist()} == expected


def test_the_network_of_bonds_has_its_coupling_in_its_neighbours_alone():
    rows = table_of(bonds_as_network()).set_index("shape")
    assert rows.coupling["nearest_neighbour"] == pytest.approx(COUPLING, abs=1e-12)
    assert rows.coupling_exact["nearest_neighbour"] == COUPLING
    assert (rows.coupling_exact.drop(["nearest_neighbour", "hidden_neighbours"]) == 0).all()
    others = rows.drop(["nearest_neighbour", "all_others", "hidden_neighbours"])
    np.testing.assert_allclose(others.coupling, 0, atol=1e-12)
    np.testing.assert_allclose(others.coupling_spread, 0, atol=1e-7)
    assert abs(rows.share["nearest_neighbour"] - 1) < 4 * rows.share_err["nearest_neighbour"]
    assert abs(rows.share["all_others"]) < 4 * rows.share_err["all_others"]


def test_errors_of_shares_are_that_of_the_variance_and_what_is_left_has_that_of_the_rest():
    weights = 0.5 * np.random.default_rng(9).standard_normal((SIDE**2, 6))
    rbm = RBM(weights=weights, visible_bias=np.zeros(SIDE**2), hidden_bias=np.zeros(6), units="spin")
    rows = table_of(rbm).set_index("shape").drop("hidden_neighbours")
    rest = rows.loc["all_others"]
    nearest = couplings_by_shape(rbm)["nearest_neighbour"][1]
    assert len(nearest) == 2 * SIDE**2
    assert rows.loc["nearest_neighbour", "coupling_spread"] ** 2 == pytest.approx(
        (nearest**2).mean() - nearest.mean() ** 2
    )
    named = rows.drop("all_others").query("share > 1e-6")
    relative = (named.share_err / named.share).to_numpy()
    assert 0.01 < relative[0] < 0.1
    np.testing.assert_allclose(relative, relative[0], rtol=1e-9)
    assert rest.share == pytest.approx(1 - named.share.sum(), abs=1e-5)
    assert rest.share_err == pytest.approx(relative[0] * named.share.sum(), rel=1e-4)


def test_a_hidden_unit_is_no_neighbour_of_itself_where_it_repels_all_others():
    """Each of two visible spins leaves (ln cosh(a + b) - ln cosh(a - b)) / 2 of its weights a and b."""
    weights = np.array([[1.0, -0.3], [-0.3, 1.0]])
    rbm = RBM(weights=weights, visible_bias=np.zeros(2), hidden_bias=np.zeros(2), units="spin")
    exact = np.log(np.cosh(0.7) / np.cosh(1.3))
    np.testing.assert_allclose(hidden_couplings(rbm), [exact, exact], rtol=1e-12)


def test_couplings_on_data_are_of_the_last_fifty_configurations():
    spins = np.random.default_rng(4).choice([-1, 1], size=(90, SIDE**2)).astype(np.int8)
    every, last = (
        network_coupling_table(bonds_as_network(), part, COUPLING, rng=np.random.default_rng(5))
        for part in (spins, spins[40:])
    )
    assert every.equals(last)


def test_all_pairs_are_counted_once():
    rows = table_of(bonds_as_network()).set_index("shape")
    pairs = rows[rows.n_spins == 2].drop("hidden_neighbours")
    assert pairs.n_products.sum() == SIDE**2 * (SIDE**2 - 1) / 2
    assert set(rows.index) == {*SHAPES, "other_pairs", "all_others", "hidden_neighbours"}


def test_shares_are_those_of_the_squared_couplings_of_all_states():
    rng = np.random.default_rng(8)
    rbm = RBM(
        weights=rng.normal(size=(16, 5)),
        visible_bias=rng.normal(size=16),
        hidden_bias=rng.normal(size=5),
        units="spin",
    )
    rows = table_of(rbm).set_index("shape")
    squares = spin_expansion(-free_energy_from_v(rbm, spin_states(16).astype(float))) ** 2
    squares[0] = 0
    n_spins = np.bitwise_count(np.arange(2**16))
    shares = {n: squares[n_spins == n].sum() / squares.sum() for n in range(17)}
    products = products_by_shape(4)["four_spin_plaquette"]
    plaquettes = squares[(1 << (15 - products)).sum(axis=1)].sum() / squares.sum()
    corners = (
        squares[(1 << (15 - products_by_shape(4)["three_spin_corner"])).sum(axis=1)].sum() / squares.sum()
    )
    found = rows.share
    errors = 4 * rows.share_err
    assert found.sum() == pytest.approx(1.0)
    assert abs(found["field"] - shares[1]) < errors["field"]
    pairs = rows.index[rows.n_spins == 2].drop("hidden_neighbours")
    assert abs(found[pairs].sum() - shares[2]) < errors[pairs].sum()
    assert abs(found["four_spin_plaquette"] - plaquettes) < errors["four_spin_plaquette"]
    rest = sum(shares[n] for n in range(3, 17)) - plaquettes - corners
    assert abs(found["all_others"] - rest) < errors["all_others"]


@pytest.mark.parametrize("side", [2, 3, 4])
def test_on_small_tori_no_product_is_of_two_shapes_or_has_a_site_twice(side):
    sets = [tuple(sites) for products in products_by_shape(side).values() for sites in products.tolist()]
    assert len(set(sets)) == len(sets)
    assert all(len(set(sites)) == len(sites) for sites in sets)
    assert ("third_neighbour" in products_by_shape(side)) == (side == 4)


def test_the_variance_of_h_is_that_of_all_states():
    rbm = bond_network(square_bonds(SIDE), SIDE**2, COUPLING)
    variance, error = energy_variance(rbm, rng=np.random.default_rng(6))
    assert abs(variance - 2 * SIDE**2 * COUPLING**2) < 4 * error < 0.15 * variance


def test_columns_are_those_of_the_schema():
    placed = with_place(table_of(bonds_as_network()), temperature=2.5, replica=0)
    assert list(placed.columns) == NETWORK_COUPLINGS.names


def test_couplings_on_data_stand_in_the_rows_of_their_shapes_alone():
    rows = table_of(bonds_as_network()).set_index("shape")
    assert rows.coupling_on_data["nearest_neighbour"] == pytest.approx(COUPLING, abs=1e-10)
    assert rows.coupling_on_data[["other_pairs", "all_others", "hidden_neighbours"]].isna().all()
    np.testing.assert_allclose(rows.explained_on_data, 1, atol=1e-10)


def test_hidden_neighbours_are_the_four_largest_couplings_of_the_hidden_marginal():
    """Six hidden units, one of them with the sign turned: all states of the hidden layer are listed."""
    rng = np.random.default_rng(9)
    weights = np.abs(rng.normal(size=(9, 6)))
    signs = np.array([1, 1, -1, 1, 1, 1])
    rbm = RBM(weights=weights * signs, visible_bias=np.zeros(9), hidden_bias=np.zeros(6), units="spin")
    plain = RBM(weights=weights, visible_bias=np.zeros(9), hidden_bias=np.zeros(6), units="spin")
    coefficients = spin_expansion(-free_energy_from_v(swap_layers(plain), spin_states(6).astype(float)))
    pairs = np.array(
        [[coefficients[1 << 5 - i | 1 << 5 - j] if i != j else -9 for j in range(6)] for i in range(6)]
    )
    expected = np.sort(pairs, axis=1)[:, 2:].ravel()
    np.testing.assert_allclose(hidden_couplings(rbm), expected, atol=1e-13)
    row = table_of(in_units(rbm, "binary")).set_index("shape").loc["hidden_neighbours"]
    assert row["coupling"] == pytest.approx(expected.mean(), abs=1e-12)
    assert row["n_products"] == 24
    assert np.isnan(row["share"])
