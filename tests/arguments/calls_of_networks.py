"""Valid calls of the public functions of rbm and learned."""

from functools import cache
from types import SimpleNamespace

import numpy as np
import pandas as pd

from rgcore.checkpoint import NO_CHECKPOINT
from rgcore.learned import receptive_field_table
from rgcore.provenance import Stamp
from rgcore.rbm import (
    RBM,
    AnnealingSettings,
    DeepBeliefNetwork,
    GenerationSettings,
    TrainingData,
    pack_spins,
    save_model,
    to_scikit_learn,
    train_dbm,
    train_stack,
)
from rgcore.rbm.networks.deep_boltzmann import from_stack
from rgcore.stats import Estimate

from ..config_values import joint_training_settings, training_settings
from .walk import Call

SPINS = np.where(np.random.default_rng(0).random((12, 4)) < 0.5, -1, 1).astype(np.int8)
BITS = (SPINS + 1) // 2
PLACE = {"temperature": 2.5, "replica": 1}
IN_TEXTS = {"replica": {"zero", "text"}, "temperature": {"text"}}


def rng():
    return np.random.default_rng(7)


def layer(n_visible, n_hidden, units="binary"):
    draw = np.random.default_rng(n_visible)
    return RBM(
        weights=draw.normal(size=(n_visible, n_hidden)),
        visible_bias=draw.normal(size=n_visible),
        hidden_bias=draw.normal(size=n_hidden),
        units=units,
    )


def stack(units="spin"):
    return DeepBeliefNetwork((layer(4, 3, units), layer(3, 2, units)))


def dbm(units="spin"):
    return from_stack(stack(units), 0.5)


def data():
    return TrainingData(training=pack_spins(SPINS[:8], "binary"), held_out=pack_spins(SPINS[8:], "binary"))


def layer_settings():
    return training_settings(n_epochs=2, batch_size=4)


def joint_settings():
    return joint_training_settings(n_epochs=2, batch_size=4, n_chains=4)


def nothing(done, total):
    pass


def training(**more):
    return {"data": data(), **more, "rng": rng(), "report": nothing, "checkpoint": NO_CHECKPOINT}


@cache
def histories():
    network, history = train_stack(data(), [3, 2], layer_settings(), rng=rng(), report=nothing)
    _, joint = train_dbm(network, data(), joint_settings(), rng=rng(), report=nothing)
    return history, joint


def generation():
    return GenerationSettings(
        n_samples=20, n_chains=10, n_temperatures=3, burn_in_rounds=1, rounds_per_sample=1
    )


def annealing():
    return AnnealingSettings(n_chains=4, n_temperatures=5)


def saved(folder):
    save_model(stack(), folder / "model.parquet")
    return {"path": folder / "model.parquet"}


def fields():
    return pd.concat([receptive_field_table(stack(), temperature=t, replica=1) for t in (2.0, 2.5)])


def scikit_learn():
    return SimpleNamespace(**to_scikit_learn(layer(4, 3)))


def of_states(**more):
    return Call(lambda _: {"rbm": layer(4, 3), "visible": BITS, **more})


def of_network(**more):
    return Call(lambda _: {"network": stack(), **more}, IN_TEXTS)


