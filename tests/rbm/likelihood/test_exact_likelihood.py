"""Enumerated ln Z, ln P(v) and its gradient are sums and slopes over all states."""

import dataclasses

import numpy as np
import pytest
from scipy.special import logsumexp

from rgcore.exact.enumerated_states import boltzmann_distribution, spin_states
from rgcore.exact.pair_hamiltonian import pair_hamiltonian
from rgcore.lattice.square import square_bonds
from rgcore.rbm.likelihood import exact_likelihood
from rgcore.rbm.likelihood.exact_likelihood import (
    likelihood_and_gradient,
    log_likelihood,
    log_partition,
)
from rgcore.rbm.networks.bond_network import bond_network
from rgcore.rbm.networks.restricted import RBM, energy, swap_layers
from rgcore.rbm.units.unit_type import unit_type

from ..small_networks import UNITS, exact_gradient

PARAMETERS = ("weights", "visible_bias", "hidden_bias")


def zeros(n_visible, n_hidden):
    return RBM(
        weights=np.zeros((n_visible, n_hidden)),
        visible_bias=np.zeros(n_visible),
        hidden_bias=np.zeros(n_hidden),
        units="spin",
    )


@pytest.fixture
def many_blocks(monkeypatch):
    """Blocks so small that every loop over them runs."""
    monkeypatch.setattr(exact_likelihood, "NUMBERS_PER_BLOCK", 13)


def normal_rbm(n_visible, n_hidden, units):
    rng = np.random.default_rng(8)
    shapes = ((n_visible, n_hidden), n_visible, n_hidden)
    weights, visible_bias, hidden_bias = (rng.normal(size=shape) for shape in shapes)
    return RBM(weights=weights, visible_bias=visible_bias, hidden_bias=hidden_bias, units=units)


def all_states(n_units, units):
    return unit_type(units).from_spins(spin_states(n_units)).astype(np.float64)


def test_log_partition_is_the_sum_over_all_joint_states(rbm, states):
    visible, hidden = states
    total = sum(np.exp(-energy(rbm, np.tile(v, (len(hidden), 1)), hidden)).sum() for v in visible)
    assert log_partition(rbm) == pytest.approx(np.log(total), rel=1e-13)
    assert log_partition(swap_layers(rbm)) == pytest.approx(np.log(total), rel=1e-13)


def test_log_partition_of_free_spins_counts_states():
    assert log_partition(zeros(400, 14)) == pytest.approx(414 * np.log(2), rel=1e-13)  # several chunks


def test_log_likelihood_is_the_marginal_of_the_joint_distribution(rbm, states, joint_distribution):
    np.testing.assert_allclose(
        np.exp(log_likelihood(rbm, states[0])), joint_distribution.sum(axis=1), rtol=1e-12
    )


def test_single_precision_networks_are_summed_in_double(rbm, states):
    single = dataclasses.replace(rbm, **{name: getattr(rbm, name).astype(np.float32) for name in PARAMETERS})
    assert np.exp(log_likelihood(single, states[0])).sum() == pytest.approx(1, abs=1e-13)


def test_exact_gradient_is_the_slope_of_the_log_likelihood(rbm, states):
    rng, step = np.random.default_rng(1), 1e-5
    weights = rng.dirichlet(np.ones(16))
    gradient = exact_gradient(rbm, states[0], weights)
    for name in PARAMETERS:
        for index in np.ndindex(getattr(rbm, name).shape):
            values = []
            for sign in (1, -1):
                moved = getattr(rbm, name).copy()
                moved[index] += sign * step
                values.append(weights @ log_likelihood(dataclasses.replace(rbm, **{name: moved}), states[0]))
            slope = (values[0] - values[1]) / (2 * step)
            assert getattr(gradient, name)[index] == pytest.approx(slope, abs=1e-8)


def test_exact_gradient_vanishes_on_the_distribution_of_the_rbm(rbm, states, joint_distribution):
    for part in exact_gradient(rbm, states[0], joint_distribution.sum(axis=1)):
        np.testing.assert_allclose(part, 0, atol=1e-14)


def test_samples_count_equally_without_probabilities(rbm, states):
    samples = states[0][[0, 3, 3, 7]]
    weighted = exact_gradient(rbm, states[0][[0, 3, 7]], np.array([0.25, 0.5, 0.25]))
    for one, other in zip(exact_gradient(rbm, samples), weighted, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-14)


@pytest.mark.parametrize("units", UNITS)
@pytest.mark.parametrize("shape", [(5, 9), (9, 5), (6, 6)])
def test_either_layer_is_summed_state_by_state_or_in_closed_form(shape, units, many_blocks):
    network = normal_rbm(*shape, units)
    visible, hidden = (all_states(n, units) for n in shape)
    exponents = (
        (visible @ network.visible_bias)[:, None]
        + (hidden @ network.hidden_bias)
        + visible @ network.weights @ hidden.T
    )
    assert log_partition(network) == pytest.approx(logsumexp(exponents), rel=1e-13)


@pytest.mark.parametrize("units", UNITS)
@pytest.mark.parametrize("shape", [(5, 9), (9, 5)])
def test_exact_gradient_is_the_difference_of_averages_over_all_joint_states(shape, units, many_blocks):
    network = normal_rbm(*shape, units)
    visible, hidden = (all_states(n, units) for n in shape)
    joint = boltzmann_distribution(
        (
            (visible @ network.visible_bias)[:, None]
            + (hidden @ network.hidden_bias)
            + visible @ network.weights @ hidden.T
        ).ravel()
    ).reshape(len(visible), len(hidden))
    marginal = joint.sum(axis=1)
    target = np.random.default_rng(1).dirichlet(np.ones(len(visible)))
    clamped = joint * (target / marginal)[:, None]
    wanted = [visible.T @ (clamped - joint) @ hidden, (target - marginal) @ visible]
    wanted.append((clamped - joint).sum(axis=0) @ hidden)
    for part, known in zip(exact_gradient(network, visible, target), wanted, strict=True):
        np.testing.assert_allclose(part, known, atol=1e-13)


def test_likelihood_comes_with_the_gradient(rbm, states):
    weights = np.random.default_rng(2).dirichlet(np.ones(16))
    value, gradient = likelihood_and_gradient(rbm, states[0], weights)
    assert value == pytest.approx(weights @ log_likelihood(rbm, states[0]), rel=1e-13)
    for one, other in zip(gradient, exact_gradient(rbm, states[0], weights), strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("coupling", [0.1, 0.4, 1.0])
def test_the_exact_bond_rbm_of_the_ising_model_is_a_fixed_point_of_training(coupling):
    bonds = square_bonds(3)
    network = bond_network(bonds, 9, coupling)
    ising = boltzmann_distribution(-pair_hamiltonian(bonds, 9, coupling))
    for part in exact_gradient(network, all_states(9, "spin"), ising):
        np.testing.assert_allclose(part, 0, atol=1e-10)


def test_layers_too_large_to_enumerate_are_refused():
    with pytest.raises(ValueError, match="at most 20 units, got 21"):
        log_partition(zeros(21, 22))
    with pytest.raises(ValueError, match="at most 20 units, got 21"):
        exact_gradient(zeros(22, 21), np.ones((1, 22)))
