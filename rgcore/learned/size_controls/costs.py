"""What the controls of block size are expected to cost; imports nothing heavy."""

from collections.abc import Mapping

from rgcore.learned.block_study.conditions import settings_of_design
from rgcore.learned.size_controls.control_points import control_points
from rgcore.learned.size_controls.ring.ring_conditions import ring_conditions
from rgcore.rbm.costs import expected_seconds
from rgcore.subject import Config

__all__ = ["seconds_of_controls"]

_SECONDS_PER_FIELD = 3e-4  # measured
_SECONDS_PER_UPDATE = 1e-4  # of a small network, beside its products
_SECONDS_PER_PRODUCT = 8e-11  # of independent components, per sample, component squared and iteration


def seconds_of_controls(config: Config) -> dict[str, float]:
    """Return the seconds of one point of each fan-out, in the mean."""
    study, ring = config["block_size_study"], config["ring_block_size"]
    points = control_points(config["block_size_controls"], study["designs"]).values()
    controls = [_of_point(config, point["condition"], point["trains"]) for point in points]
    trainings = [
        _training(config, ring, (condition["n_sites"], condition["n_hidden"]), condition)
        for condition in ring_conditions(ring).values()
    ]
    return {
        "measure_size_controls": 0.3 + sum(controls) / max(len(controls), 1),
        "train_ring_networks": 0.1 + sum(trainings) / max(len(trainings), 1),
    }


def _of_point(config: Config, condition: Mapping, trains: bool) -> float:
    study = settings_of_design(config["block_size_study"], condition["design"])
    sizes, n_samples = (condition["side"] ** 2, condition["n_hidden"]), study["n_samples"]
    n_fields, n_components = sizes[0] + 5 * sizes[1], min(sizes)
    products = 2 * n_samples * n_components**2 * config["block_size_controls"]["n_iterations"]
    of_run = {"n_samples": n_samples, "n_epochs": condition["n_epochs"]}
    trained = trains * _training(config, study, sizes, of_run)
    return _SECONDS_PER_FIELD * n_fields + _SECONDS_PER_PRODUCT * products + trained


def _training(config: Config, block: Mapping, layers: tuple[int, int], of_run: Mapping) -> float:
    """Return what the training of a stack with this one hidden layer takes."""
    stack = config["dbn"] | {
        "layers": layers,
        "n_held_out": 0,
        "training": block["training"] | {"n_epochs": of_run["n_epochs"]},
    }
    n_samples = of_run["n_samples"]
    n_updates = of_run["n_epochs"] * n_samples / block["training"]["batch_size"]
    of_products = expected_seconds({"dbn": stack, "ising": {"n_samples": n_samples}})["train_dbn"]
    return of_products + _SECONDS_PER_UPDATE * n_updates
