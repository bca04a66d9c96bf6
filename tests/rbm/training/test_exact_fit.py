"""The exact maximum of the likelihood reaches distributions that the network can have."""

import numpy as np
import pytest

from rgcore.exact.enumerated_states import boltzmann_distribution, kl_divergence, spin_states
from rgcore.exact.pair_hamiltonian import pair_hamiltonian
from rgcore.lattice.square import square_bonds
from rgcore.rbm.likelihood.exact_likelihood import log_likelihood
from rgcore.rbm.networks.restricted import RBM
from rgcore.rbm.training.exact_fit import fit_exactly
from rgcore.rbm.units.unit_type import unit_type

from ..small_networks import TUNED


def random_start(n_visible, n_hidden, units):
    """Normal weights of standard deviation 0.3 and no biases."""
    weights = 0.3 * np.random.default_rng(7).normal(size=(n_visible, n_hidden))
    return RBM(weights=weights, visible_bias=np.zeros(n_visible), hidden_bias=np.zeros(n_hidden), units=units)


def ring_distribution(n_spins, coupling):
    states = spin_states(n_spins).astype(int)
    return states, boltzmann_distribution(coupling * (states * np.roll(states, 1, axis=1)).sum(axis=1))


@pytest.mark.parametrize("units", TUNED)
def test_four_hidden_units_learn_a_ring_of_eight_spins(units):
    # decimation: each second spin summed out leaves four; an RBM of four hidden units can represent the ring
    states, target = ring_distribution(8, 0.5)
    visible = unit_type(units).from_spins(states)
    start = random_start(8, 4, units)
    trained = fit_exactly(start, visible, target, n_iterations=600)
    before, after = (kl_divergence(target, np.exp(log_likelihood(m, visible))) for m in (start, trained))
    assert before > 0.3
    assert after < 1e-3


def test_a_rbm_trained_exactly_on_a_three_by_three_torus_has_its_distribution():
    # half of the hidden units of the exact RBM of the bonds are enough
    states, bonds = spin_states(9).astype(np.float64), square_bonds(3)
    target = boltzmann_distribution(-pair_hamiltonian(bonds, 9, 0.3))
    start = random_start(9, 9, "spin")
    trained = fit_exactly(start, states, target, n_iterations=400)
    assert kl_divergence(target, np.exp(log_likelihood(trained, states))) < 1e-4
