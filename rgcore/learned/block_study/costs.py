"""What the study of block size is expected to cost; imports nothing heavy."""

from rgcore.learned.block_study.conditions import study_conditions
from rgcore.rbm.costs import expected_seconds
from rgcore.subject import Config

__all__ = ["seconds_of_study"]

_SECONDS_PER_FIELD = 1e-3  # measured, four times in a training run


def seconds_of_study(config: Config) -> dict[str, float]:
    """Return the seconds of one training run of the study, in the mean."""
    study = config["block_size_study"]
    conditions = study_conditions(study["designs"]).values()
    each = [
        _training(config, condition) + 4 * condition["n_hidden"] * _SECONDS_PER_FIELD
        for condition in conditions
    ]
    return {"train_study_networks": 0.5 + sum(each) / max(len(each), 1)}


def _training(config: Config, condition: dict[str, str | int | float]) -> float:
    """Return what the training of a stack with this one hidden layer takes."""
    study = config["block_size_study"]
    stack = config["dbn"] | {
        "layers": (condition["side"] ** 2, condition["n_hidden"]),
        "n_held_out": 0,
        "training": study["training"] | {"n_epochs": condition["n_epochs"]},
    }
    return expected_seconds({"dbn": stack, "ising": {"n_samples": study["n_samples"]}})["train_dbn"]
