"""The optimal bias of block spins is minus their Hamiltonian: by enumeration to rounding, by sampling within errors."""

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.exact import spin_states
from rgcore.exact.pair_hamiltonian import pair_hamiltonian
from rgcore.ising.mcrg.operators import OPERATORS, operators
from rgcore.ising.mcrg.variational import optimal_bias
from rgcore.ising.mcrg.variational._biased_kernels import _cost_of_flip
from rgcore.ising.mcrg.variational.block_tree import BlockTree, operator_products
from rgcore.ising.mcrg.variational.matching import matched
from rgcore.ising.mcrg.variational.optimal_bias import BlockCouplings, bias_step, block_couplings
from rgcore.ising.mcrg.variational.sampling import BiasedChain, _neighbours, _products_of_sites
from rgcore.lattice import square_bonds

COUPLING = 0.4
TREE = BlockTree(side=4, factor=2, n_steps=1)
NAMES = (
    "nearest_neighbour",
    "next_nearest_neighbour",
    "four_spin_plaquette",
)  # all that four block spins have
STATES = spin_states(16)
UNITS, _ = TREE.units(STATES)
BLOCKS = UNITS[:, 16:]
S = operators(BLOCKS.reshape(-1, 2, 2), "even")[:, :3].astype(float)
BONDS = -pair_hamiltonian(square_bonds(4), 16, 1.0)


def block_hamiltonian(coupling):
    """Return K' from -H'(h) = ln of the sum over the spins, by the states in which the operators differ."""
    weights = np.exp(coupling * BONDS)
    numbers = (BLOCKS > 0) @ np.array([8, 4, 2, 1])
    log_weights = np.log(np.bincount(numbers, weights=weights))
    up, one, row, diagonal = (log_weights[number] for number in (0b1111, 0b1110, 0b1100, 0b1001))
    # S of these: (8, 8, 4), (0, 0, -4), (0, -8, 4), (-8, 8, 4)
    return np.array(
        [(up - diagonal) / 16, (up + diagonal - 2 * row) / 32, (up + 2 * row + diagonal - 4 * one) / 32]
    )


def probabilities(coupling, bias):
    log_weights = coupling * BONDS - S @ bias
    weights = np.exp(log_weights - log_weights.max())
    return weights / weights.sum()


def optimum(coupling):
    """Newton's method with means over all states."""
    bias, records = np.zeros(3), np.column_stack([S, BONDS])
    for _ in range(20):
        bias, slope = bias_step(bias, records, probabilities(coupling, bias))
    return bias, slope


@pytest.mark.parametrize("coupling", [0.1, COUPLING, 0.7])
def test_the_optimal_bias_is_minus_the_hamiltonian_of_the_block_spins(coupling):
    bias, _ = optimum(coupling)
    np.testing.assert_allclose(bias, block_hamiltonian(coupling), rtol=0, atol=1e-12)
    blocks = np.bincount((BLOCKS > 0) @ np.array([8, 4, 2, 1]), weights=probabilities(coupling, bias))
    np.testing.assert_allclose(blocks, 1 / 16, rtol=1e-11)


def test_the_slope_of_the_couplings_is_a_difference_of_hamiltonians():
    _, slope = optimum(COUPLING)
    step = 1e-5
    difference = (block_hamiltonian(COUPLING + step) - block_hamiltonian(COUPLING - step)) / (2 * step)
    np.testing.assert_allclose(slope, difference, rtol=0, atol=1e-9)


def test_the_functional_is_convex_and_least_at_the_optimum():
    def functional(bias):
        return np.log((np.exp(COUPLING * BONDS - S @ bias)).sum() / np.exp(COUPLING * BONDS).sum())

    best, _ = optimum(COUPLING)
    for direction in np.random.default_rng(3).standard_normal((5, 3)):
        line = [functional(best + distance * direction) for distance in (-0.2, -0.1, 0, 0.1, 0.2)]
        assert np.argmin(line) == 2
        assert (np.diff(line, 2) > 0).all()


