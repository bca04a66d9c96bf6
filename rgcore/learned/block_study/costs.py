"""What the study of block size is expected to cost; imports nothing heavy."""

from rgcore.learned.block_study.conditions import study_conditions
from rgcore.rbm.costs import training_seconds
from rgcore.subject import Config

__all__ = ["seconds_of_study"]

_SECONDS_PER_FIELD = 1e-3  # measured, four times in a training run


def seconds_of_study(config: Config) -> dict[str, float]:
    """Return the seconds of one training run of the study, in the mean."""
    study = config["block_size_study"]
    conditions = study_conditions(study["designs"]).values()
    each = [
        training_seconds(
            (condition["side"] ** 2, condition["n_hidden"]),
            study["n_samples"],
            study["training"] | {"n_epochs": condition["n_epochs"]},
        )
        + 4 * condition["n_hidden"] * _SECONDS_PER_FIELD
        for condition in conditions
    ]
    return {"train_study_networks": 0.5 + sum(each) / max(len(each), 1)}
