"""The operator and its sums against brute force over every pair of states."""

import numpy as np
import pytest

from rgcore.exact import boltzmann_distribution, kl_divergence, spin_states
from rgcore.exact.pair_hamiltonian import pair_hamiltonian, ring_bonds
from rgcore.vrg.couplings.effective_couplings import long_range_fraction, nearest_neighbour_coupling
from rgcore.vrg.operators.dense_transformation import DenseTransformation
from rgcore.vrg.rbm_form import rbm_form_error
from rgcore.vrg.trace_condition import (
    free_energy_difference,
    model_distribution,
    model_divergence,
    trace_condition_error,
)
from rgcore.vrg.transformation import Transformation, hidden_log_weights

from .dense_operator import operator
from .random_transformations import random_transformation


def operator_by_loops(transformation):
    """T(v, h) from its definition, one pair of states at a time."""
    result = np.zeros((2**transformation.n_visible, 2**transformation.n_hidden))
    for v in range(len(result)):
        for k, hidden in enumerate(spin_states(transformation.n_hidden)):
            odds = [
                1 / (1 + np.exp(-2 * h * x)) for h, x in zip(hidden, transformation.inputs[v], strict=True)
            ]
            result[v, k] = transformation.log_trace[v] + np.log(np.prod(odds))
    return result


@pytest.mark.parametrize("n_hidden", [1, 2, 3, 5])
def test_operator_is_its_definition(n_hidden):
    transformation = random_transformation(n_hidden=n_hidden)
    np.testing.assert_allclose(
        operator(transformation), operator_by_loops(transformation), rtol=0, atol=1e-13
    )


@pytest.mark.parametrize("n_hidden", [1, 2, 3, 5])
def test_hidden_weights_are_the_sum_over_visible_states(n_hidden):
    transformation = random_transformation(n_hidden=n_hidden)
    weights = np.exp(operator_by_loops(transformation) - transformation.hamiltonian[:, None]).sum(axis=0)
    np.testing.assert_allclose(hidden_log_weights(transformation), np.log(weights), rtol=0, atol=1e-13)


def test_measures_agree_with_sums_over_the_joint_operator():
    transformation = random_transformation()
    joint = np.exp(operator_by_loops(transformation) - transformation.hamiltonian[:, None])
    boltzmann = boltzmann_distribution(-transformation.hamiltonian)
    trace = np.exp(operator_by_loops(transformation)).sum(axis=1)
    marginal = joint.sum(axis=1) / joint.sum()
    difference = np.log(np.exp(-transformation.hamiltonian).sum()) - np.log(joint.sum())
    assert trace_condition_error(transformation) == pytest.approx(np.abs(trace - 1).max(), abs=1e-13)
    np.testing.assert_allclose(model_distribution(transformation), marginal, atol=1e-14)
    assert model_divergence(transformation) == pytest.approx(kl_divergence(boltzmann, marginal), abs=1e-13)
    assert free_energy_difference(transformation) == pytest.approx(difference, abs=1e-13)


def test_mean_trace_under_the_boltzmann_distribution_is_the_ratio_of_partition_functions():
    transformation = random_transformation()
    mean = boltzmann_distribution(-transformation.hamiltonian) @ np.exp(transformation.log_trace)
    assert np.exp(-free_energy_difference(transformation)) == pytest.approx(mean, rel=1e-13)


def test_rbm_form_error_is_the_residual_of_least_squares_over_all_pairs():
    transformation = random_transformation()
    visible, hidden = spin_states(4).astype(float), spin_states(3).astype(float)
    rows = [np.concatenate([[1], v, h, np.outer(v, h).reshape(-1)]) for v in visible for h in hidden]
    target = (operator_by_loops(transformation) - transformation.hamiltonian[:, None]).reshape(-1)
    design = np.array(rows)
    best = np.linalg.lstsq(design, target, rcond=None)[0]
    rms = np.sqrt(np.mean((design @ best - target) ** 2))
    assert rms > 0.5
    assert rbm_form_error(transformation) == pytest.approx(rms, rel=1e-12)


def test_couplings_are_those_of_the_model_they_are_read_from():
    pairs = {(0, 1): 0.3, (1, 2): 0.5, (2, 3): 0.3, (0, 3): 0.5, (0, 2): 0.2}
    states = spin_states(4).astype(float)
    log_weights = 0.7 + 0.9 * states[:, 1] - 0.1 * states.prod(axis=1)
    log_weights += sum(coupling * states[:, i] * states[:, j] for (i, j), coupling in pairs.items())
    neighbours = ring_bonds(4)
    near, far = 2 * 0.3**2 + 2 * 0.5**2, 0.2**2 + 0.1**2
    assert nearest_neighbour_coupling(log_weights, neighbours) == pytest.approx(0.4, abs=1e-14)
    assert long_range_fraction(log_weights, neighbours) == pytest.approx(far / (near + far), abs=1e-14)


def test_free_spins_have_no_long_range_couplings():
    states = spin_states(4).astype(float)
    assert long_range_fraction(0.3 * states[:, 0] + 2.0, ring_bonds(4)) == 0.0


@pytest.mark.parametrize("coupling", [0.1, 0.4406868, 1.3])
@pytest.mark.parametrize("n_sites", [3, 8])
def test_ring_partition_function_is_that_of_its_transfer_matrix(n_sites, coupling):
    hamiltonian = pair_hamiltonian(ring_bonds(n_sites), n_sites, coupling)
    exact = (2 * np.cosh(coupling)) ** n_sites + (2 * np.sinh(coupling)) ** n_sites
    assert np.exp(-hamiltonian).sum() == pytest.approx(exact, rel=1e-13)


def test_arrays_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="power of two"):
        Transformation(hamiltonian=np.zeros(6), log_trace=np.zeros(6), inputs=np.zeros((6, 1)))
    with pytest.raises(ValueError, match="log_trace"):
        Transformation(hamiltonian=np.zeros(8), log_trace=np.zeros(4), inputs=np.zeros((8, 1)))
    with pytest.raises(ValueError, match="inputs"):
        Transformation(hamiltonian=np.zeros(8), log_trace=np.zeros(8), inputs=np.zeros((8, 0)))


def test_rbm_form_error_of_dependent_hidden_spins_counts_their_products():
    rng = np.random.default_rng(9)
    dense = DenseTransformation(
        hamiltonian=rng.standard_normal(8), log_operator=rng.standard_normal((8, 8)) - 2
    )
    visible, hidden = spin_states(3).astype(float), spin_states(3).astype(float)
    rows = [np.concatenate([[1], v, h, np.outer(v, h).reshape(-1)]) for v in visible for h in hidden]
    target = (dense.log_operator - dense.hamiltonian[:, None]).reshape(-1)
    design = np.array(rows)
    residual = target - design @ np.linalg.lstsq(design, target, rcond=None)[0]
    assert rbm_form_error(dense) == pytest.approx(np.sqrt(np.mean(residual**2)), rel=1e-12)
