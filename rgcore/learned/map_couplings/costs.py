"""What the couplings and the information of maps are expected to cost; imports nothing heavy."""

from rgcore.rbm.costs import expected_seconds
from rgcore.subject import Config

__all__ = ["megabytes_of_map_couplings", "seconds_of_map_couplings"]

_SECONDS_PER_SPIN = {"drawn": 4e-8, "mapped": 2e-8}
_SECONDS_OF_EXACT_TRAINING = 0.4
_SECONDS_PER_INFORMATION = 0.05  # of a map, temperature and buffer
_TIED = 1.5  # over the training of a layer whose weights are free
_OF_PROCESS, _BYTES_PER_SPIN = 430.0, 20.0


def seconds_of_map_couplings(config: Config) -> dict[str, float]:
    """Return the seconds of the job that measures couplings and information."""
    block, maps = config["map_couplings"], config["learned_maps"]
    n_rbms, n_drawn = 2 * len(block["trained_at"]), len(block["untrained"])
    stack = config["dbn"] | {
        "layers": (maps["training_side"] ** 2, (maps["training_side"] // 2) ** 2),
        "n_held_out": 0,
        "training": maps["training"],
    }
    on_samples = expected_seconds({"dbn": stack, "ising": {"n_samples": maps["n_training_samples"]}})
    training = n_rbms / 2 * (_SECONDS_OF_EXACT_TRAINING + _TIED * on_samples["train_dbn"])
    spins = len(block["couplings"]) * block["n_samples"] * block["side"] ** 2
    spins *= 1.25 if block["n_steps"] > 1 else 1  # a lattice of half the side
    n_flows = n_drawn + n_rbms * len(block["hidden"])
    flows = spins * (_SECONDS_PER_SPIN["drawn"] + n_flows * _SECONDS_PER_SPIN["mapped"])
    places = len(block["information"]["temperatures"]) * len(block["information"]["buffers"])
    information = places * (n_drawn + 2 * n_rbms) * _SECONDS_PER_INFORMATION
    return {"measure_map_couplings": 1 + places + block["n_replicas"] * (training + flows + information)}


def megabytes_of_map_couplings(config: Config) -> dict[str, float]:
    """Return the memory of the job: the configurations of one coupling, and arrays of the states of a window."""
    block = config["map_couplings"]
    spins = block["n_samples"] * block["side"] ** 2
    return {"measure_map_couplings": _OF_PROCESS + _BYTES_PER_SPIN * spins / 1e6}
