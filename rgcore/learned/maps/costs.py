"""What training and testing maps is expected to cost; imports nothing heavy."""

from rgcore.learned.maps.conditions import map_conditions
from rgcore.rbm.costs import expected_seconds
from rgcore.subject import Config

__all__ = ["megabytes_of_maps", "seconds_of_maps"]

_FIXED = 0.5
_SECONDS_PER_SPIN = 4.5e-8  # tested, per map and kind of coarse spins, over all its steps; measured
_WITH_DATA = 1.2  # over the training alone; measured
_OF_PROCESS, _BYTES_PER_SPIN = 300.0, 40.0


def seconds_of_maps(config: Config) -> dict[str, float]:
    """Return the seconds of one replica of the learned maps."""
    maps = config["learned_maps"]
    conditions = map_conditions(maps["conditions"])
    stack = config["dbn"] | {
        "layers": (maps["training_side"] ** 2, (maps["training_side"] // 2) ** 2),
        "n_held_out": 0,
        "training": maps["training"],
    }
    of_training = expected_seconds({"dbn": stack, "ising": {"n_samples": maps["n_training_samples"]}})
    n_tests = 1 + 2 * (
        len(conditions) + len(maps["untrained"])
    )  # those with free filters on the smaller lattice
    tests = n_tests * maps["n_samples"] * maps["side"] ** 2 * _SECONDS_PER_SPIN
    return {"measure_learned_maps": _FIXED + _WITH_DATA * len(conditions) * of_training["train_dbn"] + tests}


def megabytes_of_maps(config: Config) -> dict[str, float]:
    """Return the memory of one replica: the configurations that are tested on, and sums over some of them."""
    maps = config["learned_maps"]
    tested = maps["n_samples"] * maps["side"] ** 2
    trained = maps["n_training_samples"] * maps["training_side"] ** 2
    return {"measure_learned_maps": _OF_PROCESS + _BYTES_PER_SPIN * max(tested, trained) / 1e6}
