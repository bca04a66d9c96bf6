"""The divergence from samples is the enumerated one within its standard error."""

import numpy as np
import pytest

from rgcore.exact.enumerated_states import kl_divergence
from rgcore.rbm.likelihood.exact_likelihood import log_partition
from rgcore.rbm.likelihood.kl_divergence import sampled_kl_divergence
from rgcore.stats.jackknife import Estimate


@pytest.fixture
def target(joint_distribution):
    """A distribution p(v), (16,), close to that of the RBM."""
    noise = np.random.default_rng(1).normal(size=16) / 4
    weights = joint_distribution.sum(axis=1) * np.exp(noise)
    return weights / weights.sum()


def test_samples_give_the_enumerated_divergence_within_their_error(rbm, states, joint_distribution, target):
    exact, rng = kl_divergence(target, joint_distribution.sum(axis=1)), np.random.default_rng(2)
    ln_z, scores = Estimate(log_partition(rbm), 0.0), []
    for _ in range(100):
        drawn = rng.choice(16, size=500, p=target)
        estimate = sampled_kl_divergence(rbm, states[0][drawn], np.log(target[drawn]), ln_z)
        scores.append((estimate.value - exact) / estimate.error)
    assert abs(np.mean(scores)) < 4 / np.sqrt(100)
    assert abs(np.var(scores) - 1) < 4 * np.sqrt(2 / 100)


def test_the_distribution_of_the_rbm_itself_has_no_divergence_and_no_error(rbm, states, joint_distribution):
    ln_z = Estimate(log_partition(rbm), 0.0)
    estimate = sampled_kl_divergence(rbm, states[0], np.log(joint_distribution.sum(axis=1)), ln_z)
    assert estimate.value == pytest.approx(0, abs=1e-13)
    assert estimate.error == pytest.approx(0, abs=1e-13)


def test_the_error_of_the_partition_function_is_added_in_quadrature(rbm, states, target):
    exact, rough = (
        sampled_kl_divergence(rbm, states[0], np.log(target), Estimate(log_partition(rbm), error))
        for error in (0.0, 0.3)
    )
    assert rough.error == pytest.approx(np.hypot(exact.error, 0.3))
    assert rough.value == exact.value


def test_chains_that_repeat_their_samples_count_once_each(rbm, states, target):
    drawn = np.random.default_rng(3).choice(16, size=50, p=target)
    ln_z, repeated = Estimate(log_partition(rbm), 0.0), np.tile(drawn, 20)
    once = sampled_kl_divergence(rbm, states[0][drawn], np.log(target[drawn]), ln_z)
    chains = sampled_kl_divergence(rbm, states[0][repeated], np.log(target[repeated]), ln_z, n_chains=50)
    assert chains.value == pytest.approx(once.value, rel=1e-12)
    assert chains.error == pytest.approx(once.error, rel=1e-12)


def test_probabilities_of_another_length_is_refused(rbm, states):
    with pytest.raises(ValueError, match="log_probabilities must have shape"):
        sampled_kl_divergence(rbm, states[0], np.zeros(3), Estimate(0.0, 0.0))
