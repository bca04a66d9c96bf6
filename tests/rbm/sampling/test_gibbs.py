"""Gibbs sampling stays in the enumerated distribution and reaches it."""

import numpy as np

from rgcore.rbm import row_blocks
from rgcore.rbm.networks.restricted import sample_h_from_v, sample_v_from_h
from rgcore.rbm.sampling.gibbs import gibbs_chain

N_CHAINS = 40_000


def frequencies(samples, visible):
    """How often each of the listed states occurs in samples, (16,)."""
    codes, listed = samples @ [1, 2, 4, 8], visible @ [1, 2, 4, 8]
    return (codes[:, None] == listed).mean(axis=0)


def largest_deviation(samples, visible, probabilities):
    errors = np.sqrt(probabilities * (1 - probabilities) / len(samples))
    return np.abs((frequencies(samples, visible) - probabilities) / errors).max()


def test_gibbs_sampling_stays_in_the_enumerated_distribution(rbm, states, joint_distribution):
    rng, probabilities = np.random.default_rng(1), joint_distribution.sum(axis=1)
    start = states[0][rng.choice(len(probabilities), size=N_CHAINS, p=probabilities)]
    assert largest_deviation(gibbs_chain(rbm, start, 1, rng=rng), states[0], probabilities) < 4.5


def test_gibbs_sampling_reaches_the_distribution_from_one_state(rbm, states, joint_distribution):
    rng, probabilities = np.random.default_rng(2), joint_distribution.sum(axis=1)
    start = np.ones((N_CHAINS, 4))
    assert largest_deviation(gibbs_chain(rbm, start, 60, rng=rng), states[0], probabilities) < 4.5


def test_every_unit_of_every_sample_has_its_own_random_number(rbm):
    rng = np.random.default_rng(3)
    hidden = sample_h_from_v(rbm, np.ones((1000, 4)), rng=rng)
    visible = sample_v_from_h(rbm, np.zeros((1000, 3)), rng=rng)
    for drawn in (hidden, visible):
        assert drawn.dtype == rbm.unit_type.state_type
        assert (drawn.std(axis=0) > 0).all()
        correlations = np.corrcoef(drawn.T)[np.triu_indices(drawn.shape[1], 1)]
        assert np.abs(correlations).max() < 4.5 / np.sqrt(1000)


def test_no_step_returns_a_copy_of_the_start(rbm):
    start = np.ones((2, 4))
    end = gibbs_chain(rbm, start, 0, rng=np.random.default_rng(4))
    np.testing.assert_array_equal(end, start)
    assert end is not start


def test_chains_are_independent_of_each_other_across_blocks(rbm, monkeypatch):
    monkeypatch.setattr(row_blocks, "NUMBERS_PER_BLOCK", 70)  # ten chains each
    ends = gibbs_chain(rbm, np.ones((1000, 4)), 30, rng=np.random.default_rng(5))
    totals = ends.sum(axis=1).reshape(-1, 10)  # (block, place in the block)
    assert len(np.unique(totals, axis=0)) > 90
    correlation = np.corrcoef(totals[:-1].ravel(), totals[1:].ravel())[0, 1]
    assert abs(correlation) < 4.5 / np.sqrt(990)
