"""A training that is interrupted at any minibatch and goes on ends in the same bits."""

import numpy as np
import pytest

from rgcore.rbm.training.checkpoint import rng_state_to_array, set_rng_state
from rgcore.rbm.training.samples import TrainingData, pack_spins
from rgcore.rbm.training.stack import train_stack

from ...config_values import training_settings

LAYERS = (6, 3)
N_EPOCHS, N_BATCHES = 3, 5
SETTINGS = training_settings(n_epochs=N_EPOCHS, batch_size=8, learning_rate=0.05, weight_scale=0.1)
VARIANTS = {
    "plain": {},
    "persistent": {"algorithm": "persistent_contrastive_divergence", "final_learning_rate": 0.01},
    "centered": {"gradient": "centered", "units": "spin"},
    "zero_fields": {"fields": "zero", "l2": 0.01},
    "sampled_inputs": {"layer_inputs": "samples", "gibbs_steps": 2},
}


class Interruption(Exception):
    pass


class Memory:
    """Keeps every state that is offered until it is told to stop, and then interrupts."""

    def __init__(self, n_offers):
        self.n_offers, self.kept = n_offers, None

    def restore(self):
        return self.kept

    def offer(self, arrays, *, at_epoch_end):
        self.kept = {name: array.copy() for name, array in arrays().items()}
        self.n_offers -= 1
        if self.n_offers == 0:
            raise Interruption


def train(settings, checkpoint):
    spins = (2 * np.random.default_rng(1).integers(0, 2, size=(63, 9)) - 1).astype(np.int8)
    data = TrainingData(pack_spins(spins[:43], settings.units), pack_spins(spins[43:], settings.units))
    rng = np.random.default_rng(2)
    return train_stack(data, LAYERS, settings, rng=rng, report=lambda *_: None, checkpoint=checkpoint)


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_training_goes_on_in_the_same_bits_from_every_minibatch(variant):
    settings = SETTINGS.changed(**VARIANTS[variant])
    network, history = train(settings, Memory(-1))
    n_offers = len(LAYERS) * N_EPOCHS * (N_BATCHES + 1)
    for interrupted_at in range(1, n_offers + 1):
        memory = Memory(interrupted_at)
        with pytest.raises(Interruption):
            train(settings, memory)
        again, history_again = train(settings, memory)
        for one, other in zip(network.layers, again.layers, strict=True):
            for name in ("weights", "visible_bias", "hidden_bias"):
                np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
        assert history_again.equals(history)
        assert (history_again.dtypes == history.dtypes).all()


def test_many_interruptions_do_no_more_harm_than_one():
    network, _ = train(SETTINGS, Memory(-1))
    memory = Memory(2)
    for _ in range(100):
        try:
            again, _ = train(SETTINGS, memory)
            break
        except Interruption:
            memory.n_offers = 2
    np.testing.assert_array_equal(network.layers[1].weights, again.layers[1].weights)


@pytest.mark.parametrize("kind", [np.random.Philox, np.random.PCG64, np.random.MT19937])
def test_a_generator_is_put_back_where_it_was(kind):
    rng = np.random.Generator(kind(5))
    rng.integers(2**32, size=3, dtype=np.uint32)
    state = rng_state_to_array(rng)
    wanted = rng.random(10)
    other = np.random.Generator(kind(6))
    set_rng_state(other, state)
    np.testing.assert_array_equal(other.random(10), wanted)
