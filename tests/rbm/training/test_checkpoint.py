"""A training run that is interrupted at any minibatch and goes on ends in the same bits."""

import numpy as np
import pytest

from rgcore.checkpoint import rng_state_to_array, set_rng_state
from rgcore.rbm.training.data.training_samples import TrainingData, pack_spins
from rgcore.rbm.training.joint import train_dbm
from rgcore.rbm.training.stack import train_stack

from ...config_values import joint_training_settings, training_settings
from ..small_networks import UNITS, stack

LAYERS = (6, 3)
N_EPOCHS, N_BATCHES = 3, 5
SETTINGS = training_settings(n_epochs=N_EPOCHS, batch_size=8, learning_rate=0.05, weight_scale=0.1)
VARIANTS = {
    "plain": {},
    "persistent": {"algorithm": "persistent_contrastive_divergence", "final_learning_rate": 0.01},
    "centered": {"gradient": "centered", "units": "spin"},
    "zero_fields": {"fields": "zero", "l2": 0.01},
    "sampled_inputs": {"layer_inputs": "samples", "gibbs_steps": 2},
    "enumeration": {"algorithm": "enumeration"},
}
JOINT = joint_training_settings(
    n_epochs=N_EPOCHS,
    batch_size=8,
    n_chains=7,
    learning_rate=0.02,
    final_learning_rate=0.001,
    l1=0.0,
    fields="free",
)


class Interruption(Exception):
    pass


class Memory:
    """Keeps every state that is offered, and interrupts after a number of them."""

    def __init__(self, n_offers=-1):
        self.n_offers, self.kept, self.ends = n_offers, None, []

    def restore(self):
        return self.kept

    def offer(self, arrays, *, at_epoch_end):
        self.kept = {name: array.copy() for name, array in arrays().items()}
        self.ends.append(at_epoch_end)
        self.n_offers -= 1
        if self.n_offers == 0:
            raise Interruption


def data_of(units):
    spins = (2 * np.random.default_rng(1).integers(0, 2, size=(63, 9)) - 1).astype(np.int8)
    return TrainingData(pack_spins(spins[:43], units), pack_spins(spins[43:], units))


def train_layers(settings, checkpoint, seed=2):
    network, history = train_stack(
        data_of(settings.units),
        LAYERS,
        settings,
        rng=np.random.default_rng(seed),
        report=lambda *_: None,
        checkpoint=checkpoint,
    )
    arrays = [
        getattr(rbm, name) for rbm in network.layers for name in ("weights", "visible_bias", "hidden_bias")
    ]
    return arrays, history


def train_jointly(units, checkpoint, seed=2):
    network, history = train_dbm(
        stack(units, (9, 6, 4, 3)),
        data_of(units),
        JOINT,
        rng=np.random.default_rng(seed),
        report=lambda *_: None,
        checkpoint=checkpoint,
    )
    return [*network.weights, *network.biases], history


def assert_same_from_every_minibatch(train, n_offers):
    """Interrupt at every offer, and resume with a generator that has been used for something else."""
    whole, history = train(Memory())
    for interrupted_at in range(1, n_offers + 1):
        memory = Memory(interrupted_at)
        with pytest.raises(Interruption):
            train(memory)
        again, history_again = train(memory, 99)
        for one, other in zip(whole, again, strict=True):
            np.testing.assert_array_equal(one, other)
        assert history_again.equals(history)
        assert (history_again.dtypes == history.dtypes).all()


@pytest.mark.parametrize("variant", VARIANTS)
def test_training_of_a_stack_goes_on_in_the_same_bits_from_every_minibatch(variant):
    settings = SETTINGS.changed(**VARIANTS[variant])
    n_offers = len(LAYERS) * N_EPOCHS * (N_BATCHES + 1)
    assert_same_from_every_minibatch(lambda *watching: train_layers(settings, *watching), n_offers)


@pytest.mark.parametrize("units", UNITS)
def test_joint_training_goes_on_in_the_same_bits_from_every_minibatch(units):
    n_offers = N_EPOCHS * (N_BATCHES + 1)
    assert_same_from_every_minibatch(lambda *watching: train_jointly(units, *watching), n_offers)


def test_a_state_is_offered_after_every_batch_and_every_epoch():
    layers, joint = Memory(), Memory()
    train_layers(SETTINGS, layers)
    train_jointly("spin", joint)
    assert joint.ends == ([False] * N_BATCHES + [True]) * N_EPOCHS
    assert layers.ends == joint.ends * len(LAYERS)


def test_many_interruptions_do_no_more_harm_than_one():
    whole, _ = train_layers(SETTINGS, Memory())
    memory = Memory(2)
    for _ in range(100):
        try:
            again, _ = train_layers(SETTINGS, memory)
            break
        except Interruption:
            memory.n_offers = 2
    for one, other in zip(whole, again, strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("kind", [np.random.Philox, np.random.PCG64, np.random.MT19937])
def test_a_generator_is_put_back_where_it_was(kind):
    rng = np.random.Generator(kind(5))
    rng.integers(2**32, size=3, dtype=np.uint32)
    state = rng_state_to_array(rng)
    wanted = rng.random(10)
    other = np.random.Generator(kind(6))
    set_rng_state(other, state)
    np.testing.assert_array_equal(other.random(10), wanted)
