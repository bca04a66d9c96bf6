"""The pseudo-likelihood is the sum of conditional log-probabilities, of all sites or of random ones."""

import dataclasses

import numpy as np
import pytest

from rgcore.rbm import row_blocks
from rgcore.rbm.likelihood.pseudo_likelihood import pseudo_log_likelihood


@pytest.fixture
def enumerated(states, joint_distribution):
    """sum_i ln P(v_i | others) of each visible state, (16,), from the distribution of all states."""
    visible, marginal = states[0], joint_distribution.sum(axis=1)
    values = np.zeros(16)
    for site in range(4):
        others = np.delete(visible, site, axis=1) @ [1, 2, 4]
        same = others[:, None] == others
        values += np.log(marginal / (same @ marginal))
    return values


def test_all_sites_give_the_sum_of_conditional_log_probabilities(rbm, states, enumerated):
    values = pseudo_log_likelihood(rbm, states[0], rng=np.random.default_rng(1))
    np.testing.assert_allclose(values, enumerated, rtol=1e-12)


def test_random_sites_estimate_it_without_bias(rbm, states, enumerated, monkeypatch):
    monkeypatch.setattr(row_blocks, "NUMBERS_PER_BLOCK", 2000)
    repeats = 5000
    values = pseudo_log_likelihood(
        rbm, np.repeat(states[0], repeats, axis=0), n_sites=2, rng=np.random.default_rng(2)
    )
    values = values.reshape(16, repeats)
    scores = (values.mean(axis=1) - enumerated) / (values.std(axis=1) / np.sqrt(repeats))
    assert np.abs(scores).max() < 4


def test_single_precision_costs_seven_digits_not_more(rbm, states, enumerated):
    names = ("weights", "visible_bias", "hidden_bias")
    single = dataclasses.replace(rbm, **{name: getattr(rbm, name).astype(np.float32) for name in names})
    values = pseudo_log_likelihood(
        single, states[0].astype(rbm.unit_type.state_type), rng=np.random.default_rng(1)
    )
    np.testing.assert_allclose(values, enumerated, rtol=1e-5)


def test_no_site_is_refused(rbm, states):
    with pytest.raises(ValueError, match="n_sites must be at least 1"):
        pseudo_log_likelihood(rbm, states[0], n_sites=0, rng=np.random.default_rng(1))
