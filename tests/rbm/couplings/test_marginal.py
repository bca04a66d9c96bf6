"""Couplings of the visible units are those of an expansion over all states, whatever the weights."""

from itertools import combinations

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.exact import spin_expansion, spin_states
from rgcore.lattice import square_bonds
from rgcore.rbm.couplings.marginal import marginal_couplings, pair_couplings
from rgcore.rbm.networks.bond_network import bond_network
from rgcore.rbm.networks.restricted import RBM, free_energy_from_v, swap_layers

N_VISIBLE = 7


def small_rbm(scale, *, units="spin", biases=1.0, n_hidden=4):
    rng = np.random.default_rng(11)
    return RBM(
        weights=scale * rng.normal(size=(N_VISIBLE, n_hidden)),
        visible_bias=biases * rng.normal(size=N_VISIBLE),
        hidden_bias=biases * rng.normal(size=n_hidden),
        units=units,
    )


def by_enumeration(rbm, subsets):
    """The coefficients of -F(v), with all states of the visible units listed."""
    states = (spin_states(rbm.n_visible) + 1) / 2 if rbm.units == "binary" else spin_states(rbm.n_visible)
    coefficients = spin_expansion(-free_energy_from_v(rbm, states.astype(float)))
    return coefficients[(1 << (rbm.n_visible - 1 - subsets)).sum(axis=1)]


