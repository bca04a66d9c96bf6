"""What training, sampling and judging networks is expected to cost; imports nothing heavy."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from rgcore.subject import FLOPS_PER_SECOND, Config

__all__ = ["MOST_STORED_BYTES", "expected_seconds", "model_bytes", "training_megabytes"]

MOST_STORED_BYTES = 2**29
"""Means of a layer over all samples are stored up to this size, and beyond it computed for every minibatch."""

_BYTES_OF_A_PROCESS = 310e6  # with its libraries; measured
_DIAGNOSED, _COPIES = 1000, 4  # samples, and arrays of their size; copies of the weights
_SAMPLED_UNITS_PER_SECOND = 1e9
_PRODUCTS = {"fixed": 6, "per Gibbs step": 4}  # floating-point operations per weight and sample of an update


def training_megabytes(config: Config) -> int:
    """Return about how much memory the training of a stack takes, in MB.

    The configurations stay packed; the means of two layers are stored where they are not too many; of the network
    there are weights, velocity and a copy for the checkpoint, and what its units see on the lattice.
    """
    layers, n_samples = config["dbn"]["layers"], config["ising"]["n_samples"]
    packed = n_samples * -(-layers[0] // 8)
    means = [4 * n_samples * n_units for n_units in layers[1:]]
    stored = [size if size <= MOST_STORED_BYTES else 0 for size in (0, *means)]
    rbms = [
        4 * _COPIES * (below * above + _DIAGNOSED * (below + above)) + 4 * layers[0] * (below + above)
        for below, above in pairwise(layers)
    ]
    most = max(rbm + sum(stored[place : place + 2]) for place, rbm in enumerate(rbms))
    return round((_BYTES_OF_A_PROCESS + packed + most) / 1e6)


def model_bytes(layers: Sequence[int]) -> float:
    """Return the bytes of the weights of a network, in single precision."""
    return 4.0 * sum(below * above for below, above in pairwise(layers))


def expected_seconds(config: Config) -> dict[str, float]:
    """Return the seconds of training a stack and a deep Boltzmann machine, and of sampling and judging them."""
    dbn = config["dbn"]
    layers, generation, annealing = dbn["layers"], dbn["generation"], dbn["annealing"]
    n_training = config["ising"]["n_samples"] - dbn["n_held_out"]
    rounds = generation["burn_in_rounds"] + generation["rounds_per_sample"] * (
        generation["n_samples"] // generation["n_chains"]
    )
    replicas = generation["n_chains"] * generation["n_temperatures"]
    anneals = annealing["n_chains"] * annealing["n_temperatures"]
    return {
        "train_dbn": _training(layers, n_training, dbn["training"]),
        "train_dbm": _training(layers, n_training, dbn["joint_training"]),
        "measure_rbm_thermodynamics": rounds * replicas * _gibbs(layers),
        "estimate_rbm_likelihood": 2 * anneals * _gibbs(layers),
    }


def _training(layers: Sequence[int], n_samples: int, training: Mapping[str, float]) -> float:
    """Return the seconds of an epoch of every layer, times the epochs."""
    steps = training["gibbs_steps"]
    per_sample = sum(
        (_PRODUCTS["fixed"] + steps * _PRODUCTS["per Gibbs step"]) * below * above / FLOPS_PER_SECOND
        + steps * (below + above) / _SAMPLED_UNITS_PER_SECOND
        for below, above in pairwise(layers)
    )
    return training["n_epochs"] * n_samples * per_sample


def _gibbs(layers: Sequence[int]) -> float:
    """Return the seconds of a round of Gibbs sampling of one state of every RBM of a stack."""
    n_weights = sum(below * above for below, above in pairwise(layers))
    return 4 * n_weights / FLOPS_PER_SECOND + 2 * sum(layers) / _SAMPLED_UNITS_PER_SECOND
