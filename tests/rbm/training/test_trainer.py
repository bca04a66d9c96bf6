"""The trainer uses every setting it is given, in the training of one layer and in that of all layers together."""

from dataclasses import dataclass

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.rbm.networks.deep_belief import DeepBeliefNetwork
from rgcore.rbm.networks.deep_boltzmann import DeepBoltzmannMachine, lowest_rbm
from rgcore.rbm.training.ascent import Step, ascend
from rgcore.rbm.training.data.minibatches import Minibatches
from rgcore.rbm.training.data.training_samples import FloatSamples, TrainingData
from rgcore.rbm.training.initial_state import start_at_random, start_from_stack
from rgcore.rbm.training.joint import train_dbm
from rgcore.rbm.training.joint_diagnostics import JointDiagnostics
from rgcore.rbm.training.layer import train_rbm
from rgcore.rbm.training.layer_diagnostics import LayerDiagnostics
from rgcore.rbm.training.phases.contrastive_divergence import ContrastiveDivergence
from rgcore.rbm.training.phases.exact_phase import Enumeration
from rgcore.rbm.training.phases.mean_field_phase import MeanFieldOfSamples
from rgcore.rbm.training.phases.persistent_chains import PersistentChains
from rgcore.rbm.training.phases.statistics import Statistics
from rgcore.rbm.units.unit_type import unit_type

from ...config_values import joint_training_settings, training_settings
from ..small_networks import stack
from .random_samples import coins, data_of

SILENT = {"report": lambda *_: None}


DATA = data_of(coins(130))


@dataclass
class Layer:
    """The training of one layer, 6-4."""

    n_batches = 5
    sizes = "6-4"
    settings = training_settings(
        n_epochs=3,
        batch_size=20,
        learning_rate=0.05,
        final_learning_rate=0.05,
        momentum=0.5,
        l1=0.1,
        l2=0.0,
        weight_scale=0.1,
    )

    def train(self, settings, data=DATA, **watching):
        rng = np.random.default_rng(1)
        rbm, history = train_rbm(data, 4, settings, rng=rng, **(SILENT | watching))
        biases = (rbm.visible_bias, rbm.hidden_bias)
        return DeepBoltzmannMachine(weights=(rbm.weights,), biases=biases, units=rbm.units), history

    def begin(self, settings, rng):
        return start_at_random(DATA.training, 4, settings, rng=rng)

    def phase(self, settings):
        units, size = unit_type("binary"), settings.batch_size
        if settings.algorithm == "contrastive_divergence":
            return ContrastiveDivergence(units, (6, 4), size, settings.gibbs_steps)
        n_chains = size if settings.algorithm == "persistent_contrastive_divergence" else 0
        statistics = Statistics.for_layers((6, 4), size, n_chains, centred_on_model=n_chains > 0)
        means = MeanFieldOfSamples(units, statistics)
        return PersistentChains(means, settings.gibbs_steps) if n_chains else Enumeration(means)

    def drawn_as(self, settings):
        return unit_type("binary") if settings.layer_inputs == "samples" else None

    def penalties(self, settings, rate):
        return rate * settings.l1, rate * settings.l2

    def record(self, state, settings, rng):
        LayerDiagnostics(DATA).record(lowest_rbm(state.network), rng=rng)


@dataclass
class Joint:
    """The training of all layers together, 6-3-2."""

    n_batches = 5
    sizes = "6-3-2"
    settings = joint_training_settings(
        n_epochs=3,
        batch_size=20,
        n_chains=15,
        learning_rate=0.05,
        final_learning_rate=0.05,
        momentum=0.5,
        n_mean_field_steps=10,
        mean_field_tolerance=0.0,
        l1=0.0,
        fields="free",
    )

    def stack(self) -> DeepBeliefNetwork:
        return stack("binary", (6, 3, 2))

    def train(self, settings, data=DATA, **watching):
        rng = np.random.default_rng(1)
        return train_dbm(self.stack(), data, settings, rng=rng, **(SILENT | watching))

    def begin(self, settings, rng):
        return start_from_stack(self.stack(), DATA.training, settings, rng=rng)

    def phase(self, settings):
        size, n_chains = settings.batch_size, settings.n_chains
        statistics = Statistics.for_layers((6, 3, 2), size, n_chains, centred_on_model=False)
        limits = {"max_steps": settings.n_mean_field_steps, "tolerance": settings.mean_field_tolerance}
        return PersistentChains(
            MeanFieldOfSamples(unit_type("binary"), statistics, **limits), settings.gibbs_steps
        )

    def drawn_as(self, settings):
        return None

    def penalties(self, settings, rate):
        return rate * settings.l1, 0

    def record(self, state, settings, rng):
        JointDiagnostics(DATA, settings).record(state.network, 1.0)