@pytest.mark.parametrize("order", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("scale", [0.02, 0.5, 3.0, 20.0])
def test_couplings_of_any_order_are_those_of_all_states(order, scale):
    rbm = small_rbm(scale)
    subsets = np.array(list(combinations(range(N_VISIBLE), order)))
    expected = by_enumeration(rbm, subsets)
    np.testing.assert_allclose(
        marginal_couplings(rbm, subsets), expected, rtol=0, atol=2e-14 * max(scale, 1) * N_VISIBLE
    )


@pytest.mark.parametrize("units", ["spin", "binary"])
def test_all_pairs_are_those_of_all_states(units):
    rbm = small_rbm(1.5, units=units)
    pairs = np.array(list(combinations(range(N_VISIBLE), 2)))
    found = pair_couplings(rbm)
    np.testing.assert_allclose(
        found[pairs[:, 0], pairs[:, 1]], by_enumeration(rbm, pairs), rtol=0, atol=1e-13
    )
    assert (found == found.T).all()
    assert not found.diagonal().any()


def test_biases_of_hidden_units_alone_give_no_couplings_of_visible_ones():
    rbm = small_rbm(0.0)
    np.testing.assert_array_equal(marginal_couplings(rbm, np.arange(N_VISIBLE)[:, None]), rbm.visible_bias)
    assert not pair_couplings(rbm).any()


def test_the_network_of_bonds_has_the_coupling_of_the_ising_model_and_no_other():
    coupling, side = 0.4406868, 5
    rbm = bond_network(square_bonds(side), side**2, coupling)
    expected = np.zeros((side**2, side**2))
    first, second = square_bonds(side).T
    expected[first, second] = expected[second, first] = coupling
    np.testing.assert_allclose(pair_couplings(rbm), expected, rtol=0, atol=1e-14)
    plaquettes = np.array([[0, 1, side, side + 1]])
    np.testing.assert_allclose(marginal_couplings(rbm, plaquettes), 0, atol=1e-15)


def test_weak_weights_give_products_of_weights_and_the_bias_acts_as_one_more_spin():
    rng = np.random.default_rng(2)
    weights = 1e-3 * rng.normal(size=6)
    rbm = RBM(weights=weights[:, None], visible_bias=np.zeros(6), hidden_bias=np.array([2e-3]), units="spin")
    np.testing.assert_allclose(pair_couplings(rbm)[0, 1], weights[0] * weights[1], rtol=1e-4)
    fields = marginal_couplings(rbm, np.array([[0], [3]]))
    np.testing.assert_allclose(fields, 2e-3 * weights[[0, 3]], rtol=1e-4)
    three, four = (
        marginal_couplings(rbm, np.array([[0, 1, 2]])),
        marginal_couplings(rbm, np.array([[0, 1, 2, 3]])),
    )
    np.testing.assert_allclose(three, -2 * 2e-3 * weights[:3].prod(), rtol=1e-3)
    np.testing.assert_allclose(four, -2 * weights[:4].prod(), rtol=1e-3)


def distribution_of_inputs(numbers):
    """Of the sum of numbers with random signs, from -sum to sum in steps of one."""
    chances = np.ones(1)
    for number in numbers:
        chances = (np.pad(chances, (2 * number, 0)) + np.pad(chances, (0, 2 * number))) / 2
    return np.arange(-sum(numbers), sum(numbers) + 1), chances


@pytest.mark.parametrize("step", [1e-4, 0.004, 0.02])
def test_couplings_of_a_wide_unit_are_those_of_the_distribution_of_its_input(step):
    """Weights are multiples of a step, so that the input of 300 spins has few values, with known probabilities."""
    rng = np.random.default_rng(3)
    numbers = rng.integers(1, 50, size=300).tolist()
    first, second, third, bias = 40, -25, 30, 0.7
    weights = step * np.array([first, second, third, *numbers])
    rbm = RBM(
        weights=weights[:, None], visible_bias=np.zeros(303), hidden_bias=np.array([bias]), units="spin"
    )
    places, chances = distribution_of_inputs([abs(third), *numbers])
    others = bias + step * places
    pair = _difference(others, step * first, step * second) @ chances
    places, chances = distribution_of_inputs(numbers)
    inner = [
        _difference(bias + step * (places + sign * third), step * first, step * second) for sign in (1, -1)
    ]
    three = (inner[0] - inner[1]) @ chances / 2
    assert marginal_couplings(rbm, np.array([[0, 1]]))[0] == pytest.approx(pair, abs=1e-13)
    assert marginal_couplings(rbm, np.array([[0, 1, 2]]))[0] == pytest.approx(three, abs=1e-13)
    assert abs(three) > 1e-9


def _difference(inputs, a, b):
    """The mean of s t ln 2 cosh(x + s a + t b) over signs s and t."""
    signs = [(s, t) for s in (1, -1) for t in (1, -1)]
    return sum(s * t * np.logaddexp(x := inputs + s * a + t * b, -x) for s, t in signs) / 4


@pytest.mark.parametrize("weight", [4.5, 2.25, 1.5])
def test_a_node_where_a_cosine_vanishes_counts(weight):
    """With these weights a node lies at pi/2 over the weight."""
    rbm = RBM(
        weights=np.full((2, 1), weight), visible_bias=np.zeros(2), hidden_bias=np.zeros(1), units="spin"
    )
    assert pair_couplings(rbm)[0, 1] == pytest.approx(np.log(np.cosh(2 * weight)) / 2, abs=1e-14)


def test_hidden_units_are_read_with_layers_swapped():
    rbm = small_rbm(0.7, n_hidden=5)
    pairs = np.array(list(combinations(range(5), 2)))
    swapped = swap_layers(rbm)
    np.testing.assert_allclose(
        marginal_couplings(swapped, pairs), by_enumeration(swapped, pairs), rtol=0, atol=1e-13
    )


@pytest.mark.parametrize(
    ("subsets", "words"),
    [
        ([[0, 0]], "names a unit twice"),
        ([[7]], "from 0 to 6"),
        ([[-1]], "from 0 to 6"),
        ([0, 1], "shape"),
        ([[0.5]], "subsets"),
    ],
)
def test_sets_that_are_none_are_refused(subsets, words):
    with pytest.raises(InputError, match=words):
        marginal_couplings(small_rbm(1.0), np.array(subsets))


def test_weights_beyond_what_can_be_summed_are_refused():
    with pytest.raises(InputError, match="moderate"):
        pair_couplings(small_rbm(1e5))
