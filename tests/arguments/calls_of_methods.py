"""Valid calls of the methods of public classes that take arguments: each on an object of its own."""

from contextlib import suppress

import numpy as np
import pandas as pd

from rgcore.phi4 import FieldSamplingSettings
from rgcore.provenance import Stamp
from rgcore.rbm import FloatSamples, Standardization, pack_spins
from rgcore.scans import PriceHistory
from rgcore.series import TemporaryMatrix
from rgcore.tables import open_samples, write_samples

from ..config_values import sampling_settings
from .calls_of_data import SAMPLES
from .calls_of_networks import SPINS, annealing, generation, joint_settings, layer_settings
from .walk import Call

VALUES = np.random.default_rng(5).standard_normal((6, 4))
RETURNS = 0.01 * SAMPLES[:40]
FEWER_ROWS = {"values": {"last row missing"}}
SETTINGS = {
    "rgcore.ising.SamplingSettings": (sampling_settings(), {"n_samples": 300}),
    "rgcore.phi4.FieldSamplingSettings": (
        FieldSamplingSettings(n_samples=200, n_chains=100),
        {"n_chains": 50},
    ),
    "rgcore.rbm.AnnealingSettings": (annealing(), {"n_chains": 6}),
    "rgcore.rbm.GenerationSettings": (generation(), {"n_temperatures": 4}),
    "rgcore.rbm.JointTrainingSettings": (joint_settings(), {"n_chains": 6}),
    "rgcore.rbm.TrainingSettings": (layer_settings(), {"batch_size": 2}),
}


def taken_by(samples):
    """Return ``take`` as a function that returns the array that it fills."""

    def taken(rows, out):
        samples.take(rows, out)
        return out

    return taken


def written(**rectangle):
    matrix = TemporaryMatrix.by_variable(*VALUES.shape)
    matrix.write(**rectangle)
    with suppress(RuntimeError):  # where entries are left out
        return list(matrix)


def matrix():
    return TemporaryMatrix.from_blocks([VALUES])


def prices_of_dataset(folder):
    path, names = folder / "samples.parquet", [f"stock{number}" for number in range(RETURNS.shape[1])]
    write_samples([RETURNS], path, variables=names, stamp=Stamp())
    report = pd.DataFrame({"variable": names, "first_price": np.arange(1.0, len(names) + 1)})
    return {"samples": open_samples(path), "report": report}


def of_rows():
    return Call(
        lambda _: {"rows": np.array([3, 1, 2]), "out": np.empty((3, 4), np.float32)},
        {"rows": {"float64", "float32"}, "out": {"*"}},
    )


def of_shape(**more):
    return Call(
        lambda _: {"n_samples": 5, "n_variables": 3, **more},
        {"n_samples": {"zero"}, "in_memory": {"None"}},
        lambda _, made: made.shape,
    )


STANDARDIZATION = Standardization(means=np.arange(4.0), scales=np.arange(1.0, 5.0))
FUNCTIONS = {
    "rgcore.rbm.FloatSamples.take": taken_by(FloatSamples(VALUES)),
    "rgcore.rbm.PackedSpins.take": taken_by(pack_spins(SPINS, "binary")),
    "rgcore.rbm.JointTrainingSettings.penalties": joint_settings().penalties,
    "rgcore.rbm.JointTrainingSettings.rate": joint_settings().rate,
    "rgcore.rbm.TrainingSettings.penalties": layer_settings().penalties,
    "rgcore.rbm.TrainingSettings.rate": layer_settings().rate,
    "rgcore.rbm.Standardization.fit": Standardization.fit,
    "rgcore.rbm.Standardization.inverse_transform": STANDARDIZATION.inverse_transform,
    "rgcore.rbm.Standardization.transform": STANDARDIZATION.transform,
    "rgcore.scans.PriceHistory.of_dataset": PriceHistory.of_dataset,
    "rgcore.scans.PriceHistory.taken": PriceHistory(log_returns=RETURNS).taken,
    "rgcore.series.TemporaryMatrix.by_block": TemporaryMatrix.by_block,
    "rgcore.series.TemporaryMatrix.by_sample": TemporaryMatrix.by_sample,
    "rgcore.series.TemporaryMatrix.by_variable": TemporaryMatrix.by_variable,
    "rgcore.series.TemporaryMatrix.from_blocks": TemporaryMatrix.from_blocks,
    "rgcore.series.TemporaryMatrix.series": matrix().series,
    "rgcore.series.TemporaryMatrix.shifted": matrix().shifted,
    "rgcore.series.TemporaryMatrix.write": written,
} | {f"{name}.changed": settings.changed for name, (settings, _) in SETTINGS.items()}
CALLS = {
    "rgcore.rbm.FloatSamples.take": of_rows(),
    "rgcore.rbm.PackedSpins.take": of_rows(),
    "rgcore.rbm.JointTrainingSettings.penalties": Call(lambda _: {"rate": 0.25}),
    "rgcore.rbm.JointTrainingSettings.rate": Call(lambda _: {"epoch": 1}, {"epoch": {"zero"}}),
    "rgcore.rbm.TrainingSettings.penalties": Call(lambda _: {"rate": 0.25}),
    "rgcore.rbm.TrainingSettings.rate": Call(lambda _: {"epoch": 1}, {"epoch": {"zero"}}),
    "rgcore.rbm.Standardization.fit": Call(
        lambda _: {"values": VALUES, "noise": 0.5}, {"values": {"last row missing", "last column missing"}}
    ),
    "rgcore.rbm.Standardization.inverse_transform": Call(lambda _: {"values": VALUES}, FEWER_ROWS),
    "rgcore.rbm.Standardization.transform": Call(lambda _: {"values": VALUES}, FEWER_ROWS),
    "rgcore.scans.PriceHistory.of_dataset": Call(prices_of_dataset),
    "rgcore.scans.PriceHistory.taken": Call(
        lambda _: {"log_returns": RETURNS}, {"log_returns": {"None", "last row missing"}}
    ),
    "rgcore.series.TemporaryMatrix.by_block": of_shape(),
    "rgcore.series.TemporaryMatrix.by_sample": of_shape(),
    "rgcore.series.TemporaryMatrix.by_variable": of_shape(in_memory=True),
    "rgcore.series.TemporaryMatrix.from_blocks": Call(lambda _: {"blocks": [VALUES, VALUES]}),
    "rgcore.series.TemporaryMatrix.series": Call(lambda _: {"first": 1, "end": 3}, {"first": {"zero"}}),
    "rgcore.series.TemporaryMatrix.shifted": Call(
        lambda _: {"offsets": np.array([0, 3, 1, 2])}, {"offsets": {"float64", "float32"}}
    ),
    "rgcore.series.TemporaryMatrix.write": Call(
        lambda _: {"first_sample": 0, "first_variable": 0, "values": VALUES},
        {
            "first_sample": {"zero"},
            "first_variable": {"zero"},
            "values": {
                "nan",
                "inf",
                "-inf",
                "booleans",
                "last row missing",
                "last column missing",
                "no entries",
            },
        },
    ),
} | {f"{name}.changed": Call(lambda _, values=values: dict(values)) for name, (_, values) in SETTINGS.items()}
