"""Trained RBMs and decoupled spins: their free-energy difference, divergence and trace condition."""

import numpy as np
import pytest

from rgcore.exact import boltzmann_distribution, spin_expansion, spin_states
from rgcore.exact.pair_hamiltonian import pair_hamiltonian, ring_bonds
from rgcore.rbm.networks.conversion import in_units
from rgcore.rbm.networks.restricted import RBM, energy
from rgcore.vrg.examples.trained_rbm import draw_starts
from rgcore.vrg.rbm_form import rbm_form_error
from rgcore.vrg.rbm_transformation import matching_constant, rbm_transformation
from rgcore.vrg.trace_condition import (
    free_energy_difference,
    model_distribution,
    model_divergence,
    trace_condition_error,
)
from rgcore.vrg.transformation import Transformation, hidden_log_weights

from ..dense_operator import operator
from ..one_example import example

HAMILTONIAN = pair_hamiltonian(ring_bonds(5), 5, 0.5)


def random_rbm():
    rng = np.random.default_rng(11)
    return RBM(
        weights=0.5 * rng.standard_normal((5, 3)),
        visible_bias=rng.standard_normal(5),
        hidden_bias=rng.standard_normal(3),
        units="spin",
    )


def joint_energy(rbm):
    """E(v, h) on all pairs of states, (2**5, 2**3)."""
    visible, hidden = np.repeat(spin_states(5), 8, axis=0), np.tile(spin_states(3), (32, 1))
    return energy(rbm, visible.astype(float), hidden.astype(float)).reshape(32, 8)


def test_operator_of_an_rbm_is_hamiltonian_minus_energy():
    rbm = random_rbm()
    expected = 0.25 - joint_energy(rbm) + HAMILTONIAN[:, None]
    measured = operator(rbm_transformation(rbm, HAMILTONIAN, 0.25))
    np.testing.assert_allclose(measured, expected, rtol=0, atol=1e-13)


def test_hidden_hamiltonian_is_that_of_the_rbm_for_any_weights():
    rbm = random_rbm()
    own = np.log(np.exp(-joint_energy(rbm)).sum(axis=0))
    measured = hidden_log_weights(rbm_transformation(rbm, HAMILTONIAN, 0.0))
    np.testing.assert_allclose(measured, own, rtol=0, atol=1e-13)


def test_trace_is_the_ratio_of_distributions_times_the_ratio_of_partition_functions():
    rbm = random_rbm()
    weights = np.exp(-joint_energy(rbm))
    marginal, boltzmann = weights.sum(axis=1) / weights.sum(), boltzmann_distribution(-HAMILTONIAN)
    ratio = marginal / boltzmann * weights.sum() / np.exp(-HAMILTONIAN).sum()
    transformation = rbm_transformation(rbm, HAMILTONIAN, 0.0)
    np.testing.assert_allclose(np.exp(operator(transformation)).sum(axis=1), ratio, rtol=1e-12)
    np.testing.assert_allclose(model_distribution(transformation), marginal, rtol=1e-12)


def test_binary_units_give_the_same_transformation_up_to_the_zero_of_energy():
    rbm = random_rbm()
    binary = in_units(rbm, "binary")
    constants = [matching_constant(which, HAMILTONIAN) for which in (rbm, binary)]
    spin, zero_one = (
        rbm_transformation(which, HAMILTONIAN, constant)
        for which, constant in zip((rbm, binary), constants, strict=True)
    )
    np.testing.assert_allclose(zero_one.log_trace, spin.log_trace, rtol=0, atol=1e-12)
    np.testing.assert_allclose(zero_one.inputs, spin.inputs, rtol=0, atol=1e-12)


@pytest.mark.parametrize("coupling", [0.2, 0.5, 0.9])
def test_three_hidden_spins_leave_the_trace_condition_violated(coupling):
    starts = draw_starts(2, 8, 3, rng=np.random.default_rng(1))
    transformation = example("trained_rbm_3", coupling, drawn=starts).transformation
    assert trace_condition_error(transformation) > 0.1
    assert model_divergence(transformation) > 0.01
    assert abs(free_energy_difference(transformation)) < 1e-12
    assert rbm_form_error(transformation) < 1e-10


def test_training_ends_where_the_pair_averages_are_those_of_the_data():
    starts = draw_starts(1, 8, 3, rng=np.random.default_rng(1))
    transformation = example("trained_rbm_3", 0.5, drawn=starts).transformation
    inputs, visible = transformation.inputs, spin_states(8).astype(float)
    excess = model_distribution(transformation) - boltzmann_distribution(-transformation.hamiltonian)
    assert np.abs(visible.T @ (excess[:, None] * np.tanh(inputs))).max() < 1e-6


def test_four_hidden_spins_learn_to_decimate():
    coupling = 0.5
    starts = draw_starts(3, 8, 4, rng=np.random.default_rng(1))
    transformation = example("trained_rbm_4", coupling, drawn=starts).transformation
    assert model_divergence(transformation) < 1e-11
    assert trace_condition_error(transformation) < 1e-4
    pairs = spin_expansion(hidden_log_weights(transformation))[[0b1100, 0b0110, 0b0011, 0b1001]]
    np.testing.assert_allclose(pairs, np.log(np.cosh(2 * coupling)) / 2, atol=1e-4)


@pytest.mark.parametrize("size", [1e-2, 1e-3])
def test_near_exactness_the_divergence_is_half_the_mean_square_trace_error(size):
    change = size * np.random.default_rng(3).standard_normal(32)
    boltzmann = boltzmann_distribution(-HAMILTONIAN)
    log_trace = change - np.log(boltzmann @ np.exp(change))  # the free-energy condition holds
    near = Transformation(hamiltonian=HAMILTONIAN, log_trace=log_trace, inputs=np.zeros((32, 1)))
    mean_square = boltzmann @ np.expm1(log_trace) ** 2
    assert abs(free_energy_difference(near)) < 1e-13
    assert model_divergence(near) == pytest.approx(mean_square / 2, rel=2 * size)
    assert trace_condition_error(near) >= np.sqrt(mean_square)


@pytest.mark.parametrize("coupling", [0.2, 0.4406868, 0.9])
def test_decoupled_spins_have_the_right_free_energy_and_a_broken_trace_condition(coupling):
    transformation = example("decoupled", coupling).transformation
    assert abs(free_energy_difference(transformation)) < 1e-12
    assert trace_condition_error(transformation) > 0.1
    assert model_divergence(transformation) > 0.1
    assert (transformation.inputs == 0).all()
    np.testing.assert_allclose(boltzmann_distribution(hidden_log_weights(transformation)), 1 / 16, rtol=1e-12)
