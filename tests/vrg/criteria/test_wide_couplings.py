"""Couplings on a larger lattice are those of the same transformation on its own."""

import numpy as np
import pytest

from rgcore.cards import card_names, load_cards
from rgcore.exact import spin_expansion, spin_states
from rgcore.vrg.criteria.block_lattice import block_log_weights
from rgcore.vrg.criteria.coupling_range import long_range_share
from rgcore.vrg.known_transformations import load_transformation
from rgcore.vrg.small_models.hidden_spins import at_places, on_ring, on_torus

from ..one_example import NAMES, example

COUPLING = 0.4406868


@pytest.mark.parametrize("name", ["potential_moving", "bond_moving"])
def test_a_square_alone_gives_what_enumeration_of_the_small_torus_gives(name):
    """Each of the four squares of the 2 x 2 torus of hidden spins has all of them as corners."""
    found = example(name, COUPLING)
    wide, hidden = found.card.wide_couplings(COUPLING, **found.parameters)
    pairs = spin_expansion(wide)
    nearest = np.triu(hidden.distances() == 2.0, k=1)
    ours = [pairs[(1 << 15 - i) + (1 << 15 - j)] for i, j in np.argwhere(nearest)]
    own = spin_expansion(found.transformation.hidden_log_weights())[0b1100]
    np.testing.assert_allclose(ours, own / 2, rtol=0, atol=1e-12)  # two bonds per pair on the small torus
    assert len(ours) == 32


@pytest.mark.parametrize("strength", [0.1, 0.7])
def test_soft_block_spins_of_the_large_lattice_follow_their_blocks_as_on_the_small_one(strength):
    """P(up) of a block of each sum, as the operator has it; -2 p s is the difference of both energies."""
    soft = example("kadanoff_block", COUPLING, strength=strength)
    sums = spin_states(4).sum(axis=1)
    up = np.exp(strength * sums) / (np.exp(strength * sums) + np.exp(-strength * sums))
    inputs = np.unique(soft.transformation.inputs[:, 0])
    np.testing.assert_allclose((1 + np.tanh(inputs)) / 2, np.unique(up.round(9)), atol=1e-9)
    wide, _ = soft.card.wide_couplings(COUPLING, strength=strength)
    np.testing.assert_allclose(wide, block_log_weights(up, COUPLING), rtol=1e-12)


def test_the_second_layer_of_a_stack_is_that_of_the_ring_it_leaves():
    found = example("deep_stack", COUPLING)
    wide, hidden = found.card.wide_couplings(COUPLING, **found.parameters)
    pairs = spin_expansion(wide)
    assert hidden.n_spins == 4
    exact = found.card.coupling_exact(COUPLING)
    np.testing.assert_allclose(pairs[[0b1100, 0b0110, 0b0011, 0b1001]], exact, rtol=0, atol=1e-12)
    assert long_range_share(wide, hidden) < 1e-20


@pytest.mark.parametrize("name", NAMES)
def test_flows_bounds_and_families_of_cards_exist(name):
    card = load_transformation(name)
    assert card.flow in {"", *card_names("rgcore.vrg.flows.approximations")}
    assert card.bound in {"", *load_cards("rgcore.vrg.objectives.functions")}
    assert bool(card.bound) == bool(card.family)
    assert not card.bound or card.trace_gradient is not None


def test_a_lattice_without_far_pairs_decides_nothing():
    spins = spin_states(4).astype(float)
    log_weights = spins[:, 0] * spins[:, 1]
    assert np.isnan(long_range_share(log_weights, on_torus(4, 2)))
    assert long_range_share(log_weights, on_ring(8, 2)) == 0.0


@pytest.mark.parametrize(("farthest", "decided"), [(1.5, False), (1.9, False), (2.0, True)])
def test_a_lattice_must_have_pairs_at_twice_the_distance_of_neighbours(farthest, decided):
    """Three spins, of which two pairs are neighbours at a distance of 1."""
    along = farthest**2 / 2 - 1
    corner = [1 + along, np.sqrt(1 - along**2)]
    spins = spin_states(3).astype(float)
    log_weights = 0.3 * spins[:, 0] * spins[:, 1] + 0.1 * spins[:, 0] * spins[:, 2]
    share = long_range_share(log_weights, at_places(np.array([[0.0, 0.0], [1.0, 0.0], corner]), 8))
    assert share == pytest.approx(0.1 if decided else np.nan, nan_ok=True)


def test_diagonals_and_products_of_a_square_are_short_and_two_steps_are_not():
    places = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0], [0.0, 2.0]])
    spins = spin_states(5).astype(float)
    of_square = 0.4 * spins[:, 0] * spins[:, 3] + 0.2 * spins[:, :4].prod(axis=1)
    share = long_range_share(of_square + 0.3 * spins[:, 0] * spins[:, 4], at_places(places, 8))
    assert share == pytest.approx(0.09 / (0.16 + 0.04 + 0.09))


def test_spins_at_one_place_are_near_and_one_spin_has_no_couplings():
    spins = spin_states(4).astype(float)
    far = at_places(np.array([[0.0], [0.0], [1.0], [4.0]]), 8)
    log_weights = 0.4 * spins[:, 0] * spins[:, 1] + 0.3 * spins[:, 0] * spins[:, 3]
    assert long_range_share(log_weights, far) == pytest.approx(0.09 / 0.25)
    assert np.isnan(long_range_share(np.array([0.0, 1.0]), at_places(np.array([[0.0]]), 8)))


def test_the_constant_and_fields_are_no_couplings():
    spins = spin_states(4).astype(float)
    pairs = 0.4 * spins[:, 0] * spins[:, 1] + 0.3 * spins[:, 0] * spins[:, 2]
    share = long_range_share(pairs, on_ring(8, 2))
    assert share == pytest.approx(0.09 / 0.25)
    assert long_range_share(pairs + 2.0 + 0.7 * spins[:, 3], on_ring(8, 2)) == pytest.approx(share)
