"""One filter for all hidden units: the gradient is that of the filter, and the weights stay tied."""

from dataclasses import replace

import numpy as np
import pytest

from rgcore.checkpoint import NO_CHECKPOINT
from rgcore.errors import InputError
from rgcore.rbm import TrainingData, TrainingSettings, pack_spins
from rgcore.rbm.likelihood.exact_likelihood import log_likelihood
from rgcore.rbm.networks.deep_boltzmann import DeepBoltzmannMachine
from rgcore.rbm.networks.restricted import RBM
from rgcore.rbm.training.initial_state import start_at_random
from rgcore.rbm.training.layer import layer_phase
from rgcore.rbm.training.phases.tied import Tied, tied_weights
from rgcore.rbm.training.trainer import Task, train

from ...config_values import training_settings

SIDE, STRIDE, HIDDEN, BATCH = 4, 2, 4, 8


def image(seed=1):
    return np.random.default_rng(seed).normal(size=(SIDE, SIDE)) / 4


def rbm_of(filter_image):
    moved = [
        np.roll(filter_image, (row, column), axis=(0, 1)).reshape(-1) for row in (0, 2) for column in (0, 2)
    ]
    return RBM(
        weights=np.stack(moved, axis=1),
        visible_bias=np.full(SIDE**2, 0.1),
        hidden_bias=np.full(HIDDEN, -0.2),
        units="spin",
    )


def settings(algorithm, **changed) -> TrainingSettings:
    return training_settings(units="spin", algorithm=algorithm, batch_size=BATCH, **changed)


def spins(n, seed=2):
    return np.random.default_rng(seed).choice(np.array([-1, 1], dtype=np.int8), size=(n, SIDE**2))


def test_every_unit_has_the_filter_moved_by_the_stride():
    given = np.random.default_rng(5).normal(size=(6, 6)).astype(np.float32)
    weights = tied_weights(given, 2).reshape(6, 6, 3, 3)
    for row in range(3):
        for column in range(3):
            moved = np.roll(given, (2 * row, 2 * column), axis=(0, 1))
            np.testing.assert_array_equal(weights[:, :, row, column], moved)


def test_the_statistics_are_the_gradient_of_the_filter():
    visible, change = spins(BATCH), 1e-5
    phase = Tied(layer_phase((SIDE**2, HIDDEN), settings("enumeration")), SIDE, STRIDE)
    phase.samples[:] = visible
    rbm = rbm_of(image())
    network = DeepBoltzmannMachine(
        weights=(rbm.weights.astype(np.float32),),
        biases=(rbm.visible_bias.astype(np.float32), rbm.hidden_bias.astype(np.float32)),
        units="spin",
    )
    statistics = phase(network, (), np.zeros(2, dtype=np.uint64))
    for site in range(SIDE**2):
        moved = [image(), image()]
        for sign, moved_image in zip((1, -1), moved, strict=True):
            moved_image.reshape(-1)[site] += sign * change
        up, down = (log_likelihood(rbm_of(moved_image), visible).sum() for moved_image in moved)
        expected = (up - down) / (2 * change) / HIDDEN  # each of the units that share the weight has its part
        assert statistics.products[0][site, 0] == pytest.approx(expected, abs=2e-5)
    shared = statistics.products[0][:, 0].reshape(SIDE, SIDE)
    np.testing.assert_array_equal(statistics.products[0], tied_weights(shared, STRIDE))
    for sums, name in zip(statistics.sums, ("visible_bias", "hidden_bias"), strict=True):
        up, down = (
            log_likelihood(replace(rbm, **{name: getattr(rbm, name) + sign * change}), visible).sum()
            for sign in (1, -1)
        )
        assert sums[0] == pytest.approx((up - down) / (2 * change) / len(sums), abs=2e-5)
    for sums in statistics.sums:
        assert len(set(sums.tolist())) == 1


@pytest.mark.parametrize("fields", ["free", "zero"])
@pytest.mark.parametrize("algorithm", ["contrastive_divergence", "persistent_contrastive_divergence"])
def test_trained_weights_stay_tied(algorithm, fields):
    of_run = settings(algorithm, n_epochs=3, fields=fields, learning_rate=0.05)
    data = TrainingData(pack_spins(spins(64), "spin"), pack_spins(spins(8, 3), "spin"))

    def begin(*, rng):
        state = start_at_random(data.training, HIDDEN, of_run, rng=rng)
        state.network.weights[0][:] = tied_weights(image(), STRIDE)
        return state

    phase = Tied(layer_phase((SIDE**2, HIDDEN), of_run), SIDE, STRIDE)
    task = Task("tied", begin, phase, lambda state, *, rng: {"nothing": 0.0})
    rng = np.random.default_rng(4)
    network, _ = train(
        task, data.training, of_run, rng=rng, report=lambda done, total: None, checkpoint=NO_CHECKPOINT
    )
    weights = network.weights[0]
    shared = weights[:, 0].reshape(SIDE, SIDE)
    np.testing.assert_array_equal(weights, tied_weights(shared, STRIDE))
    assert np.abs(shared - image()).max() > 1e-3


def test_a_stride_that_does_not_tile_the_lattice_is_refused():
    with pytest.raises(InputError, match="stride must divide side = 4, got 3"):
        tied_weights(image(), 3)
    with pytest.raises(InputError, match="image must be square"):
        tied_weights(np.zeros((4, 3)), 2)
