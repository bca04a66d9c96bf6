import dataclasses

import numpy as np
import pytest

from rgcore.rbm.likelihood import exact_gradient, log_likelihood, log_partition
from rgcore.rbm.model import RBM, energy, swap_layers

PARAMETERS = ("weights", "visible_bias", "hidden_bias")


def zeros(n_visible, n_hidden):
    return RBM(
        weights=np.zeros((n_visible, n_hidden)),
        visible_bias=np.zeros(n_visible),
        hidden_bias=np.zeros(n_hidden),
        units="spin",
    )


def test_log_partition_is_the_sum_over_all_joint_states(rbm, states):
    visible, hidden = states
    total = sum(np.exp(-energy(rbm, np.tile(v, (len(hidden), 1)), hidden)).sum() for v in visible)
    assert log_partition(rbm) == pytest.approx(np.log(total), rel=1e-13)
    assert log_partition(swap_layers(rbm)) == pytest.approx(np.log(total), rel=1e-13)


def test_log_partition_of_free_spins_counts_states():
    assert log_partition(zeros(400, 14)) == pytest.approx(414 * np.log(2), rel=1e-13)  # several chunks


def test_log_likelihood_is_the_marginal_of_the_joint_law(rbm, states, joint_law):
    np.testing.assert_allclose(np.exp(log_likelihood(rbm, states[0])), joint_law.sum(axis=1), rtol=1e-12)


def test_single_precision_machines_are_summed_in_double(rbm, states):
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


def test_exact_gradient_vanishes_on_the_law_of_the_machine(rbm, states, joint_law):
    for part in exact_gradient(rbm, states[0], joint_law.sum(axis=1)):
        np.testing.assert_allclose(part, 0, atol=1e-14)


def test_samples_count_equally_without_probabilities(rbm, states):
    samples = states[0][[0, 3, 3, 7]]
    weighted = exact_gradient(rbm, states[0][[0, 3, 7]], np.array([0.25, 0.5, 0.25]))
    for one, other in zip(exact_gradient(rbm, samples), weighted, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-14)


def test_layers_too_large_to_enumerate_are_refused():
    with pytest.raises(ValueError, match="at most 20"):
        log_partition(zeros(21, 21))
    with pytest.raises(ValueError, match="at most 16"):
        exact_gradient(zeros(17, 17), np.ones((1, 17)))
