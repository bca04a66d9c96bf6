"""What the study of block size is expected to cost; imports nothing heavy."""

from collections.abc import Mapping

from rgcore.learned.block_study.conditions import settings_of_design, study_conditions
from rgcore.rbm.costs import expected_seconds
from rgcore.subject import FLOPS_PER_SECOND, Config

__all__ = ["seconds_of_study"]

_SECONDS_PER_FIELD = 1e-3  # measured, four times in a training run
_SECONDS_PER_UPDATE = 2e-5  # of a minibatch, however small the network
_SAMPLED_UNITS_PER_SECOND = 5e8
_ENUMERATED = 20  # hidden units at most


def seconds_of_study(config: Config) -> dict[str, float]:
    """Return the seconds of one training run of the study, in the mean."""
    study = config["block_size_study"]
    conditions = study_conditions(study["designs"]).values()
    each = [
        _training(config, condition)
        + _annealing(study["annealing"], condition)
        + 4 * condition["n_hidden"] * _SECONDS_PER_FIELD
        for condition in conditions
    ]
    return {"train_study_networks": 0.5 + sum(each) / max(len(each), 1)}


def _training(config: Config, condition: Mapping[str, str | int | float]) -> float:
    """Return what the training of a stack with this one hidden layer takes."""
    own = settings_of_design(config["block_size_study"], condition["design"])
    training = own["training"] | {"n_epochs": condition["n_epochs"]}
    stack = config["dbn"] | {
        "layers": (condition["side"] ** 2, condition["n_hidden"]),
        "n_held_out": 0,
        "training": training,
    }
    n_updates = condition["n_epochs"] * own["n_samples"] / training["batch_size"]
    products = expected_seconds({"dbn": stack, "ising": {"n_samples": own["n_samples"]}})["train_dbn"]
    return products + n_updates * _SECONDS_PER_UPDATE


def _annealing(annealing: Mapping[str, int], condition: Mapping[str, str | int | float]) -> float:
    """Return what the partition function takes where no layer is enumerated."""
    n_visible, n_hidden = condition["side"] ** 2, condition["n_hidden"]
    if min(n_visible, n_hidden) <= _ENUMERATED:
        return 0.0
    products, units = 4 * n_visible * n_hidden / FLOPS_PER_SECOND, 2 * (n_visible + n_hidden)
    return (
        annealing["n_chains"] * annealing["n_temperatures"] * (products + units / _SAMPLED_UNITS_PER_SECOND)
    )