CALLS = {
    "rgcore.rbm.RBM": Call(
        lambda _: {
            "weights": np.ones((3, 2)),
            "visible_bias": np.ones(3),
            "hidden_bias": np.ones(2),
            "units": "spin",
        }
    ),
    "rgcore.rbm.AnnealingSettings": Call(lambda _: annealing().model_dump()),
    "rgcore.rbm.DeepBeliefNetwork": Call(lambda _: {"layers": stack().layers}),
    "rgcore.rbm.DeepBoltzmannMachine": Call(
        lambda _: {"weights": dbm().weights, "biases": dbm().biases, "units": "spin"}
    ),
    "rgcore.rbm.FloatSamples": Call(
        lambda _: {"values": np.random.default_rng(3).random((5, 4)).astype(np.float32)},
        {"values": {"last column missing", "last row missing", "1e300"}},
    ),
    "rgcore.rbm.GenerationSettings": Call(lambda _: generation().model_dump()),
    "rgcore.rbm.JointTrainingSettings": Call(
        lambda _: joint_settings().model_dump(),
        {"momentum": {"zero"}, "l1": {"zero"}, "mean_field_tolerance": {"zero"}},
    ),
    "rgcore.rbm.PackedSpins": Call(
        lambda _: {"packed": np.packbits(BITS, axis=1), "n_units": 4, "units": "binary"},
        {"packed": {"last row missing", "unequal rows"}},
    ),
    "rgcore.rbm.Standardization": Call(
        lambda _: {"means": np.arange(3.0), "scales": np.arange(1.0, 4.0)}, {"means": {"zero"}}
    ),
    "rgcore.rbm.TrainingSettings": Call(
        lambda _: layer_settings().model_dump(),
        {
            "momentum": {"zero"},
            "l1": {"zero"},
            "l2": {"zero"},
            "final_learning_rate": {"None", "a number"},
            "visible_units": {"None"},
        },
    ),
    "rgcore.rbm.marginal_couplings": Call(
        lambda _: {"rbm": layer(4, 3), "subsets": np.array([[0, 1], [1, 3]])},
        {"subsets": {"last column missing", "last row missing"}},
    ),
    "rgcore.rbm.pair_couplings": Call(lambda _: {"rbm": layer(4, 3)}),
    "rgcore.rbm.annealed_importance_sampling": Call(
        lambda _: {
            "rbm": layer(4, 3),
            "settings": annealing(),
            "base_bias": np.arange(4) / 4 - 1,
            "rng": rng(),
        },
        {"base_bias": {"None"}},
    ),
    "rgcore.rbm.energy": of_states(hidden=BITS[:, :3]),
    "rgcore.rbm.energy of spins": Call(
        lambda _: {"rbm": layer(4, 3, "spin"), "visible": SPINS, "hidden": SPINS[:, :3]}
    ),
    "rgcore.rbm.free_energy": Call(of_states().make, {"visible": {"last row missing"}}),
    "rgcore.rbm.free_energy of spins": Call(
        lambda _: {"rbm": layer(4, 3, "spin"), "visible": SPINS}, {"visible": {"last row missing"}}
    ),
    "rgcore.rbm.from_scikit_learn": Call(lambda _: {"model": scikit_learn()}),
    "rgcore.rbm.in_units": Call(lambda _: {"rbm": layer(4, 3), "units": "spin"}),
    "rgcore.rbm.joint_training_table": Call(lambda _: {"history": histories()[1], **PLACE}, IN_TEXTS),
    "rgcore.rbm.load_model": Call(saved),
    "rgcore.rbm.log_likelihood": Call(of_states().make, {"visible": {"last row missing"}}),
    "rgcore.rbm.log_partition": Call(lambda _: {"rbm": layer(4, 3)}),
    "rgcore.rbm.pack_spins": Call(
        lambda _: {"spins": SPINS, "units": "spin"}, {"spins": {"last row missing", "last column missing"}}
    ),
    "rgcore.rbm.reconstruct": Call(
        lambda _: {"network": stack(), "samples": SPINS, "through": 1},
        {"through": {"None"}, "samples": {"last row missing"}},
    ),
    "rgcore.rbm.reconstruction_table": Call(
        lambda _: {"network": stack(), "samples": SPINS, **PLACE},
        {**IN_TEXTS, "samples": {"last row missing"}},
    ),
    "rgcore.rbm.sampled_kl_divergence": Call(
        lambda _: {
            "rbm": layer(4, 3),
            "visible": BITS,
            "log_probabilities": np.full(len(BITS), -2.5),
            "log_partition": Estimate(3.0, 0.1),
            "n_chains": 4,
        },
        {"n_chains": {"None"}},
    ),
    "rgcore.rbm.save_model": Call(
        lambda folder: {"model": stack(), "path": folder / "saved.parquet", "stamp": Stamp()},
        {"stamp": {"None"}, "path": {"missing", "broken"}},
    ),
    "rgcore.rbm.to_scikit_learn": Call(lambda _: {"rbm": layer(4, 3, "spin")}),
    "rgcore.rbm.train_dbm": Call(lambda _: training(stack=stack("binary"), settings=joint_settings())),
    "rgcore.rbm.train_rbm": Call(lambda _: training(n_hidden=3, settings=layer_settings())),
    "rgcore.rbm.train_stack": Call(lambda _: training(hidden_layers=[3, 2], settings=layer_settings())),
    "rgcore.rbm.training_table": Call(lambda _: {"history": histories()[0], **PLACE}, IN_TEXTS),
    "rgcore.learned.block_sizes": Call(
        lambda _: {"fields": fields(), "correlation_lengths": {2.0: 1.5, 2.5: 2.0}, "rng": rng()}
    ),
    "rgcore.learned.effective_receptive_fields": of_network(),
    "rgcore.learned.energy_temperature": Call(
        lambda _: {"energy_per_site": -1.0, "side": 8}, {"energy_per_site": {"negative", "zero"}}
    ),
    "rgcore.learned.layer_reconstruction_table": Call(
        lambda _: {"network": stack(), "samples": SPINS, "rng": rng()}, {"samples": {"last row missing"}}
    ),
    "rgcore.learned.likelihood_table": Call(
        lambda _: {
            "network": stack(),
            "dbm": dbm(),
            "spins": SPINS,
            "coupling": 0.4,
            "settings": annealing(),
            "rng": rng(),
        },
        {"spins": {"last row missing"}},
    ),
    "rgcore.learned.receptive_field_images": of_network(**PLACE),
    "rgcore.learned.receptive_field_table": of_network(**PLACE),
    "rgcore.learned.thermodynamics_table": Call(
        lambda _: {
            "network": stack(),
            "seen": SPINS,
            "coupling": 0.4,
            "settings": generation(),
            "rng": rng(),
        },
        {"seen": {"last row missing"}},
    ),
}
CALLS["rgcore.rbm.gibbs_chain"] = Call(
    lambda _: {"rbm": layer(4, 3), "visible": BITS, "n_steps": 3, "rng": rng()},
    {"visible": {"last row missing"}, "n_steps": {"zero"}},
)
FUNCTIONS = {}
