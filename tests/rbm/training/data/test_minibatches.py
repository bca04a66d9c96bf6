"""Minibatches: every sample once per epoch, and inputs of upper layers as means or states."""

import numpy as np

from rgcore.rbm.training.data.minibatches import Minibatches
from rgcore.rbm.training.data.training_samples import FloatSamples
from rgcore.rbm.units.unit_type import unit_type


def test_every_sample_is_seen_once_per_epoch_in_a_new_order():
    samples, rng, epochs = FloatSamples(np.arange(20.0)[:, None]), np.random.default_rng(3), []
    for _ in range(2):
        batches, seen = Minibatches(samples, 5, rng=rng), np.empty((20, 1), np.float32)
        assert len(batches) == 4
        for batch in range(4):
            batches.take(batch, seen[5 * batch : 5 * batch + 5])
        epochs.append(seen)
        np.testing.assert_array_equal(np.sort(seen, axis=0), np.arange(20)[:, None])
    assert not np.array_equal(*epochs)
    assert len(Minibatches(samples, 8, rng=rng)) == 2


def test_layer_inputs_can_be_states_drawn_with_the_means():
    means = np.tile(np.linspace(0, 1, 11, dtype=np.float32), (2000, 1))
    drawn = np.empty((2000, 11), np.float32)
    rng = np.random.default_rng(3)
    batches = Minibatches(FloatSamples(means), 2000, unit_type("binary"), rng=rng)
    first = batches.take(0, drawn)
    assert set(np.unique(drawn)) == {0, 1}
    deviations = (drawn.mean(axis=0) - means[0]) / np.maximum(np.sqrt(means[0] * (1 - means[0]) / 2000), 1e-9)
    assert np.abs(deviations).max() < 4
    again = np.empty_like(drawn)
    assert (batches.take(0, again) == first).all()
    np.testing.assert_array_equal(drawn, again)