def by_hand(trainee, settings):
    """What training should do, its parts called one after the other."""
    rng = np.random.default_rng(1)
    state, phase = trainee.begin(settings, rng), trainee.phase(settings)
    for rate in np.linspace(settings.learning_rate, settings.final_learning_rate, settings.n_epochs):
        drawn_as = trainee.drawn_as(settings)
        batches = Minibatches(DATA.training, settings.batch_size, drawn_as, rng=rng)
        penalties = trainee.penalties(settings, rate)
        step = Step(*np.float32([rate / settings.batch_size, settings.momentum, *penalties, 100]))
        for batch in range(5):
            stream = batches.take(batch, phase.samples)
            ascend(state, phase(state.network, state.chains, stream), settings, step)
        trainee.record(state, settings, rng)
    return state.network


OPTIONS = [
    (Layer(), "algorithm", "persistent_contrastive_divergence"),
    (Layer(), "algorithm", "enumeration"),
    (Layer(), "gibbs_steps", 3),
    (Layer(), "final_learning_rate", 0.001),
    (Layer(), "momentum", 0.9),
    (Layer(), "l1", 0.3),
    (Layer(), "l2", 0.3),
    (Layer(), "gradient", "centered"),
    (Layer(), "fields", "zero"),
    (Layer(), "layer_inputs", "samples"),
    (Layer(), "batch_size", 19),
    (Layer(), "weight_scale", 0.2),
    (Joint(), "n_mean_field_steps", 1),
    (Joint(), "mean_field_tolerance", 0.5),
    (Joint(), "gibbs_steps", 4),
    (Joint(), "upper_scale", 0.9),
    (Joint(), "n_chains", 7),
    (Joint(), "batch_size", 19),
    (Joint(), "final_learning_rate", 0.001),
    (Joint(), "momentum", 0.9),
    (Joint(), "l1", 0.3),
    (Joint(), "fields", "zero"),
]
every_trainee = pytest.mark.parametrize("trainee", [Layer(), Joint()], ids=["layer", "joint"])


def assert_same(one, other):
    for left, right in zip(one.weights + one.biases, other.weights + other.biases, strict=True):
        np.testing.assert_array_equal(left, right)


@every_trainee
def test_training_does_what_its_parts_do(trainee):
    assert_same(trainee.train(trainee.settings)[0], by_hand(trainee, trainee.settings))


@pytest.mark.parametrize(("trainee", "option", "value"), OPTIONS)
def test_every_setting_reaches_its_part(trainee, option, value):
    settings = trainee.settings.changed(**{option: value})
    network = trainee.train(settings)[0]
    assert_same(network, by_hand(trainee, settings))
    assert not np.array_equal(network.weights[0], by_hand(trainee, trainee.settings).weights[0])


@every_trainee
def test_progress_is_reported_every_epoch(trainee):
    seen = []
    trainee.train(trainee.settings, report=lambda *step: seen.append(step))
    assert seen == [(1, 3), (2, 3), (3, 3)]


@every_trainee
@pytest.mark.parametrize("rate", [1e38, 1e4])
def test_divergence_names_the_epoch_the_batch_and_what_to_lower(trainee, rate):
    wild = trainee.settings.model_copy(
        update={"learning_rate": rate, "final_learning_rate": rate, "momentum": 0.9}
    )  # beyond their range
    wanted = rf"no weight may grow beyond 100 .* in epoch 1, batch \d of the layers {trainee.sizes}: "
    with np.errstate(all="ignore"), pytest.raises(InputError, match=wanted + r"lower learning_rate \("):
        trainee.train(wild)


@every_trainee
def test_too_few_samples_are_refused(trainee):
    with pytest.raises(InputError, match="batch_size must not exceed the number of samples, got 101 for 100"):
        trainee.train(trainee.settings.changed(batch_size=101))
    few = TrainingData(FloatSamples(coins(20)), FloatSamples(coins(40)))
    with pytest.raises(InputError, match=r"held-out samples, .* got 40 of 6 units beside 20 of 6"):
        trainee.train(trainee.settings, few)


@every_trainee
def test_samples_beyond_their_units_are_refused(trainee):
    with pytest.raises(InputError, match="for binary units must be from 0 to 1, got -1 to 1"):
        trainee.train(trainee.settings, data_of(2 * coins(60) - 1))


@every_trainee
def test_held_out_samples_of_another_width_are_refused(trainee):
    data = TrainingData(FloatSamples(coins(60)), FloatSamples(coins(30, n_visible=5)))
    with pytest.raises(InputError, match="all of 6 units, got 30 of 5 units beside 60 of 6"):
        trainee.train(trainee.settings, data)
