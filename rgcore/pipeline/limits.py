"""What a run takes on disk and in memory, against what the config allows."""

from collections.abc import Mapping
from itertools import pairwise

from rgcore.errors import InputError

__all__ = ["check_limits", "sampled", "training_megabytes"]

_BYTES_PER_ROW = 20  # energy, magnetization and what describes them, beside the packed spins
_BYTES_OF_A_PROCESS = 250e6  # with its libraries
_MOST_STORED_BYTES = 2**29  # of a layer's means, as in rgcore.rbm.training.samples
_DIAGNOSED, _COPIES = 1000, 4  # samples, and arrays of their size; copies of the weights


def sampled(config: Mapping[str, Mapping]) -> set[tuple[int, str]]:
    """Return the (side, temperature) that configurations are drawn for."""
    ising, scaling = config["ising"], config["finite_size_scaling"]
    return {
        *((ising["side"], temperature) for temperature in ising["temperatures"]),
        (config["mcrg"]["side"], config["mcrg"]["temperature"]),
        *((side, temperature) for side in scaling["sides"] for temperature in scaling["temperatures"]),
    }


def check_limits(config: Mapping[str, Mapping]) -> None:
    """Check that the configurations fit on the disk, and a training into the memory, that the config allows.

    Raises
    ------
    InputError
        If they do not; it says what is needed.
    """
    ising, limits = config["ising"], config["limits"]
    per_sample = sum(-(-side * side // 8) + _BYTES_PER_ROW for side, _ in sampled(config))
    needed, allowed = ising["n_samples"] * per_sample, limits["disk_mb"] * 10**6
    if needed > allowed:
        raise InputError(
            f"config: ising.n_samples must be at most {allowed // per_sample}, or limits.disk_mb larger: "
            f"{ising['n_samples']} configurations need {needed / 1e6:.0f} MB on disk, all files together, "
            f"and {limits['disk_mb']} MB are allowed"
        )
    training = training_megabytes(config)
    if training > limits["memory_mb"]:
        raise InputError(
            f"config: a training must fit into limits.memory_mb = {limits['memory_mb']}, but {ising['n_samples']} "
            f"configurations and layers {'-'.join(map(str, config['dbn']['layers']))} need about {training} MB"
        )


def training_megabytes(config: Mapping[str, Mapping]) -> int:
    """Return about how much memory the training of a stack takes, in MB.

    The configurations stay packed; the means of two layers are held where they are not too many; of the machine
    there are weights, velocity and a copy for the checkpoint, and what its units see on the lattice.
    """
    layers, n_samples = config["dbn"]["layers"], config["ising"]["n_samples"]
    packed = n_samples * -(-layers[0] // 8)
    means = [4 * n_samples * n_units for n_units in layers[1:]]
    kept = [size if size <= _MOST_STORED_BYTES else 0 for size in (0, *means)]
    machines = [
        4 * _COPIES * (below * above + _DIAGNOSED * (below + above)) + 4 * layers[0] * (below + above)
        for below, above in pairwise(layers)
    ]
    most = max(machine + sum(kept[place : place + 2]) for place, machine in enumerate(machines))
    return round((_BYTES_OF_A_PROCESS + packed + most) / 1e6)
