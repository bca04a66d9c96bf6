"""What the study of the kurtosis switch is expected to cost; imports nothing heavy."""

from rgcore.learned.kurtosis_switch.conditions import switch_conditions
from rgcore.rbm.costs import expected_seconds
from rgcore.subject import Config

__all__ = ["seconds_of_switch"]

_SECONDS_PER_FIELD = 1e-3  # of the measures of a receptive field
_SECONDS_PER_NUMBER = 1e-7  # of a field drawn


def seconds_of_switch(config: Config) -> dict[str, float]:
    """Return the seconds of one training run of the study, in the mean."""
    study = config["kurtosis_switch"]
    conditions = switch_conditions(study["designs"]).values()
    each = [_training(config, condition) + _measures(config, condition) for condition in conditions]
    return {"train_switch_networks": sum(each) / max(len(each), 1)}


def _measures(config: Config, condition: dict[str, str | int | float]) -> float:
    """Return what drawing the fields and measuring the receptive fields takes."""
    study = config["kurtosis_switch"]
    n_fields = condition["n_samples"] + study["n_held_out"]
    return study["side"] ** 2 * n_fields * _SECONDS_PER_NUMBER + condition["n_hidden"] * _SECONDS_PER_FIELD


def _training(config: Config, condition: dict[str, str | int | float]) -> float:
    """Return what the training of a stack with this one hidden layer takes."""
    study = config["kurtosis_switch"]
    stack = config["dbn"] | {
        "layers": (study["side"] ** 2, condition["n_hidden"]),
        "n_held_out": 0,
        "training": study["training"] | {"n_epochs": condition["n_epochs"]},
    }
    return expected_seconds({"dbn": stack, "ising": {"n_samples": condition["n_samples"]}})["train_dbn"]
