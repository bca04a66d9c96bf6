"""What the learned flow and the couplings of networks are expected to cost; imports nothing heavy."""

from rgcore.subject import FLOPS_PER_SECOND, Config

__all__ = ["megabytes_of_couplings", "seconds_of_learned_flow"]

_PER_TRAINING = 0.15  # on the three lattices together; measured
_PER_COUPLING = 0.3  # sums over all states of three lattices and five maps; measured
_NODES = 40  # of an integral over one hidden unit; measured
_PER_NODE = 2e-7  # of a hidden unit and a visible one; measured
_DOUBLE = 2  # over single precision
_OF_PROCESS = 300.0


def seconds_of_learned_flow(config: Config) -> dict[str, float]:
    """Return the seconds of the job of the small tori, and of the couplings of one network."""
    block = config["learned_flow"]
    each = _PER_COUPLING + (block["n_starts"] + 1) * _PER_TRAINING
    n_visible, n_hidden = config["dbn"]["layers"][:2]
    nodes = _NODES * n_hidden
    pairs = _DOUBLE * 2 * n_visible**2 * nodes / FLOPS_PER_SECOND
    return {
        "measure_learned_flow": 1 + len(block["couplings"]) * each,
        "measure_network_couplings": 0.1 + pairs + _PER_NODE * n_visible * nodes,
    }


def megabytes_of_couplings(config: Config) -> dict[str, float]:
    """Return the memory of the couplings of a network: three matrices of pairs, and random states."""
    n_visible = config["dbn"]["layers"][0]
    return {
        "measure_network_couplings": _OF_PROCESS + 4 * 8e-6 * n_visible**2 + 20e-3 * n_visible,
        "measure_learned_flow": _OF_PROCESS + 60,
    }
