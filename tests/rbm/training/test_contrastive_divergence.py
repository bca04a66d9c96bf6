import dataclasses

import numpy as np
import pytest

from rgcore.rbm.likelihood.enumeration import exact_gradient
from rgcore.rbm.networks.restricted import RBM
from rgcore.rbm.training.contrastive_divergence import Workspace, contrastive_divergence
from rgcore.rbm.units.unit_type import unit_type

from ..small_networks import UNITS

N_BATCHES, BATCH = 400, 200
SLOW = 40  # Gibbs rounds after which the small machines have forgotten their start


def single(rbm):
    names = ("weights", "visible_bias", "hidden_bias")
    return dataclasses.replace(rbm, **{name: getattr(rbm, name).astype(np.float32) for name in names})


def gradients(rbm, visible, gibbs_steps, rng, chains=None):
    """Many estimates of the gradient, all entries in a row."""
    work = Workspace.for_batch(BATCH, rbm.n_visible, rbm.n_hidden)
    work.data[:] = np.resize(visible, work.data.shape)
    signs = np.repeat([1, -1], BATCH)
    rows = []
    for _ in range(N_BATCHES):
        stream = rng.integers(2**64, size=2, dtype=np.uint64)
        contrastive_divergence(rbm, work, gibbs_steps, stream, chains)
        parts = (work.visible.T @ work.hidden, signs @ work.visible, work.hidden.sum(axis=0))
        rows.append(np.concatenate([part.ravel() for part in parts]) / BATCH)
    return np.array(rows)


def deviations(found, expected):
    """Deviations of the mean from a wanted one, in standard errors."""
    wanted = np.concatenate([part.ravel() for part in expected])
    return (found.mean(axis=0) - wanted) / (found.std(axis=0, ddof=1) / np.sqrt(len(found)))


def expected_cd1(visible, states, joint_law):
    """The CD-1 gradient averaged over all states that one Gibbs round can reach, written out."""
    all_visible, all_hidden = states
    h_given_v = joint_law / joint_law.sum(axis=1)[:, None]
    v_given_h = joint_law / joint_law.sum(axis=0)
    means = h_given_v @ all_hidden
    rows = [int((all_visible == v).all(axis=1).argmax()) for v in visible]
    start = np.bincount(rows, minlength=len(all_visible)) / len(rows)
    change = start - v_given_h @ (start @ h_given_v)
    return all_visible.T @ (change[:, None] * means), change @ all_visible, change @ means


def test_one_step_has_the_enumerated_mean(rbm, states, joint_law):
    visible = states[0][[1, 6, 6, 12]]
    found = gradients(single(rbm), visible, 1, np.random.default_rng(1))
    assert np.abs(deviations(found, expected_cd1(visible, states, joint_law))).max() < 4.5


def test_many_steps_give_the_exact_gradient(rbm, states):
    visible = states[0][[1, 6, 6, 12]]
    found = gradients(single(rbm), visible, SLOW, np.random.default_rng(2))
    assert np.abs(deviations(found, exact_gradient(rbm, visible))).max() < 4.5


def test_persistent_chains_give_the_exact_gradient_when_the_machine_stands_still(rbm, states):
    visible, rng = states[0][[1, 6, 6, 12]], np.random.default_rng(7)
    chains = np.ones((BATCH, rbm.n_hidden), dtype=np.float32)
    gradients(single(rbm), visible, 1, rng, chains)  # until the start is forgotten
    found = gradients(single(rbm), visible, SLOW, rng, chains)
    assert np.abs(deviations(found, exact_gradient(rbm, visible))).max() < 4.5


@pytest.mark.parametrize("units", UNITS)
def test_every_unit_of_every_sample_has_its_own_random_number(units):
    rbm = RBM(
        weights=np.zeros((30, 20), dtype=np.float32),
        visible_bias=np.zeros(30, dtype=np.float32),
        hidden_bias=np.zeros(20, dtype=np.float32),
        units=units,
    )
    work = Workspace.for_batch(1000, 30, 20)
    contrastive_divergence(rbm, work, 1, np.array([3, 14], dtype=np.uint64))
    for drawn in (work.model, work.hidden_states):
        spins = unit_type(units).to_spins(drawn)
        assert np.abs(spins.mean(axis=0)).max() < 4.5 / np.sqrt(1000)
        assert np.abs(spins.mean(axis=1)).max() < 5 / np.sqrt(drawn.shape[1])
        overlaps = spins @ spins.T / drawn.shape[1]  # of different samples
        assert np.abs(overlaps[np.triu_indices(1000, 1)].mean()) < 0.01
        between = spins.T @ spins / 1000  # of different units
        assert np.abs(between[np.triu_indices(drawn.shape[1], 1)]).max() < 5 / np.sqrt(1000)


def test_samples_are_left_untouched_and_the_same_stream_gives_the_same_bits(rbm, states):
    works = [Workspace.for_batch(16, 4, 3) for _ in range(2)]
    for work in works:
        work.data[:] = states[0]
        contrastive_divergence(single(rbm), work, 2, np.array([5, 6], dtype=np.uint64))
    np.testing.assert_array_equal(works[0].data, states[0])
    for name in ("visible", "hidden"):
        np.testing.assert_array_equal(getattr(works[0], name), getattr(works[1], name))
