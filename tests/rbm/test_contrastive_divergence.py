import dataclasses

import numpy as np
import pytest

from rgcore.rbm.contrastive_divergence import Workspace, contrastive_divergence
from rgcore.rbm.likelihood import exact_gradient
from rgcore.rbm.model import RBM
from rgcore.rbm.units import unit_functions

N_BATCHES, BATCH = 400, 200


def single(rbm):
    names = ("weights", "visible_bias", "hidden_bias")
    return dataclasses.replace(rbm, **{name: getattr(rbm, name).astype(np.float32) for name in names})


def deviations(rbm, visible, gibbs_steps, expected, rng):
    """Deviations of the mean of many CD-k gradients from a wanted one, in standard errors, all entries."""
    batch = np.resize(visible, (BATCH, rbm.n_visible)).astype(np.float32)
    workspace = Workspace.for_batch(BATCH, rbm.n_visible, rbm.n_hidden)
    gradients = np.array(
        [
            np.concatenate(
                [part.ravel() for part in contrastive_divergence(rbm, batch, workspace, gibbs_steps, rng=rng)]
            )
            for _ in range(N_BATCHES)
        ]
    )
    wanted = np.concatenate([part.ravel() for part in expected])
    errors = gradients.std(axis=0, ddof=1) / np.sqrt(N_BATCHES)
    return (gradients.mean(axis=0) - wanted) / errors


def expected_cd1(rbm, visible, states, joint_law):
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
    wanted = expected_cd1(rbm, visible, states, joint_law)
    z = deviations(single(rbm), visible, 1, wanted, np.random.default_rng(1))
    assert np.abs(z).max() < 4.5


def test_many_steps_give_the_exact_gradient(rbm, states):
    visible = states[0][[1, 6, 6, 12]]
    z = deviations(single(rbm), visible, 40, exact_gradient(rbm, visible), np.random.default_rng(2))
    assert np.abs(z).max() < 4.5


@pytest.mark.parametrize("units", ["spin", "binary"])
def test_every_unit_of_every_sample_has_its_own_random_number(units):
    rbm = RBM(
        weights=np.zeros((30, 20), dtype=np.float32),
        visible_bias=np.zeros(30, dtype=np.float32),
        hidden_bias=np.zeros(20, dtype=np.float32),
        units=units,
    )
    workspace = Workspace.for_batch(1000, 30, 20)
    contrastive_divergence(rbm, np.ones((1000, 30), np.float32), workspace, 1, rng=np.random.default_rng(3))
    for drawn in (workspace.visible, workspace.hidden):
        spins = unit_functions(units).to_spins(drawn)
        assert np.abs(spins.mean(axis=0)).max() < 4.5 / np.sqrt(1000)
        assert np.abs(spins.mean(axis=1)).max() < 5 / np.sqrt(drawn.shape[1])
        overlaps = spins @ spins.T / drawn.shape[1]  # of different samples
        assert np.abs(overlaps[np.triu_indices(1000, 1)].mean()) < 0.01


def test_samples_are_left_untouched_and_the_same_stream_gives_the_same_bits(rbm, states):
    batch = states[0].astype(np.float32)
    kept, machine = batch.copy(), single(rbm)
    first, second = (
        contrastive_divergence(machine, batch, Workspace.for_batch(16, 4, 3), 2, rng=np.random.default_rng(5))
        for _ in range(2)
    )
    np.testing.assert_array_equal(batch, kept)
    for one, other in zip(first, second, strict=True):
        np.testing.assert_array_equal(one, other)
