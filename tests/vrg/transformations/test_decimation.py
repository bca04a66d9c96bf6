"""Decimation of a ring against its closed form."""

import numpy as np
import pytest

from rgcore.exact import boltzmann_distribution, spin_expansion, spin_states
from rgcore.exact.pair_hamiltonian import pair_hamiltonian, ring_bonds
from rgcore.vrg.couplings.effective_couplings import long_range_fraction, nearest_neighbour_coupling
from rgcore.vrg.examples.decimated_coupling import decimated_coupling
from rgcore.vrg.rbm_form import rbm_form_error
from rgcore.vrg.trace_condition import free_energy_difference, model_divergence, trace_condition_error
from rgcore.vrg.transformation import hidden_log_weights
from rgcore.vrg.transformations.rbms.decimating_rbm import locked_rbm

from ..dense_operator import operator
from ..one_example import example

COUPLINGS = [0.01, 0.2, 0.4406868, 0.9, 1.5]


@pytest.mark.parametrize("coupling", COUPLINGS)
def test_two_forms_of_the_decimated_coupling_agree(coupling):
    assert np.tanh(decimated_coupling(coupling)) == pytest.approx(np.tanh(coupling) ** 2, abs=1e-14)


@pytest.mark.parametrize("name", ["decimation", "decimating_rbm"])
@pytest.mark.parametrize("coupling", COUPLINGS)
def test_decimation_leaves_a_ring_of_the_closed_form_coupling_alone(name, coupling):
    found = example(name, coupling)
    log_weights = hidden_log_weights(found.transformation)
    pairs = spin_expansion(log_weights)[[0b1100, 0b0110, 0b0011, 0b1001]]
    np.testing.assert_allclose(pairs, np.log(np.cosh(2 * coupling)) / 2, rtol=0, atol=1e-12)
    assert nearest_neighbour_coupling(log_weights, found.neighbours) == pytest.approx(
        found.effective_coupling_exact, abs=1e-12
    )
    assert long_range_fraction(log_weights, found.neighbours) < 1e-20


@pytest.mark.parametrize("name", ["decimation", "decimating_rbm"])
@pytest.mark.parametrize("coupling", COUPLINGS)
def test_decimation_is_exact(name, coupling):
    transformation = example(name, coupling).transformation
    assert trace_condition_error(transformation) < 1e-12
    assert model_divergence(transformation) < 1e-12
    assert abs(free_energy_difference(transformation)) < 1e-12


def test_hidden_distribution_is_the_marginal_of_the_kept_spins():
    coupling = 0.6
    transformation = example("decimation", coupling).transformation
    boltzmann = boltzmann_distribution(-pair_hamiltonian(ring_bonds(8), 8, coupling))
    kept = (spin_states(8)[:, ::2] > 0) @ np.array([8, 4, 2, 1])  # number of each kept state
    marginal = np.bincount(kept, weights=boltzmann, minlength=16)
    np.testing.assert_allclose(
        boltzmann_distribution(hidden_log_weights(transformation)), marginal, rtol=1e-12
    )


def test_decimation_forbids_pairs_and_so_is_no_finite_rbm():
    transformation = example("decimation", 0.4).transformation
    assert np.isneginf(operator(transformation)).sum() == 256 * 15
    assert rbm_form_error(transformation) == np.inf


@pytest.mark.parametrize("coupling", COUPLINGS)
def test_the_locked_rbm_has_the_form_of_an_rbm_and_the_operator_of_decimation(coupling):
    exact = np.exp(operator(example("decimation", coupling).transformation))
    locked = example("decimating_rbm", coupling).transformation
    np.testing.assert_allclose(np.exp(operator(locked)), exact, rtol=0, atol=1e-12)
    assert rbm_form_error(locked) < 1e-12


def test_the_locked_rbm_couples_three_spins_per_hidden_unit():
    rbm, _ = locked_rbm(8, 0.4)
    assert (np.count_nonzero(rbm.weights, axis=0) == 3).all()
