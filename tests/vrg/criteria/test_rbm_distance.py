"""The distance from RBM form: against least squares over all pairs of states, and on cases with a known answer."""

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.special import entr, logsumexp

from rgcore.exact import spin_states
from rgcore.exact.pair_hamiltonian import pair_hamiltonian, ring_bonds
from rgcore.rbm.networks.restricted import RBM
from rgcore.vrg.criteria.rbm_distance import joint_moments, rbm_distance
from rgcore.vrg.operators.dense_transformation import DenseTransformation
from rgcore.vrg.rbm_transformation import rbm_transformation
from rgcore.vrg.transformation import Transformation

from ..random_transformations import random_transformation


def dense(transformation):
    return DenseTransformation(
        hamiltonian=transformation.hamiltonian, log_operator=transformation.log_rows(slice(None))
    )


def ring(rule, n_sites, coupling=0.5):
    return Transformation(
        hamiltonian=pair_hamiltonian(ring_bonds(n_sites), n_sites, coupling),
        log_trace=np.zeros(2**n_sites),
        inputs=np.copysign(np.inf, rule(spin_states(n_sites).astype(float))),
    )


def share_by_brute_force(transformation):
    """Fit the energy of an RBM on all pairs of states as one table of features."""
    joint = transformation.log_rows(slice(None)) - transformation.hamiltonian[:, None]
    q = np.exp(joint - logsumexp(joint)).reshape(-1)
    visible, hidden = (
        spin_states(n).astype(float) for n in (transformation.n_visible, transformation.n_hidden)
    )
    rows = [np.concatenate([v, h, np.outer(v, h).reshape(-1)]) for v in visible for h in hidden]
    features = np.array(rows)
    means = q @ features

    def cost(theta):
        log_weights = features @ theta
        log_partition = logsumexp(log_weights)
        return log_partition - means @ theta, np.exp(log_weights - log_partition) @ features - means

    least = minimize(cost, np.zeros(features.shape[1]), jac=True, tol=1e-12).fun - entr(q).sum()
    singles = means[: transformation.n_visible + transformation.n_hidden]
    independent = (entr((1 + singles) / 2) + entr((1 - singles) / 2)).sum() - entr(q).sum()
    return least / independent


@pytest.mark.parametrize(("n_visible", "n_hidden"), [(3, 2), (2, 4)])
def test_the_distance_is_that_of_a_fit_over_all_pairs_of_states(n_visible, n_hidden):
    transformation = random_transformation(n_visible, n_hidden)
    expected = share_by_brute_force(transformation)
    assert expected > 0.05
    assert rbm_distance(transformation) == pytest.approx(expected, abs=1e-7)
    assert rbm_distance(dense(transformation)) == pytest.approx(expected, abs=1e-7)


def test_moments_of_both_forms_of_an_operator_agree():
    transformation = random_transformation(3, 2)
    one, other = joint_moments(transformation), joint_moments(dense(transformation))
    for name in ("visible", "hidden", "products", "entropy"):
        np.testing.assert_allclose(getattr(one, name), getattr(other, name), rtol=0, atol=1e-13)


def test_a_random_rbm_has_distance_zero_whatever_its_constant():
    rng = np.random.default_rng(5)
    rbm = RBM(
        weights=rng.standard_normal((4, 3)),
        visible_bias=rng.standard_normal(4),
        hidden_bias=rng.standard_normal(3),
        units="spin",
    )
    assert rbm_distance(rbm_transformation(rbm, pair_hamiltonian(ring_bonds(4), 4, 0.5), 2.7)) < 1e-7


def test_decimation_is_in_the_closure_of_the_rbms_and_the_majority_rule_is_not():
    assert rbm_distance(ring(lambda spins: spins[:, ::2], 8)) < 1e-3
    majority = ring(lambda spins: spins.reshape(len(spins), -1, 3).sum(axis=2), 9)
    assert rbm_distance(majority) > 0.05


def test_free_spins_are_an_rbm():
    assert (
        rbm_distance(Transformation(hamiltonian=np.zeros(8), log_trace=np.zeros(8), inputs=np.zeros((8, 2))))
        == 0.0
    )
