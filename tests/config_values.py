"""Settings with the values of config.yaml, some of them changed."""

import copy
from functools import cache
from pathlib import Path

import yaml

from rgcore.ising.settings import SamplingSettings
from rgcore.rbm.settings import JointTrainingSettings, TrainingSettings

ROOT = Path(__file__).parents[1]


@cache
def _config():
    return yaml.safe_load((ROOT / "config.yaml").read_text(encoding="utf-8"))


def config():
    """Return what config.yaml holds, to be changed at will."""
    return copy.deepcopy(_config())


def sampling_settings(**changed):
    """Return the settings of drawing configurations."""
    values = config()["ising"]
    return SamplingSettings(**({name: values[name] for name in SamplingSettings.model_fields} | changed))


def training_settings(**changed):
    """Return the settings of the training of one layer, for 0/1 units."""
    return TrainingSettings(**(config()["dbn"]["training"] | {"units": "binary"} | changed))


def joint_training_settings(**changed):
    """Return the settings of the training of all layers together."""
    return JointTrainingSettings(**(config()["dbn"]["joint_training"] | changed))