def test_sampling_finds_the_couplings_within_its_errors():
    found = block_couplings(TREE, NAMES, COUPLING, (24, 1500), rng=np.random.default_rng(4))
    exact, slope = optimum(COUPLING)
    assert (found.error < 0.01).all()
    assert (np.abs(found.value - exact) < 4 * found.error).all()
    assert (found.slope_error < 0.05).all()
    assert (np.abs(found.slope - slope) < 4 * found.slope_error).all()


def test_couplings_are_means_over_the_last_half_of_the_steps(monkeypatch):
    """Steps that end at 0, 1, ... 7 with ten times that as slope: the last four have the mean 5.5."""
    ends = iter(range(8))

    def next_end(bias, records):
        end = next(ends)
        return np.full(3, float(end)), np.full(3, 10.0 * end)

    monkeypatch.setattr(optimal_bias, "bias_step", next_end)
    found = block_couplings(TREE, NAMES, COUPLING, (8, 100), rng=np.random.default_rng(10))
    error = np.std([4, 5, 6, 7], ddof=1) / 2
    for values, each in ((found.value, 5.5), (found.slope, 55), (found.error, error)):
        np.testing.assert_allclose(values, each, rtol=1e-12)
    np.testing.assert_allclose(found.slope_error, 10 * error, rtol=1e-12)


@pytest.mark.parametrize("bias", [[0.2, -0.1, 0.05], [-0.4, 0.0, 0.3]])
def test_the_chain_has_the_means_of_the_biased_distribution(bias):
    rng = np.random.default_rng(5)
    chain = BiasedChain(TREE, NAMES, rng=rng)
    chain.advance(COUPLING, bias, 200, rng=rng)
    parts = [chain.advance(COUPLING, bias, 800, rng=rng).mean(axis=0) for _ in range(24)]
    expected = probabilities(COUPLING, np.array(bias)) @ np.column_stack([S, BONDS])
    error = np.std(parts, axis=0, ddof=1) / np.sqrt(len(parts))
    assert (np.abs(np.mean(parts, axis=0) - expected) < 4 * error).all()


@pytest.mark.parametrize(("side", "factor"), [(12, 2), (18, 3)])
def test_the_cost_of_a_flip_is_the_difference_of_energy_and_bias_through_blocks_of_blocks(side, factor):
    tree, bias = BlockTree(side=side, factor=factor, n_steps=2), np.array([0.3, -0.2, 0.15])
    rng = np.random.default_rng(9)
    sites, numbers = operator_products(tree.coarse_side, NAMES)
    products = np.where(sites < 0, -1, sites + tree.first[-2])
    biased = (products, _products_of_sites(sites, tree.coarse_side**2), bias[numbers], numbers)
    model = (tree.parents, tree.weights, tree.first[-2], _neighbours(side), COUPLING)

    def cost(spins):
        top = tree.units(spins)[0][:, tree.first[-2] :]
        lattices = (top.reshape(-1, tree.coarse_side, tree.coarse_side), spins.reshape(-1, side, side))
        of_blocks, of_spins = (operators(each, "even")[:, :3] for each in lattices)
        return of_blocks @ bias - COUPLING * of_spins[:, 0]

    spins = rng.choice(np.array([-1, 1], np.int8), size=side**2)
    flipped = np.where(np.eye(side**2, dtype=bool), -spins, spins)
    state = tuple(each[0] for each in tree.units(spins[None]))
    found = [_cost_of_flip(state, site, model, biased) for site in range(side**2)]
    expected = cost(flipped) - cost(spins[None])
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-12)
    assert (
        tree.units(flipped)[0][:, tree.first[-2] :] != state[0][tree.first[-2] :]
    ).any()  # a block spin flips


def test_operators_that_do_not_vary_are_refused():
    """On two by two block spins a third neighbour is the spin itself."""
    with pytest.raises(InputError, match="one is constant or a sum of others"):
        block_couplings(TREE, (*NAMES, "third_neighbour"), COUPLING, (6, 100), rng=np.random.default_rng(1))
    with pytest.raises(InputError, match=r"a name must be one of nearest_neighbour, .* got 'field'"):
        block_couplings(TREE, ("field",), COUPLING, (6, 100), rng=np.random.default_rng(1))
    with pytest.raises(InputError, match="sweeps must be"):
        block_couplings(TREE, NAMES, COUPLING, (6, 10), rng=np.random.default_rng(1))


