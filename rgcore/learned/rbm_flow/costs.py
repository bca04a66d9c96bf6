"""What the networks of the RBM flow are expected to cost; imports nothing heavy."""

from rgcore.learned.rbm_flow.conditions import flow_networks
from rgcore.rbm.costs import expected_seconds
from rgcore.subject import Config

__all__ = ["seconds_of_flow"]

_MEASURED = 4  # times that a network is sampled while it is trained
_PER_DRAWING = 0.03  # of the configurations of one temperature; measured
_OF_A_FLOW = 1.5  # Gibbs sampling and thermometers over Gibbs sampling alone; measured


def seconds_of_flow(config: Config) -> dict[str, float]:
    """Return the seconds of one network of the RBM flow, in the mean."""
    networks = flow_networks(config["rbm_flow"]).values()
    each = [_seconds(config, network) for network in networks]
    return {"run_flow_networks": 0.5 + sum(each) / max(len(each), 1)}


def _seconds(config: Config, network: dict) -> float:
    flow = config["rbm_flow"]
    stack = config["dbn"] | {
        "layers": (network["side"] ** 2, network["n_hidden"]),
        "n_held_out": 0,
        "training": flow["training"] | {"n_epochs": network["n_epochs"]},
        "generation": flow["generation"],
        "annealing": flow["annealing"],
    }
    costs = expected_seconds({"dbn": stack, "ising": {"n_samples": flow["n_samples"]}})
    own = _MEASURED * (costs["measure_rbm_thermodynamics"] + costs["estimate_rbm_likelihood"] / 2)
    rounds = flow["steps"][-1] * len(flow["passing"]) * len(flow["start_temperatures"])
    states = flow["generation"]["n_chains"] * flow["generation"]["n_temperatures"]
    drawn = flow["generation"]["burn_in_rounds"] + flow["generation"]["rounds_per_sample"] * (
        flow["generation"]["n_samples"] // flow["generation"]["n_chains"]
    )
    per_state = costs["measure_rbm_thermodynamics"] / (states * drawn)
    drawings = len(network["temperatures"]) + len(flow["start_temperatures"])
    passes = _OF_A_FLOW * rounds * flow["n_configurations"] * per_state
    return costs["train_dbn"] + own + passes + _PER_DRAWING * drawings