def test_units_of_a_chain_stay_those_of_its_spins():
    tree = BlockTree(side=12, factor=2, n_steps=2)
    rng = np.random.default_rng(6)
    chain = BiasedChain(tree, NAMES, rng=rng)
    records = chain.advance(COUPLING, [0.3, 0.05, -0.02], 20, rng=rng)
    values, sums = chain.state
    spins = values[None, :144]
    again, sums_again = tree.units(spins)
    np.testing.assert_array_equal(values, again[0])
    np.testing.assert_array_equal(sums, sums_again[0])
    top = again[:, tree.first[-2] :].reshape(1, 3, 3)
    np.testing.assert_array_equal(records[-1, :3], operators(top, "even")[0, :3])
    assert records[-1, 3] == operators(spins.reshape(1, 12, 12), "even")[0, 0]


def test_blocks_of_three_are_their_majority_and_of_two_have_ties_by_the_first_spin():
    rng = np.random.default_rng(7)
    spins = rng.choice(np.array([-1, 1], np.int8), size=(50, 36))
    values, _ = BlockTree(side=6, factor=3, n_steps=1).units(spins)
    blocks = spins.reshape(50, 2, 3, 2, 3).sum(axis=(2, 4))
    np.testing.assert_array_equal(values[:, 36:], np.sign(blocks).reshape(50, 4))
    values, _ = BlockTree(side=6, factor=2, n_steps=1).units(spins)
    blocks = spins.reshape(50, 3, 2, 3, 2)
    sums = blocks.sum(axis=(2, 4)) + 0.5 * blocks[:, :, 0, :, 0]
    np.testing.assert_array_equal(values[:, 36:], np.sign(sums).reshape(50, 9))


@pytest.mark.parametrize("side", [2, 3, 4, 7])
def test_products_are_those_of_the_operators(side):
    spins = np.random.default_rng(8).choice(np.array([-1, 1], np.int8), size=(6, side, side))
    names = OPERATORS["even"]
    sites, numbers = operator_products(side, names)
    flat = np.concatenate([spins.reshape(6, -1), np.ones((6, 1), np.int8)], axis=1)  # site -1 is 1
    products = flat[:, sites].prod(axis=2)
    found = np.stack([products[:, numbers == number].sum(axis=1) for number in range(len(names))], axis=1)
    np.testing.assert_array_equal(found, operators(spins, "even"))


def test_two_lattices_match_where_their_couplings_are_equal():
    """K' = 0.3 + 2 (K - 0.44) and 0.3 + 4 (K - 0.44) meet at 0.44, with the exponent 1 for blocks of two."""
    once, again = (
        BlockCouplings(*(np.array([value]) for value in (0.3 + slope * 0.01, 0.001, slope, 0.02)))
        for slope in (2.0, 4.0)
    )
    found = matched(0.45, once, again, 2)
    assert found.coupling == pytest.approx(0.44, abs=1e-12)
    assert found.thermal_exponent == pytest.approx(1.0, abs=1e-12)
    assert found.coupling_error == pytest.approx(np.hypot(0.001, 0.01 * 0.02) * np.sqrt(2) / 2, rel=1e-9)
    assert found.thermal_exponent_error == pytest.approx(np.hypot(0.02 / 2, 0.02 / 4) / np.log(2), rel=1e-9)


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        (
            {"side": 10, "factor": 3, "n_steps": 1},
            r"side must be a multiple of factor\*\*n_steps = 3, .* got 10",
        ),
        ({"side": 9, "factor": 3, "n_steps": 2}, "at least twice that, got 9"),
        ({"side": 8, "factor": 1, "n_steps": 1}, "factor must be"),
        ({"side": 8, "factor": 2, "n_steps": 0}, "n_steps must be"),
    ],
)
def test_lattices_that_blocks_do_not_fill_are_refused(parts, reason):
    with pytest.raises(InputError, match=reason):
        BlockTree(**parts)
